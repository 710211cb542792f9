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

    /// Queues a submission; starts it at once when nothing else runs (and the engine is open).
    void enqueue(api::Submission submission);
    /// Cancels the one that runs. What it had taken in is for the engine to clean up.
    void cancelCurrent();
    bool isRunning() const { return m_current.has_value(); }
    std::size_t waiting() const { return m_waiting.size(); }

Q_SIGNALS:
    void started(const argus::api::Submission& submission);
    void progressed(const argus::api::UploadProgress& progress);
    void finished(const argus::api::Submission& submission, const argus::api::SubmissionReceipt& receipt);
    void failed(const argus::api::Submission& submission, const argus::base::Error& error);

private:
    void next();
    void onDone(base::Result<api::SubmissionReceipt> result);

    EngineBridge& m_bridge;
    std::deque<api::Submission> m_waiting;
    std::optional<api::Submission> m_current;
    QuerySlot m_slot;
};

} // namespace argus::ui
