// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <cstdint>
#include <string_view>

namespace argus::store {

/// The schema version this program writes.
std::int64_t currentSchemaVersion();

/// The store's schema version; 0 for an empty database.
base::Result<std::int64_t> schemaVersion(const base::ExecutionContext& context, sql::Database& database);

/// Brings the schema up to currentSchemaVersion(), one migration and one transaction at a time; each is recorded with
/// its checksum. Conflict when the store was written by a newer program or a recorded migration differs from ours.
base::Result<> migrate(const base::ExecutionContext& context, sql::Database& database);

/// Success when the store has exactly our schema version; else Unavailable (older: an owner must migrate it first) or
/// Conflict (newer).
base::Result<> checkSchema(const base::ExecutionContext& context, sql::Database& database);

} // namespace argus::store
