// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/ids.h"
#include "core/domain/task.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace argus::api {

/// Something in the store changed; what it is now is for a query to tell.
struct BatchChanged
{
    domain::BatchId batchId;
    bool removed = false;
};

/// How far a task that reads a file has come.
struct TaskProgress
{
    domain::BatchId batchId;
    domain::FileId fileId;
    domain::Stage stage = domain::Stage::Parse;
    std::uint64_t bytesDone = 0;
    std::uint64_t bytesTotal = 0;
};

struct EngineStatus
{
    bool running = false; ///< this process owns the store and runs its engine
    std::string owner; ///< who runs it otherwise: "process 4711 on host"; empty: nobody
    bool paused = false;
    unsigned workers = 0;
    unsigned busyWorkers = 0;
    std::uint64_t availableTasks = 0;
    std::uint64_t runningTasks = 0;
    std::uint64_t unpublishedEvents = 0;
    std::uint64_t deadLetters = 0;
    std::uint64_t skippedEvents = 0; ///< of unknown type or newer schema
    std::string lastError; ///< sticky background fault; empty: none
};

struct DoctorCheck
{
    enum class Outcome
    {
        Good,
        Warning,
        Bad
    };
    std::string name; ///< "store", "blobs", "disk space"
    Outcome outcome = Outcome::Good;
    std::string detail;
};

/// The engine itself. Any thread.
class Operations
{
public:
    virtual ~Operations() = default;
    virtual void status(const base::ExecutionContext& context, Callback<EngineStatus> done) = 0;
    /// Running tasks go on; no new ones start until resume.
    virtual void pause(const base::ExecutionContext& context, Callback<void> done) = 0;
    virtual void resume(const base::ExecutionContext& context, Callback<void> done) = 0;
    /// What is reachable and what is missing.
    virtual void doctor(const base::ExecutionContext& context, Callback<std::vector<DoctorCheck>> done) = 0;

    /// Both come on threads of the engine, in bursts: collect and coalesce. One change may be told more than once.
    virtual Subscription onBatchChanged(std::function<void(const BatchChanged&)> changed) = 0;
    virtual Subscription onProgress(std::function<void(const TaskProgress&)> progress) = 0;
};

} // namespace argus::api
