// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/desk_host.h"

#include "app/desktop/connection_settings.h"

namespace argus::desktop {

DeskHost::~DeskHost()
{
    for (const Test& test : m_tests) {
        test.context.cancel("the program ends");
    }
}

void DeskHost::test(const ui::Connection& connection, const base::ExecutionContext& context,
                    std::function<void(std::vector<api::DoctorCheck>)> done)
{
    m_tests.remove_if([](const Test& test) { return test.ended->load(); });
    auto ended = std::make_shared<std::atomic<bool>>(false);
    m_tests.push_back({context, ended, std::jthread([connection, context, done = std::move(done), ended] {
                           done(testConnection(connection, context));
                           ended->store(true);
                       })});
}

void DeskHost::open(const ui::Connection& connection)
{
    m_session.open(settingsOf(connection));
}

} // namespace argus::desktop
