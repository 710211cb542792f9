// SPDX-License-Identifier: Apache-2.0
// The part of EngineHost that answers api::Attendance.
#include "core/engine/engine_host.h"

#include <chrono>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kLongestSession = 64;
/// For each window at the end: a server that does not answer is not waited for, the row runs out by itself.
constexpr std::chrono::milliseconds kLastWord {1000};

} // namespace

void EngineHost::enter(const ExecutionContext& context, std::string session, domain::BatchId batch,
                       api::Callback<std::chrono::milliseconds> done)
{
    using Again = std::chrono::milliseconds;
    answer<Again>(*m_quick, Operation::AttendanceEnter, context, std::move(done),
                  [this, session = std::move(session), batch](const ExecutionContext& own) -> Result<Again> {
                      if (session.empty() || session.size() > kLongestSession) {
                          return fail(base::ErrorCode::Invalid, "a window's session is an id of 1 to 64 bytes");
                      }
                      ARGUS_TRY(core()->commands().attend(own, {session, hostName(), batch}));
                      const base::LockGuard lock(m_mutex);
                      m_windows[session] = own.user();
                      return std::chrono::duration_cast<Again>(attendanceLife(m_options.engine)) / 3;
                  });
}

void EngineHost::leave(const ExecutionContext& context, std::string session, api::Callback<void> done)
{
    answer<void>(*m_quick, Operation::AttendanceLeave, context, std::move(done),
                 [this, session = std::move(session)](const ExecutionContext& own) -> Result<> {
                     ARGUS_TRY(core()->commands().attend(own, {session, hostName(), {}}));
                     const base::LockGuard lock(m_mutex);
                     m_windows.erase(session);
                     return {};
                 });
}

void EngineHost::present(const ExecutionContext& context, api::Callback<std::vector<domain::CaseAttendance>> done)
{
    answer<std::vector<domain::CaseAttendance>>(
        *m_quick, Operation::AttendancePresent, context, std::move(done),
        [this](const ExecutionContext& own) { return core()->queries().attendance(own); });
}

void EngineHost::leaveAll()
{
    std::map<std::string, std::string> windows;
    {
        const base::LockGuard lock(m_mutex);
        windows.swap(m_windows);
    }
    const auto last = core();
    for (const auto& [session, login] : windows) {
        const ExecutionContext context = ExecutionContext::root(login, "last word").withTimeout(kLastWord);
        if (!last->commands().attend(context, {session, hostName(), {}})) {
            return; // the store is away: what is left runs out
        }
    }
}

} // namespace argus::engine
