// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QObject>

#include <deque>
#include <optional>

namespace argus::ui {

/// Takes recordings in, one submission after the other, and tells how far it is. GUI thread only.
class Uploads final : public QObject
{
    Q_OBJECT

public:
    explicit Uploads(EngineBridge& bridge, QObject* parent = nullptr);

    /// Queues a submission; starts it at once when nothing else runs and the engine is open. What waits for the engine
    /// starts when it opens; that it could not be opened is told by `held`.
    void enqueue(api::Submission submission);
    /// Cancels the one that runs. What it had taken in is for the engine to clean up.
    void cancelCurrent();
    bool isRunning() const { return m_current.has_value(); }
    std::size_t waiting() const { return m_waiting.size(); }
    /// Some wait because no engine is open.
    bool isHeld() const { return !m_waiting.empty() && !m_current && !m_bridge.isAttached(); }
    /// The first of those that wait; must not be asked while none does.
    const api::Submission& firstWaiting() const { return m_waiting.front(); }
    /// Forgets all that waits and has not begun.
    void discardWaiting();

Q_SIGNALS:
    /// How many wait, or whether they can start, has changed.
    void waitingChanged();
    /// These are queued, but the engine could not be opened. Told once of each.
    void held(const argus::api::Submission& submission, const argus::base::Error& error);
    void started(const argus::api::Submission& submission);
    void progressed(const argus::api::UploadProgress& progress);
    void finished(const argus::api::Submission& submission, const argus::api::SubmissionReceipt& receipt);
    void failed(const argus::api::Submission& submission, const argus::base::Error& error);

private:
    void next();
    void tellHeld();
    void onDone(base::Result<api::SubmissionReceipt> result);

    EngineBridge& m_bridge;
    std::deque<api::Submission> m_waiting;
    std::size_t m_told = 0; ///< how many of those that wait `held` has told of
    std::optional<api::Submission> m_current;
    QuerySlot m_slot;
};

} // namespace argus::ui
