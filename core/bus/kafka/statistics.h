// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/bus_state.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::bus::kafka {

/// What the client library says of itself from time to time, as far as people are shown it.
struct Statistics
{
    std::vector<BrokerState> brokers;
    std::string groupState; ///< of a consumer: "up", "wait-coord", "init", ...
    std::string joinState; ///< of a consumer: "steady", "wait-join", ...
    std::uint64_t rebalances = 0;
    std::vector<PartitionLag> partitions; ///< those assigned to this consumer
};

/// Reads the library's JSON; what is missing or odd is left out.
Statistics readStatistics(std::string_view json);

} // namespace argus::bus::kafka
