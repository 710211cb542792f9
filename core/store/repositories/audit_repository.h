// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/audit.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <string>
#include <vector>

/// The audit log. The database refuses to change or remove what stands in it.
namespace argus::store::audit {

/// Adds a line; `entry.seq` is the database's to choose.
base::Result<> add(sql::Connection& connection, const domain::AuditEntry& entry);

struct Filter
{
    std::string who; ///< empty: anybody
    std::string onWhat; ///< empty: anything
    std::string what; ///< the beginning of it: "batch." finds all that was done to batches; empty: everything
    std::optional<base::UtcTime> since;
    std::string search; ///< somewhere in who, what, on what, before, after or the details
    std::int64_t limit = 0; ///< 0: all
};

/// Newest first.
base::Result<std::vector<domain::AuditEntry>> list(sql::Connection& connection, const Filter& filter);

} // namespace argus::store::audit
