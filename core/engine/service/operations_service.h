// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/blob/blob_store.h"
#include "core/bus/event_bus.h"
#include "core/bus/relay.h"
#include "core/engine/service/access.h"
#include "core/engine/settings.h"
#include "core/store/sql/database.h"

#include <string>
#include <vector>

namespace argus::engine {

/// What operators look at. Asks the servers: blocking; any thread but the window's.
class OperationsService
{
public:
    /// What is asked; all outlive the service. `relay`: null where this process has none.
    struct Sources
    {
        Access& access;
        store::sql::Database& database; ///< asked whether it answers, for nothing else
        bus::EventBus& bus;
        blob::BlobStore& blobs;
        const bus::OutboxRelay* relay = nullptr;
    };

    OperationsService(Sources sources, const EngineSettings& settings);

    base::Result<api::OperationsSnapshot> snapshot(const base::ExecutionContext& context) const;
    base::Result<std::vector<api::DeadLetter>> deadLetters(const base::ExecutionContext& context,
                                                           const api::DeadLetterFilter& filter) const;
    /// Database, bus and recordings: whether they answer, and what is weaker than it should be.
    std::vector<api::ServerHealth> servers(const base::ExecutionContext& context) const;

private:
    base::Result<> readStore(const base::ExecutionContext& context, api::OperationsSnapshot& snapshot) const;
    struct Examined
    {
        std::vector<api::ServerHealth> servers;
        std::vector<bus::GroupState> groups; ///< empty where the bus did not answer: `servers` says why
    };
    Examined examine(const base::ExecutionContext& context) const;

    const Sources m_sources;
    const EngineSettings m_settings;
};

} // namespace argus::engine
