// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/statistics.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace argus::bus::kafka {

using nlohmann::json;

namespace {

std::int64_t numberAt(const json& object, const char* key, std::int64_t otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

std::string textAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The members of an object within an object; nothing where there is none.
const json& objectAt(const json& object, const char* key)
{
    static const json kNone = json::object();
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : kNone;
}

PartitionLag readPartition(const std::string& topic, const json& partition)
{
    PartitionLag lag;
    lag.topic = topic;
    lag.partition = static_cast<std::int32_t>(numberAt(partition, "partition", -1));
    lag.committed = std::max<std::int64_t>(numberAt(partition, "committed_offset", -1), -1);
    lag.end = std::max<std::int64_t>(numberAt(partition, "ls_offset", 0), 0);
    const std::int64_t start = std::max<std::int64_t>(numberAt(partition, "lo_offset", 0), 0);
    lag.lag = std::max<std::int64_t>(lag.end - (lag.committed < 0 ? start : lag.committed), 0);
    return lag;
}

} // namespace

Statistics readStatistics(std::string_view text)
{
    Statistics statistics;
    const json document = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!document.is_object()) {
        return statistics;
    }
    for (const auto& [name, broker] : objectAt(document, "brokers").items()) {
        const std::int64_t id = broker.is_object() ? numberAt(broker, "nodeid", -1) : -1;
        const std::string source = broker.is_object() ? textAt(broker, "source") : std::string();
        // Bootstrap addresses come again as the brokers that answered there; the group's coordinator is one of them.
        if (id >= 0 && source != "logical") {
            statistics.brokers.push_back(
                {static_cast<std::int32_t>(id), textAt(broker, "nodename"), textAt(broker, "state") == "UP"});
        }
    }
    const json& group = objectAt(document, "cgrp");
    statistics.groupState = textAt(group, "state");
    statistics.joinState = textAt(group, "join_state");
    statistics.rebalances = static_cast<std::uint64_t>(std::max<std::int64_t>(numberAt(group, "rebalance_cnt", 0), 0));
    for (const auto& [name, topic] : objectAt(document, "topics").items()) {
        if (!topic.is_object()) {
            continue;
        }
        for (const auto& [number, partition] : objectAt(topic, "partitions").items()) {
            const bool isOurs = partition.is_object() && textAt(partition, "fetch_state") != "none"
                && numberAt(partition, "partition", -1) >= 0;
            if (isOurs && partition.contains("committed_offset")) {
                statistics.partitions.push_back(readPartition(name, partition));
            }
        }
    }
    return statistics;
}

} // namespace argus::bus::kafka
