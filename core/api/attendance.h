// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/attendance.h"

#include <chrono>
#include <string>
#include <vector>

namespace argus::api {

/// Who is on which case: people with a window open on it, and workers that hold its tasks. It is told, not decided by:
/// nobody is locked out. Any thread.
class Attendance
{
public:
    virtual ~Attendance() = default;

    /// Says that the window `session` (a random id, one for each window) has this batch open, and no other. Answers
    /// within which time that has to be said again to stay true; a window that says nothing more counts as gone after
    /// three times as long, by the store's clock. NotFound, Denied; Conflict for a session of somebody else's.
    virtual void enter(const base::ExecutionContext& context, std::string session, domain::BatchId batch,
                       Callback<std::chrono::milliseconds> done)
        = 0;
    /// The window has no batch open any more. Said by itself when the engine ends in order.
    virtual void leave(const base::ExecutionContext& context, std::string session, Callback<void> done) = 0;
    /// Everybody who is on a batch that one may see, the asking window included. Batches that nobody is on are left
    /// out. One query.
    virtual void present(const base::ExecutionContext& context, Callback<std::vector<domain::CaseAttendance>> done) = 0;
};

} // namespace argus::api
