// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/event.h"
#include "core/domain/recording_file.h"
#include "core/domain/task.h"
#include "core/store/sql/database.h"

#include <functional>
#include <optional>
#include <string>

namespace argus::engine {

/// The moves of a batch within one transaction: each writes the state, the event that tells it, and the task that
/// follows, so that no crash can come between them. Lives as long as the transaction.
class Flow
{
public:
    /// Reads the database's clock.
    static base::Result<Flow> begin(store::sql::Connection& connection, std::string traceId);

    base::UtcTime now() const { return m_now; }
    store::sql::Connection& connection() { return *m_connection; }

    /// The batch, its row held; NotFound.
    base::Result<domain::Batch> batch(domain::BatchId id);
    /// Moves the batch and writes row and StatusChanged event.
    base::Result<> move(domain::Batch& batch, domain::BatchStatus to, const std::string& reason = {});
    /// Writes an event of `type` about the batch; `fill` adds the type's own facts.
    base::Result<> tell(domain::EventType type, const domain::Batch& batch,
                        const std::function<void(domain::Event&)>& fill = {});
    /// Adds the task of a stage (once per epoch and file).
    base::Result<> addTask(const domain::Batch& batch, domain::Stage stage,
                           std::optional<domain::FileId> file = std::nullopt);
    /// Counts a file at the barrier; the last one moves the batch to scattered, tells it and adds the gather task.
    base::Result<> countFile(const domain::RecordingFile& file, bool failed);
    /// After every file was processed: AllFilesParsed and the gather task. `batch` is scattered.
    base::Result<> filesAreDone(const domain::Batch& batch);
    /// Fails the batch and the files that were not read, and cancels its open tasks; false when it had ended already.
    base::Result<bool> failBatch(domain::BatchId id, const std::string& reason);

private:
    Flow(store::sql::Connection& connection, base::UtcTime now, std::string traceId);

    store::sql::Connection* m_connection;
    base::UtcTime m_now;
    std::string m_traceId;
};

} // namespace argus::engine
