// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/worker.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <string>
#include <vector>

/// Who works on this store: one row for each process, by its identity, seen again with every heartbeat.
namespace argus::store::workers {

/// Adds the process or notes that it is alive; `seenAt` of the value is not read, `now` is.
base::Result<> seen(sql::Connection& connection, const domain::Worker& worker, base::UtcTime now);
/// The process ended in order.
base::Result<> gone(sql::Connection& connection, const std::string& identity);
/// All that were seen since, latest start last.
base::Result<std::vector<domain::Worker>> list(sql::Connection& connection, base::UtcTime since);
/// Forgets those that were not seen since `before`.
base::Result<> forget(sql::Connection& connection, base::UtcTime before);

} // namespace argus::store::workers
