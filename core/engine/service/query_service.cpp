// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/query_service.h"

#include "core/domain/triage_json.h"
#include "core/formats/frame_window.h"
#include "core/formats/reader.h"
#include "core/report/report.h"
#include "core/store/repositories/attendance_repository.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/result_repository.h"
#include "core/store/repositories/task_repository.h"
#include "core/store/repositories/vehicle_repository.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchId;
using domain::SeenBatch;
using store::sql::Connection;

namespace {

constexpr std::chrono::milliseconds kStatementTime {10000};
constexpr std::size_t kReportsKept = 32;
constexpr int kMostRows = 10000;

base::Failure noBatch(BatchId id)
{
    return fail(ErrorCode::NotFound, "there is no batch " + id.toString());
}

/// The run that a reader has before him; where he saw none, the last one with a diagnosis.
Result<std::optional<std::int64_t>> resultRun(Connection& connection, SeenBatch seen)
{
    if (seen.runEpoch > 0) {
        return std::optional(seen.runEpoch);
    }
    return store::results::lastDiagnosedEpoch(connection, seen.id);
}

} // namespace

QueryService::QueryService(Access& access, blob::BlobStore& blobs, const index::CacheSettings& indexes)
    : m_access(access)
    , m_blobs(blobs)
    , m_recordings(indexes)
{ }

QueryService::~QueryService()
{
    m_checking.cancel("the engine ends");
}

Result<std::vector<Batch>> QueryService::list(const ExecutionContext& context, const api::BatchFilter& filter)
{
    store::batches::Filter wanted {filter.vin,       filter.vehicleId, filter.status, filter.since,
                                   filter.workspace, std::nullopt,     filter.limit};
    return m_access.read<std::vector<Batch>>(context.withTimeout(kStatementTime), Operation::BatchesList,
                                             [&wanted](Permit& permit) -> Result<std::vector<Batch>> {
                                                 // Asked for one workspace, silence would look as if it were empty.
                                                 if (!wanted.workspace.empty()) {
                                                     ARGUS_TRY(permit.require(wanted.workspace));
                                                 }
                                                 wanted.visible = permit.visible();
                                                 return store::batches::list(permit.connection(), wanted);
                                             });
}

Result<Batch> QueryService::batch(const ExecutionContext& context, BatchId id, Operation operation)
{
    return m_access.readBatch<Batch>(context.withTimeout(kStatementTime), operation, id,
                                     [](Permit&, Batch batch) { return Result<Batch>(std::move(batch)); });
}

Result<api::BatchDetail> QueryService::show(const ExecutionContext& context, BatchId id, bool allEpochs)
{
    return m_access.readBatch<api::BatchDetail>(
        context.withTimeout(kStatementTime), Operation::BatchesShow, id,
        [=](Permit& permit, Batch batch) -> Result<api::BatchDetail> {
            Connection& connection = permit.connection();
            auto files = allEpochs ? store::files::ofBatch(connection, id)
                                   : store::files::ofEpoch(connection, id, batch.runEpoch);
            if (!files) {
                return fail(files);
            }
            auto attempts = store::tasks::attemptsOf(
                connection, id, allEpochs ? std::optional<std::int64_t>() : std::optional(batch.runEpoch));
            if (!attempts) {
                return fail(attempts);
            }
            return api::BatchDetail {std::move(batch), std::move(*files), std::move(*attempts)};
        });
}

Result<std::vector<domain::Event>> QueryService::events(const ExecutionContext& context, BatchId id)
{
    return m_access.read<std::vector<domain::Event>>(
        context.withTimeout(kStatementTime), Operation::BatchesEvents,
        [id](Permit& permit) -> Result<std::vector<domain::Event>> {
            const auto batch = store::batches::find(permit.connection(), id);
            if (!batch) {
                return fail(batch);
            }
            if (*batch) {
                ARGUS_TRY(permit.require((*batch)->workspace));
            } else if (!permit.caller().isAdmin()) {
                return noBatch(id); // the events of a deleted batch are in no workspace any more
            }
            auto events = store::events::ofBatch(permit.connection(), id);
            if (events && events->empty()) {
                return noBatch(id);
            }
            return events;
        });
}

Result<std::shared_ptr<const domain::Triage>> QueryService::triage(const ExecutionContext& context, SeenBatch seen,
                                                                   std::size_t top, Operation operation)
{
    struct Found
    {
        Batch batch;
        std::string document;
    };
    const auto found = m_access.readBatch<Found>(
        context.withTimeout(kStatementTime), operation, seen.id, [seen](Permit& permit, Batch batch) -> Result<Found> {
            Connection& connection = permit.connection();
            const auto epoch = resultRun(connection, seen);
            if (!epoch) {
                return fail(epoch);
            }
            if (!*epoch) {
                return fail(ErrorCode::Conflict,
                            "batch " + seen.id.toString() + " has no result yet: it is "
                                + std::string(domain::toString(batch.status))
                                + (batch.errorMessage.empty() ? "" : " (" + batch.errorMessage + ")"));
            }
            auto document = store::results::triageOf(connection, seen.id, **epoch);
            if (!document) {
                return fail(document);
            }
            if (!*document) {
                return fail(ErrorCode::NotFound,
                            "run " + std::to_string(**epoch) + " of batch " + seen.id.toString() + " left no result");
            }
            return Found {std::move(batch), document->value_or(std::string())};
        });
    if (!found) {
        return fail(found);
    }
    auto triage = domain::triageFromJson(found->document);
    if (!triage) {
        return fail(triage);
    }
    if (triage->batch.runEpoch == found->batch.runEpoch) {
        triage->batch = found->batch;
    }
    // The store keeps more of them than any reader wants by default.
    triage->topErrorCodes.resize(std::min(triage->topErrorCodes.size(), top));
    return std::make_shared<const domain::Triage>(std::move(*triage));
}

Result<std::string> QueryService::renderReport(const ExecutionContext& context, SeenBatch seen,
                                               domain::ReportFormat format, std::size_t top)
{
    const auto found = triage(context, seen, top, Operation::ResultsReport);
    if (!found) {
        return fail(found);
    }
    return report::render(**found, format);
}

Result<std::string> QueryService::report(const ExecutionContext& context, SeenBatch seen, domain::ReportFormat format,
                                         std::size_t top)
{
    const auto now = batch(context, seen.id, Operation::ResultsReport);
    if (!now) {
        return fail(now);
    }
    const ReportKey key {seen.id.toString(), now->version, seen.runEpoch, format, top};
    std::promise<Result<ReportText>> mine;
    std::shared_future<Result<ReportText>> theirs;
    {
        const base::LockGuard lock(m_mutex);
        const auto known = m_reports.find(key);
        if (known != m_reports.end()) {
            theirs = known->second;
        } else {
            m_reports.emplace(key, mine.get_future().share());
            m_order.push_back(key);
            if (m_order.size() > kReportsKept) {
                m_reports.erase(m_order.front());
                m_order.erase(m_order.begin());
            }
        }
    }
    if (theirs.valid()) {
        const Result<ReportText>& shared = theirs.get();
        if (shared) {
            return **shared;
        }
        // The leader's failure (it may have been cancelled) is not ours.
        return renderReport(context, seen, format, top);
    }
    auto text = renderReport(context, seen, format, top);
    if (!text) {
        mine.set_value(fail(text));
        const base::LockGuard lock(m_mutex);
        m_reports.erase(key);
        std::erase(m_order, key);
        return fail(text);
    }
    mine.set_value(std::make_shared<const std::string>(*text));
    return text;
}

Result<std::vector<domain::FrameRow>> QueryService::framesAround(const ExecutionContext& context, SeenBatch seen,
                                                                 const std::string& file, std::uint64_t offset,
                                                                 int before, int after)
{
    const auto row = m_access.readBatch<domain::RecordingFile>(
        context.withTimeout(kStatementTime), Operation::ResultsFramesAround, seen.id,
        [&](Permit& permit, const Batch& batch) -> Result<domain::RecordingFile> {
            // A run that has only begun does not know its files yet: what is asked about stands in a result.
            const auto epoch = resultRun(permit.connection(), seen);
            if (!epoch) {
                return fail(epoch);
            }
            auto files = store::files::ofEpoch(permit.connection(), seen.id, epoch->value_or(batch.runEpoch));
            if (!files) {
                return fail(files);
            }
            for (domain::RecordingFile& each : *files) {
                if (each.originalFilename == file) {
                    return std::move(each);
                }
            }
            return fail(ErrorCode::NotFound, "batch " + seen.id.toString() + " has no file " + file);
        });
    if (!row) {
        return fail(row);
    }
    const auto path = m_blobs.localPath(context, row->objectKey);
    if (!path) {
        return fail(path);
    }
    const formats::Reader* reader = formats::findReader(row->format);
    if (!reader) {
        return fail(ErrorCode::NotFound, file + " was not recognised as a recording, so that it has no frames to show");
    }
    auto rows = m_recordings.framesAround(context, *path, *reader, offset,
                                          static_cast<std::size_t>(std::clamp(before, 0, kMostRows)),
                                          static_cast<std::size_t>(std::clamp(after, 0, kMostRows)));
    if (rows) {
        checkIndexLater(*path);
    }
    return rows;
}

void QueryService::checkIndexLater(const std::filesystem::path& recording)
{
    {
        const base::LockGuard lock(m_mutex);
        if (!m_checked.insert(recording).second) {
            return;
        }
    }
    m_checks.post([this, recording] { m_recordings.checkIndex(m_checking, recording); });
}

Result<std::vector<domain::CaseAttendance>> QueryService::attendance(const ExecutionContext& context)
{
    using Cases = std::vector<domain::CaseAttendance>;
    return m_access.read<Cases>(context.withTimeout(kStatementTime), Operation::AttendancePresent,
                                [](Permit& permit) -> Result<Cases> {
                                    const auto now = permit.connection().now();
                                    return now ? store::attendance::present(permit.connection(), permit.visible(), *now)
                                               : Result<Cases>(fail(now));
                                });
}

Result<std::vector<domain::Vehicle>> QueryService::vehicles(const ExecutionContext& context, const std::string& search)
{
    return m_access.read<std::vector<domain::Vehicle>>(
        context.withTimeout(kStatementTime), Operation::VehiclesList,
        [&search](Permit& permit) { return store::vehicles::list(permit.connection(), search, permit.visible()); });
}

Result<api::VehicleDetail> QueryService::vehicle(const ExecutionContext& context, const std::string& id)
{
    return m_access.read<api::VehicleDetail>(context.withTimeout(kStatementTime), Operation::VehiclesShow,
                                             [&id](Permit& permit) -> Result<api::VehicleDetail> {
                                                 Connection& connection = permit.connection();
                                                 const Visible visible = permit.visible();
                                                 auto vehicle = store::vehicles::find(connection, id, visible);
                                                 if (!vehicle) {
                                                     return fail(vehicle);
                                                 }
                                                 if (!*vehicle) {
                                                     return fail(ErrorCode::NotFound, "there is no vehicle " + id);
                                                 }
                                                 store::batches::Filter filter;
                                                 filter.vehicleId = id;
                                                 filter.visible = visible;
                                                 auto batches = store::batches::list(connection, filter);
                                                 if (!batches) {
                                                     return fail(batches);
                                                 }
                                                 auto codes = store::vehicles::returningCodes(connection, id, visible);
                                                 if (!codes) {
                                                     return fail(codes);
                                                 }
                                                 return api::VehicleDetail {std::move(**vehicle), std::move(*batches),
                                                                            std::move(*codes)};
                                             });
}

} // namespace argus::engine
