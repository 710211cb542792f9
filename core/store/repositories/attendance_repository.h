// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/attendance.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Who has which case open: a row for each window, which counts until its time, by the database's clock.
namespace argus::store::attendance {

struct OpenCase
{
    std::string session;
    domain::BatchId batch;
    std::int64_t customer = 0; ///< customers.id
    std::string host;
    base::UtcTime now;
    base::UtcTime until;
};

/// The window has this batch open, and no other. `since` stays for as long as it is the same batch. Conflict when the
/// session is somebody else's.
base::Result<> enter(sql::Connection& connection, const OpenCase& open);
/// The window has none open any more; nothing where the session is somebody else's.
base::Result<> leave(sql::Connection& connection, const std::string& session, std::int64_t customer);
/// Removes what ran out before.
base::Result<> forget(sql::Connection& connection, base::UtcTime before);
/// Everybody who counts now, on the batches of these workspaces; nothing: of all. In the order of the batches' ids.
base::Result<std::vector<domain::CaseAttendance>>
present(sql::Connection& connection, const std::optional<std::vector<std::string>>& workspaces, base::UtcTime now);

} // namespace argus::store::attendance
