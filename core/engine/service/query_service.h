// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/batches.h"
#include "core/api/results.h"
#include "core/api/vehicles.h"
#include "core/base/mutex.h"
#include "core/blob/blob_store.h"
#include "core/domain/attendance.h"
#include "core/engine/call_pool.h"
#include "core/engine/service/access.h"
#include "core/engine/service/recording_service.h"

#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace argus::engine {

/// Everything that only reads batches, results and vehicles; only what the caller may see (rights.h). Blocking; any
/// thread but the window's.
class QueryService
{
public:
    /// Access and blobs must outlive this.
    QueryService(Access& access, blob::BlobStore& blobs, const index::CacheSettings& indexes);
    ~QueryService();

    base::Result<std::vector<domain::Batch>> list(const base::ExecutionContext& context,
                                                  const api::BatchFilter& filter);
    base::Result<domain::Batch> batch(const base::ExecutionContext& context, domain::BatchId id,
                                      Operation operation = Operation::BatchesShow);
    base::Result<api::BatchDetail> show(const base::ExecutionContext& context, domain::BatchId id, bool allEpochs);
    base::Result<std::vector<domain::Event>> events(const base::ExecutionContext& context, domain::BatchId id);
    /// Of the run that was seen, or of the last one that has a diagnosis.
    base::Result<std::shared_ptr<const domain::Triage>> triage(const base::ExecutionContext& context,
                                                               domain::SeenBatch seen,
                                                               std::size_t top = api::kDefaultTopCodes,
                                                               Operation operation = Operation::ResultsTriage);
    /// Rendered once, however many ask at the same time, and kept until the batch changes.
    base::Result<std::string> report(const base::ExecutionContext& context, domain::SeenBatch seen,
                                     domain::ReportFormat format, std::size_t top);
    base::Result<std::vector<domain::FrameRow>> framesAround(const base::ExecutionContext& context,
                                                             domain::SeenBatch seen, const std::string& file,
                                                             std::uint64_t offset, int before, int after);
    base::Result<std::vector<domain::Vehicle>> vehicles(const base::ExecutionContext& context,
                                                        const std::string& search);
    base::Result<api::VehicleDetail> vehicle(const base::ExecutionContext& context, const std::string& id);
    /// Who is on which batch.
    base::Result<std::vector<domain::CaseAttendance>> attendance(const base::ExecutionContext& context);

private:
    /// Batch, version, run, format and number of top codes: a changed batch has another key.
    using ReportKey = std::tuple<std::string, std::int64_t, std::int64_t, domain::ReportFormat, std::size_t>;
    using ReportText = std::shared_ptr<const std::string>;

    base::Result<std::string> renderReport(const base::ExecutionContext& context, domain::SeenBatch seen,
                                           domain::ReportFormat format, std::size_t top);

    Access& m_access;
    blob::BlobStore& m_blobs;
    /// Has the index of a recording checked in the background, once while this lives.
    void checkIndexLater(const std::filesystem::path& recording);

    const RecordingService m_recordings;
    const base::ExecutionContext m_checking = base::ExecutionContext::root("argus", "index check").child();
    std::set<std::filesystem::path> m_checked ARGUS_GUARDED_BY(m_mutex);
    base::Mutex m_mutex;
    std::map<ReportKey, std::shared_future<base::Result<ReportText>>> m_reports ARGUS_GUARDED_BY(m_mutex);
    std::vector<ReportKey> m_order ARGUS_GUARDED_BY(m_mutex); ///< oldest first
    CallPool m_checks {1}; ///< last: its thread ends first
};

} // namespace argus::engine
