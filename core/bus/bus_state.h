// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What people and Operations see of a bus: values, without ties to the bus they came from.
namespace argus::bus {

struct BrokerState
{
    std::int32_t id = -1;
    std::string address; ///< host:port
    bool connected = false;
};

struct TopicState
{
    std::string name;
    int partitions = 0;
    int replication = 0;
    /// In what it is weaker than it should be, in sentences; empty when all is well.
    std::vector<std::string> warnings;
};

struct PartitionLag
{
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t committed = -1; ///< the next offset to be handled; -1 when the group never committed
    std::int64_t end = 0; ///< the next offset to be written
    std::int64_t lag = 0; ///< messages that wait
};

struct MemberState
{
    std::string id;
    std::string client;
    std::string host;
    std::vector<std::pair<std::string, std::int32_t>> partitions; ///< topic and partition
};

struct GroupState
{
    std::string name;
    std::string state; ///< as the brokers say: "Stable", "Empty", ...; of an own group "up", "joining", ...
    std::vector<MemberState> members; ///< empty where only the brokers know
    std::vector<PartitionLag> partitions;
    std::int64_t lag = 0; ///< of all partitions
    std::string error; ///< why something is missing here, or why messages wait; empty when all is well
    std::uint64_t rebalances = 0; ///< of an own group, since the start
};

struct BusState
{
    bool connected = false; ///< at least one broker answers; always so for the local bus
    std::vector<BrokerState> brokers;
    std::string lastError; ///< stays until the next one, with its time
    std::optional<base::UtcTime> lastErrorAt;
    std::uint64_t fatalErrors = 0; ///< producers that had to be made anew
    std::uint64_t published = 0; ///< messages that became safe, since the start
    std::vector<TopicState> topics;
    std::vector<GroupState> groups; ///< own ones, by what this process knows without asking
};

} // namespace argus::bus
