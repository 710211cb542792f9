// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/ids.h"
#include "core/domain/task.h"
#include "core/domain/worker.h"

#include <chrono>
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
    std::uint64_t deadLetters = 0; ///< without those that were sent again since
    std::uint64_t skippedEvents = 0; ///< of unknown type or newer schema
    std::string lastError; ///< sticky background fault; empty: none
    bool connected = true; ///< false while the store cannot be reached: what is shown is old
    std::optional<base::UtcTime> staleSince; ///< when the store was last read, while it cannot be
    std::string place; ///< where the state lives, for people: "PostgreSQL 15.18 at db.example:5432/argus"
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

/// Tasks of one stage, over all processes that share the store.
struct TaskQueue
{
    domain::Stage stage = domain::Stage::Parse;
    std::uint64_t ready = 0; ///< may be claimed now
    std::uint64_t delayed = 0; ///< wait for their next attempt
    std::uint64_t running = 0;
    std::uint64_t overdue = 0; ///< running, but their lease ran out
    std::optional<std::chrono::milliseconds> oldestReady; ///< how long the oldest could have been claimed
};

/// How far a consumer group is behind on one partition of a topic.
struct ConsumerLag
{
    std::string group;
    std::string topic;
    std::int32_t partition = 0;
    std::string member; ///< empty: nobody reads the partition
    std::optional<std::int64_t> committed; ///< next message the group will read; empty: none committed yet
    std::optional<std::int64_t> end; ///< behind the last message
    std::optional<std::int64_t> lag;
};

struct OutboxBacklog
{
    std::uint64_t waiting = 0;
    std::optional<std::chrono::milliseconds> oldest; ///< how long the oldest waits
    std::string relay; ///< the process that publishes; empty: none does
    std::string lastError; ///< of the relay in this process
};

/// A database, bus or store of recordings, as this process sees it.
struct ServerHealth
{
    DoctorCheck::Outcome outcome = DoctorCheck::Outcome::Good;
    std::string name; ///< "database", "bus", "recordings"
    std::string detail;
    std::optional<std::chrono::microseconds> answered; ///< how long it took to answer; empty: it did not
};

/// What operators look at, at one moment.
struct OperationsSnapshot
{
    base::UtcTime at; ///< by the database's clock
    std::vector<TaskQueue> queues; ///< one for each stage
    std::vector<domain::Worker> workers; ///< seen within a day, those that died included
    std::vector<ConsumerLag> consumers; ///< empty where there are none yet, or the bus did not answer (`servers`)
    bool ownBus = true; ///< the bus is this process's own: there are no consumers to ask for
    OutboxBacklog outbox;
    std::uint64_t deadLetters = 0; ///< without those that were sent again since
    std::uint64_t skippedEvents = 0;
    std::vector<ServerHealth> servers;
    std::chrono::seconds lease {30}; ///< a worker that was not seen for longer is taken for dead
};

/// A message that no consumer could take.
struct DeadLetter
{
    std::int64_t id = 0;
    std::string topic; ///< where it was read from
    std::string key;
    std::string eventId; ///< empty: it carried none
    std::string consumer; ///< the group that gave it up
    std::string reason;
    std::string payload; ///< made printable, the beginning of a long one
    std::int64_t attempts = 1;
    base::UtcTime firstFailedAt;
    base::UtcTime at; ///< when it was given up
    std::int64_t redrives = 0; ///< how often it was sent again
    std::optional<base::UtcTime> redrivenAt;
};

/// Which dead letters; what is empty does not restrict.
struct DeadLetterFilter
{
    std::vector<std::int64_t> ids;
    std::string topic;
    std::string consumer;
    std::string reason; ///< a part of it
    std::optional<domain::BatchId> batch;
    std::optional<base::UtcTime> since;
    bool redriven = false; ///< also those that were sent again since
    std::int64_t limit = 0; ///< newest first; 0: all
};

struct Redriven
{
    std::uint64_t matched = 0;
    std::uint64_t sent = 0; ///< nothing in a dry run
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

    /// Queues, workers, consumers, outbox and servers. A part that cannot be had says so in `servers`; the call itself
    /// fails only when the database cannot be asked.
    virtual void snapshot(const base::ExecutionContext& context, Callback<OperationsSnapshot> done) = 0;

    /// Newest first.
    virtual void deadLetters(const base::ExecutionContext& context, DeadLetterFilter filter,
                             Callback<std::vector<DeadLetter>> done)
        = 0;
    /// Sends messages to where they came from again, under the same event id, in the order they failed. A dry run only
    /// counts.
    virtual void redrive(const base::ExecutionContext& context, DeadLetterFilter filter, bool dryRun,
                         Callback<Redriven> done)
        = 0;

    /// Both come on threads of the engine, in bursts: collect and coalesce. One change may be told more than once.
    virtual Subscription onBatchChanged(std::function<void(const BatchChanged&)> changed) = 0;
    virtual Subscription onProgress(std::function<void(const TaskProgress&)> progress) = 0;
};

} // namespace argus::api
