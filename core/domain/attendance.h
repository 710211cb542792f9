// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"
#include "core/domain/task.h"

#include <string>
#include <vector>

namespace argus::domain {

/// Somebody who has a case open in a window.
struct Attendee
{
    std::string session; ///< the window: one has as many as one likes
    std::string login;
    std::string name; ///< of the customer, for people
    std::string host; ///< where the window is
    base::UtcTime since {}; ///< when it was opened there, by the store's clock

    bool operator==(const Attendee&) const = default;
};

/// A worker that holds a task of a case.
struct WorkerOnCase
{
    std::string name;
    std::string host; ///< empty: not known, as of the process that owns a store alone
    Stage stage = Stage::Parse;
    std::string file; ///< the name of the recording; empty: the stage is about all of them
    base::UtcTime since {};

    bool operator==(const WorkerOnCase&) const = default;
};

/// Who is on one case.
struct CaseAttendance
{
    BatchId batchId;
    std::vector<Attendee> people; ///< in the order in which they came
    std::vector<WorkerOnCase> workers; ///< by name and file

    bool operator==(const CaseAttendance&) const = default;
};

} // namespace argus::domain
