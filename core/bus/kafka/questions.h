// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/bus/bus_state.h"
#include "core/bus/kafka/handles.h"
#include "core/bus/kafka/kafka_settings.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What is asked of the brokers, and answered within the context's time. Every function blocks: own threads only.
namespace argus::bus::kafka {

/// The cluster as its brokers describe it.
struct Cluster
{
    struct Topic
    {
        int partitions = 0;
        int replication = 0; ///< the least of its partitions
    };

    std::vector<BrokerState> brokers;
    std::map<std::string, Topic> topics;
};
/// Waits for an answer as long as the context lasts, but not where `refusal` says that there will be none (why not, or
/// empty): that is Denied.
base::Result<Cluster> askCluster(const base::ExecutionContext& context, rd_kafka_t* client,
                                 const std::function<std::string()>& refusal);

/// Makes the topics of the settings that are missing: as many replicas as there are brokers, up to the wanted number.
base::Result<> makeTopics(const base::ExecutionContext& context, rd_kafka_t* client, const KafkaSettings& settings,
                          const Cluster& cluster);

/// How the topics of the settings stand, with warnings where they are weaker than they should be.
std::vector<TopicState> checkTopics(const base::ExecutionContext& context, rd_kafka_t* client,
                                    const KafkaSettings& settings, const Cluster& cluster);

/// Members, offsets and lag of a group on topics of the cluster. What cannot be had is told in its `error`.
GroupState askGroup(const base::ExecutionContext& context, rd_kafka_t* client, const std::string& name,
                    const std::map<std::string, Cluster::Topic>& topics);

} // namespace argus::bus::kafka
