// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/runtime/open.h"

namespace argus::runtime {

/// The engine over PostgreSQL, Kafka and recordings that every machine reaches: openEngine() for Mode::Shared.
base::Result<std::unique_ptr<api::Engine>> openShared(const Settings& settings);

} // namespace argus::runtime
