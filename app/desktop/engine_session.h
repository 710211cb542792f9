// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/result.h"
#include "core/runtime/open.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <thread>

namespace argus::desktop {

/// The engine behind the window: opened, closed and exchanged on a thread of its own, so that the window never waits
/// for it. Where a store does not answer it is tried again, every five seconds. GUI thread only.
class EngineSession final : public QObject
{
    Q_OBJECT

public:
    EngineSession();
    /// Waits for what is under way and ends the engine.
    ~EngineSession() override;

    /// Closes the engine that is there, and opens one. A later call goes before one that is under way.
    void open(const runtime::Settings& settings);
    /// Null while there is none.
    api::Engine* engine() const { return m_engine.get(); }

Q_SIGNALS:
    /// The engine, where there is one, goes when the slots have returned: nothing may use it any more.
    void closing();
    void opened();
    /// `again`: it will be tried again.
    void failed(const argus::base::Error& error, bool again);

private:
    struct Job;
    void start();
    void onDone(const std::shared_ptr<Job>& job);

    std::unique_ptr<api::Engine> m_engine;
    std::optional<runtime::Settings> m_wanted;
    QTimer m_again;
    bool m_busy = false;
    bool m_outdated = false; ///< what is being opened is not wanted any more
    std::jthread m_thread;
};

} // namespace argus::desktop
