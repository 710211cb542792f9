// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/accounts.h"
#include "core/api/attendance.h"
#include "core/api/batches.h"
#include "core/api/operations.h"
#include "core/api/recordings.h"
#include "core/api/results.h"
#include "core/api/submissions.h"
#include "core/api/vehicles.h"

namespace argus::api {

/// Everything an entrance may call: one small interface per topic. The references live as long as the engine. Made by
/// core/runtime. Destroying it stops the engine in order (30 s at most); calls under way are cancelled and answered.
class Engine
{
public:
    virtual ~Engine() = default;
    virtual Batches& batches() = 0;
    virtual Submissions& submissions() = 0;
    virtual Results& results() = 0;
    virtual Vehicles& vehicles() = 0;
    virtual Recordings& recordings() = 0;
    virtual Operations& operations() = 0;
    virtual Accounts& accounts() = 0;
    virtual Attendance& attendance() = 0;
};

} // namespace argus::api
