// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/consumer.h"
#include "core/store/sql/database.h"

#include <memory>

namespace argus::engine {

/// The consumer that keeps the vehicles' page of the store: who was seen when, and which codes each batch found. It
/// follows the events of batches; its inbox makes every event count once.
std::shared_ptr<bus::Consumer> makeVehicleProjector(store::sql::Database& database);

} // namespace argus::engine
