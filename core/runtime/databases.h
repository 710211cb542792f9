// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/databases.h"
#include "core/runtime/open.h"

#include <memory>

namespace argus::runtime {

/// The administration of the store that the settings name, without opening an engine on it: it need not be migrated.
/// Nothing is opened before the first call, and calls answer before they return. Invalid for settings that this version
/// does not support.
base::Result<std::unique_ptr<api::Databases>> openDatabases(const Settings& settings);

} // namespace argus::runtime
