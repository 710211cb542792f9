// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/models/table_model.h"

#include <chrono>

namespace argus::ui {

/// A process that works on the store, at the moment of a snapshot.
struct WorkerRow
{
    domain::Worker worker;
    base::UtcTime at; ///< of the snapshot, by the same clock as the heartbeat
    std::chrono::seconds lease {30};

    bool isAlive() const { return at - worker.seenAt <= lease; }
};
std::vector<WorkerRow> workerRows(const api::OperationsSnapshot& snapshot);

/// Tasks by stage, over all processes. The key is the stage.
class QueueModel final : public TableModel<api::TaskQueue>
{
public:
    enum Columns
    {
        Stage,
        Ready,
        Oldest,
        Delayed,
        Running,
        Overdue,
        State
    };
    explicit QueueModel(QObject* parent = nullptr);
};

/// Processes, those that died within a day included. The key is the identity: two may have one name.
class WorkerModel final : public TableModel<WorkerRow, QString>
{
public:
    enum Columns
    {
        State,
        Name,
        Kind,
        Busy,
        Seen,
        Host,
        Process,
        Version,
        Started,
        Login,
        Identity
    };
    explicit WorkerModel(QObject* parent = nullptr);
};

/// Messages that no consumer could take. The key is the id.
class DeadLetterModel final : public TableModel<api::DeadLetter>
{
public:
    enum Columns
    {
        GivenUp,
        Topic,
        Consumer,
        Tries,
        SentAgain,
        Reason,
        FirstFailed,
        EventId,
        Key,
        Id
    };
    explicit DeadLetterModel(QObject* parent = nullptr);
};

} // namespace argus::ui
