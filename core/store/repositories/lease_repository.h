// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// Leadership by name: of the processes that share a store one holds a lease, by the database's clock, until it gives
/// it up or does not prolong it in time.
namespace argus::store::leases {

/// Takes the lease when it is free or has run out, or prolongs it when `owner` holds it. Answers its fence, which grows
/// with each change of holder (never with a prolongation); empty while somebody else holds it.
base::Result<std::optional<std::int64_t>> hold(sql::Connection& connection, const std::string& name,
                                               const std::string& owner, std::chrono::milliseconds life,
                                               base::UtcTime now);
/// Gives the lease up when `owner` still holds it with this fence.
base::Result<> release(sql::Connection& connection, const std::string& name, const std::string& owner,
                       std::int64_t fence);
/// True while `owner` holds the lease with this fence; locks its row until the transaction ends (PostgreSQL), so that
/// what the transaction writes cannot meet a successor's.
base::Result<bool> isHeld(sql::Connection& connection, const std::string& name, const std::string& owner,
                          std::int64_t fence, base::UtcTime now);

struct Lease
{
    std::string name;
    std::string owner;
    std::int64_t fence = 0;
    base::UtcTime until;
};
/// The lease as it stands, held or run out; empty when nobody ever held it.
base::Result<std::optional<Lease>> find(sql::Connection& connection, const std::string& name);

} // namespace argus::store::leases
