// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::store {

/// What the two roles of a shared store may do with a table: a letter each for SELECT (r), INSERT (a), UPDATE (w) and
/// DELETE (d).
struct TableRights
{
    std::string_view table;
    std::string_view desk;
    std::string_view worker;
};

/// Every table of the schema. What a role needs follows from what the program does in it: a desk takes commands and may
/// work on tasks, a worker works on tasks only. Rows that go with others (ON DELETE CASCADE) need no right.
std::span<const TableRights> allRights();

/// Makes the roles argus_desk and argus_worker on PostgreSQL, where the login may, and gives them these rights and no
/// others. A login gets them by `GRANT argus_desk TO login`. Answers a sentence for each thing done or left undone;
/// nothing on SQLite. Errors: those of the database; a missing right to make roles is none.
base::Result<std::vector<std::string>> grantRoles(const base::ExecutionContext& context, sql::Database& database);

} // namespace argus::store
