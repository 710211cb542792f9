// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/engine_session.h"
#include "ui/bridge/connections.h"

#include <atomic>
#include <list>
#include <memory>
#include <thread>

namespace argus::desktop {

/// Does for the window what needs the runtime: opens and tests connections. GUI thread only.
class DeskHost final : public ui::ConnectionHost
{
public:
    /// `session` must outlive this.
    explicit DeskHost(EngineSession& session)
        : m_session(session)
    { }
    /// Cancels the tests under way and waits for them.
    ~DeskHost() override;

    void test(const ui::Connection& connection, const base::ExecutionContext& context,
              std::function<void(std::vector<api::DoctorCheck>)> done) override;
    void open(const ui::Connection& connection) override;

private:
    struct Test
    {
        base::ExecutionContext context;
        std::shared_ptr<std::atomic<bool>> ended;
        std::jthread thread;
    };

    EngineSession& m_session;
    std::list<Test> m_tests;
};

} // namespace argus::desktop
