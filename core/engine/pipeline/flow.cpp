// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipeline/flow.h"

#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/task_repository.h"

namespace argus::engine {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
using domain::Event;
using domain::EventType;

Flow::Flow(store::sql::Connection& connection, base::UtcTime now, std::string traceId)
    : m_connection(&connection)
    , m_now(now)
    , m_traceId(std::move(traceId))
{ }

Result<Flow> Flow::begin(store::sql::Connection& connection, std::string traceId)
{
    const auto now = connection.now();
    if (!now) {
        return fail(now);
    }
    return Flow(connection, *now, std::move(traceId));
}

Result<Batch> Flow::batch(domain::BatchId id)
{
    auto found = store::batches::findForUpdate(*m_connection, id);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "there is no batch " + id.toString());
    }
    return std::move(**found);
}

Result<> Flow::move(Batch& batch, BatchStatus to, const std::string& reason)
{
    const BatchStatus from = batch.status;
    ARGUS_TRY(domain::moveTo(batch, to, m_now, reason));
    ARGUS_TRY(store::batches::update(*m_connection, batch));
    return tell(EventType::StatusChanged, batch, [&](Event& event) {
        event.oldStatus = from;
        event.newStatus = to;
        event.reason = reason;
    });
}

Result<> Flow::tell(EventType type, const Batch& batch, const std::function<void(Event&)>& fill)
{
    Event event = domain::makeEvent(type, batch, m_now, m_traceId);
    if (fill) {
        fill(event);
    }
    return store::events::append(*m_connection, event);
}

Result<> Flow::addTask(const Batch& batch, domain::Stage stage, std::optional<domain::FileId> file)
{
    domain::Task task;
    task.id = domain::TaskId::make();
    task.batchId = batch.id;
    task.runEpoch = batch.runEpoch;
    task.stage = stage;
    task.fileId = file;
    task.priority = batch.priority;
    task.traceId = m_traceId;
    return store::tasks::insert(*m_connection, task, m_now);
}

Result<> Flow::countFile(const domain::RecordingFile& file, bool failed)
{
    using store::batches::Outcome;
    const auto counted = store::batches::countFile(*m_connection, file.batchId, file.runEpoch, file.id,
                                                   failed ? Outcome::Failed : Outcome::Parsed, m_now);
    if (!counted) {
        return fail(counted);
    }
    if (!*counted || (*counted)->status != BatchStatus::Scattered) {
        return {};
    }
    ARGUS_TRY(tell(EventType::StatusChanged, **counted, [](Event& event) {
        event.oldStatus = BatchStatus::Scattering;
        event.newStatus = BatchStatus::Scattered;
    }));
    return filesAreDone(**counted);
}

Result<> Flow::filesAreDone(const Batch& batch)
{
    ARGUS_TRY(tell(EventType::AllFilesParsed, batch));
    return addTask(batch, domain::Stage::Gather);
}

Result<bool> Flow::failBatch(domain::BatchId id, const std::string& reason)
{
    auto found = batch(id);
    if (!found) {
        return fail(found);
    }
    if (domain::isEnded(found->status)) {
        return false;
    }
    ARGUS_TRY(move(*found, BatchStatus::Failed, reason));
    ARGUS_TRY(store::files::failUnread(*m_connection, id, found->runEpoch, reason, m_now));
    ARGUS_TRY(store::tasks::cancelOfBatch(*m_connection, id, reason, m_now));
    return true;
}

} // namespace argus::engine
