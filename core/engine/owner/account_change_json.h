// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/service/commands.h"

#include <nlohmann/json_fwd.hpp>

namespace argus::engine {

/// A change of accounts as an object on the owner's socket: {"operation": "accounts.setMember", ...}; what is not set
/// is not there.
nlohmann::json accountChangeToJson(const AccountChange& change);
/// Invalid for an operation, role, type or status that is not known.
base::Result<AccountChange> accountChangeFromJson(const nlohmann::json& object);

} // namespace argus::engine
