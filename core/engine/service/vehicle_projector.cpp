// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/vehicle_projector.h"

#include "core/base/log.h"
#include "core/domain/triage_json.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/result_repository.h"
#include "core/store/repositories/vehicle_repository.h"

#include <set>
#include <string>
#include <vector>

namespace argus::engine {

using base::fail;
using base::Result;
using domain::Event;
using domain::EventType;
using store::sql::Connection;

namespace {

bool wants(const Event& event)
{
    return event.type == EventType::BatchCreated || event.type == EventType::DiagnosisCompleted;
}

Result<> noteCodes(Connection& connection, const Event& event)
{
    const auto document = store::results::triageOf(connection, event.batchId, event.runEpoch);
    if (!document) {
        return fail(document);
    }
    const auto batch = store::batches::find(connection, event.batchId);
    if (!batch) {
        return fail(batch);
    }
    if (!*document || !*batch) {
        return {}; // deleted meanwhile
    }
    const auto triage = domain::triageFromJson(**document);
    if (!triage) {
        base::log(base::LogLevel::Warning, "engine",
                  "codes of batch " + event.batchId.toString() + " are not noted: " + triage.error().describe());
        return {};
    }
    std::set<std::string> codes;
    for (const domain::Dtc& dtc : triage->dtcs) {
        if (dtc.fault) {
            codes.insert(dtc.code);
        }
    }
    const std::vector<std::string> all(codes.begin(), codes.end());
    return store::vehicles::setCodes(connection, event.vehicleId, event.batchId, all, (*batch)->createdAt);
}

Result<> take(Connection& connection, const Event& event, base::UtcTime)
{
    ARGUS_TRY(store::vehicles::see(connection, event.vehicleId, event.vin, event.occurredAt));
    return event.type == EventType::DiagnosisCompleted ? noteCodes(connection, event) : Result<>();
}

} // namespace

std::shared_ptr<bus::Consumer> makeVehicleProjector(store::sql::Database& database)
{
    return std::make_shared<bus::Consumer>("argus-orchestrator", database, wants, take);
}

} // namespace argus::engine
