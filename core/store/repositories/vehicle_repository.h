// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/vehicle.h"
#include "core/store/sql/database.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Vehicles as their batches show them, and the settings that stand beside them.
namespace argus::store::vehicles {

/// Notes a sighting: makes the vehicle when it is new, else widens first and last seen; a VIN once known stays unless a
/// new one comes.
base::Result<> see(sql::Connection& connection, const std::string& id, const std::string& vin, base::UtcTime at);
/// Replaces the codes that `batch` found on a vehicle.
base::Result<> setCodes(sql::Connection& connection, const std::string& vehicle, domain::BatchId batch,
                        std::span<const std::string> codes, base::UtcTime at);

/// The workspaces whose batches count; nothing: all. A vehicle without a batch in one of them is not there.
using Visible = std::optional<std::vector<std::string>>;

/// Last seen first; `search` is a part of id or VIN, empty for all.
base::Result<std::vector<domain::Vehicle>> list(sql::Connection& connection, const std::string& search,
                                                const Visible& visible);
base::Result<std::optional<domain::Vehicle>> find(sql::Connection& connection, const std::string& id,
                                                  const Visible& visible);
/// Codes that stand in more than one batch of the vehicle, most batches first.
base::Result<std::vector<domain::ReturningCode>> returningCodes(sql::Connection& connection, const std::string& vehicle,
                                                                const Visible& visible);

base::Result<std::optional<std::string>> setting(sql::Connection& connection, const std::string& name);
base::Result<> setSetting(sql::Connection& connection, const std::string& name, const std::string& value);
/// Leaves one that is there as it is.
base::Result<> setSettingIfAbsent(sql::Connection& connection, const std::string& name, const std::string& value);

} // namespace argus::store::vehicles
