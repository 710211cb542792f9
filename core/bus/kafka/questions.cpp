// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/questions.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <memory>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {

using OptionsPtr = std::unique_ptr<rd_kafka_AdminOptions_t, Destroyer<rd_kafka_AdminOptions_destroy>>;
using NewTopicPtr = std::unique_ptr<rd_kafka_NewTopic_t, Destroyer<rd_kafka_NewTopic_destroy>>;
using ResourcePtr = std::unique_ptr<rd_kafka_ConfigResource_t, Destroyer<rd_kafka_ConfigResource_destroy>>;
using ListOffsetsPtr
    = std::unique_ptr<rd_kafka_ListConsumerGroupOffsets_t, Destroyer<rd_kafka_ListConsumerGroupOffsets_destroy>>;

constexpr milliseconds kStep {100}; ///< how late a cancellation is seen at worst
constexpr milliseconds kLongest {60'000};
constexpr milliseconds kMetadataStep {1'000};

int millisLeft(const ExecutionContext& context)
{
    return static_cast<int>(std::max(context.remaining(kLongest), milliseconds(1)).count());
}

OptionsPtr optionsOf(rd_kafka_t* client, rd_kafka_admin_op_t operation, const ExecutionContext& context)
{
    OptionsPtr options(rd_kafka_AdminOptions_new(client, operation));
    std::array<char, 256> reason {};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), millisLeft(context), reason.data(), reason.size());
    return options;
}

/// The answer that comes on the queue, or why none came in time.
Result<EventPtr> await(const ExecutionContext& context, rd_kafka_queue_t* queue, const std::string& doing)
{
    for (;;) {
        if (const Result<> ended = context.check(); !ended) {
            base::Error error = ended.error();
            error.message = doing + ": " + error.message;
            return fail(std::move(error));
        }
        EventPtr event(rd_kafka_queue_poll(queue, static_cast<int>(context.remaining(kStep).count())));
        if (!event) {
            continue;
        }
        if (const auto code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            const char* detail = rd_kafka_event_error_string(event.get());
            return fail(toError(code, doing, detail ? detail : ""));
        }
        return event;
    }
}

std::string nameOf(const std::string& topic)
{
    return "topic " + topic;
}

/// What a topic's configuration says, where the brokers tell it.
using Settings = std::map<std::string, std::string>;

Result<std::map<std::string, Settings>> askSettings(const ExecutionContext& context, rd_kafka_t* client,
                                                    const std::vector<std::string>& topics)
{
    std::vector<ResourcePtr> owners;
    std::vector<rd_kafka_ConfigResource_t*> resources;
    for (const std::string& topic : topics) {
        owners.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        resources.push_back(owners.back().get());
    }
    const QueuePtr queue(rd_kafka_queue_new(client));
    const OptionsPtr options = optionsOf(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, context);
    rd_kafka_DescribeConfigs(client, resources.data(), resources.size(), options.get(), queue.get());
    const auto event = await(context, queue.get(), "reading the settings of topics");
    if (!event) {
        return fail(event);
    }
    std::map<std::string, Settings> found;
    std::size_t count = 0;
    const auto* result = rd_kafka_event_DescribeConfigs_result(event->get());
    const auto answers = rd_kafka_DescribeConfigs_result_resources(result, &count);
    for (std::size_t i = 0; i < count; ++i) {
        if (rd_kafka_ConfigResource_error(answers[i]) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            continue;
        }
        Settings& settings = found[rd_kafka_ConfigResource_name(answers[i])];
        std::size_t entries = 0;
        const auto configs = rd_kafka_ConfigResource_configs(answers[i], &entries);
        for (std::size_t k = 0; k < entries; ++k) {
            if (const char* value = rd_kafka_ConfigEntry_value(configs[k])) {
                settings[rd_kafka_ConfigEntry_name(configs[k])] = value;
            }
        }
    }
    return found;
}

void warnOf(TopicState& topic, const KafkaSettings& wanted, const Settings& settings)
{
    const auto warn = [&topic](std::string text) { topic.warnings.push_back(nameOf(topic.name) + " " + text); };
    if (topic.partitions < wanted.partitions) {
        warn("has " + std::to_string(topic.partitions) + " partitions instead of " + std::to_string(wanted.partitions)
             + ": so many processes can share its work at most");
    }
    if (topic.replication < wanted.replication) {
        warn("is kept by " + std::to_string(topic.replication) + " broker(s) instead of "
             + std::to_string(wanted.replication) + ": events can be lost with a broker's disk");
    }
    if (const auto found = settings.find("min.insync.replicas"); found != settings.end()) {
        const int least = base::parseDecimal<int>(found->second).value_or(0);
        if (least < wanted.minInSync) {
            warn("counts an event as safe with " + std::to_string(least) + " replica(s) instead of "
                 + std::to_string(wanted.minInSync) + " (min.insync.replicas)");
        }
    }
    if (const auto found = settings.find("unclean.leader.election.enable");
        found != settings.end() && found->second == "true") {
        warn("may choose a leader that lacks events (unclean.leader.election.enable)");
    }
}

std::string addressOf(const char* host, int port)
{
    return std::string(host ? host : "") + ":" + std::to_string(port);
}

MemberState readMember(const rd_kafka_MemberDescription_t* raw)
{
    MemberState member;
    member.id = rd_kafka_MemberDescription_consumer_id(raw);
    member.client = rd_kafka_MemberDescription_client_id(raw);
    member.host = rd_kafka_MemberDescription_host(raw);
    const auto* assignment = rd_kafka_MemberDescription_assignment(raw);
    const auto* partitions = assignment ? rd_kafka_MemberAssignment_partitions(assignment) : nullptr;
    for (int i = 0; partitions && i < partitions->cnt; ++i) {
        member.partitions.emplace_back(partitions->elems[i].topic, partitions->elems[i].partition);
    }
    return member;
}

Result<> askMembers(const ExecutionContext& context, rd_kafka_t* client, GroupState& group)
{
    const QueuePtr queue(rd_kafka_queue_new(client));
    const OptionsPtr options = optionsOf(client, RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, context);
    const char* name = group.name.c_str();
    rd_kafka_DescribeConsumerGroups(client, &name, 1, options.get(), queue.get());
    const auto event = await(context, queue.get(), "asking for the members of " + group.name);
    if (!event) {
        return fail(event);
    }
    std::size_t count = 0;
    const auto groups = rd_kafka_DescribeConsumerGroups_result_groups(
        rd_kafka_event_DescribeConsumerGroups_result(event->get()), &count);
    if (count == 0) {
        return {};
    }
    if (const rd_kafka_error_t* error = rd_kafka_ConsumerGroupDescription_error(groups[0])) {
        return fail(toError(rd_kafka_error_code(error), "asking for the members of " + group.name));
    }
    group.state = rd_kafka_consumer_group_state_name(rd_kafka_ConsumerGroupDescription_state(groups[0]));
    const std::size_t members = rd_kafka_ConsumerGroupDescription_member_count(groups[0]);
    for (std::size_t i = 0; i < members; ++i) {
        group.members.push_back(readMember(rd_kafka_ConsumerGroupDescription_member(groups[0], i)));
    }
    return {};
}

Result<> askOffsets(const ExecutionContext& context, rd_kafka_t* client, GroupState& group,
                    const std::map<std::string, Cluster::Topic>& topics)
{
    const QueuePtr queue(rd_kafka_queue_new(client));
    const OptionsPtr options = optionsOf(client, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, context);
    // Each partition by name: this client version does not take 'all of them'.
    const PartitionsPtr wanted(rd_kafka_topic_partition_list_new(0));
    for (const auto& [name, topic] : topics) {
        rd_kafka_topic_partition_list_add_range(wanted.get(), name.c_str(), 0, topic.partitions - 1);
    }
    if (wanted->cnt == 0) {
        return {};
    }
    const ListOffsetsPtr request(rd_kafka_ListConsumerGroupOffsets_new(group.name.c_str(), wanted.get()));
    rd_kafka_ListConsumerGroupOffsets_t* requests = request.get();
    rd_kafka_ListConsumerGroupOffsets(client, &requests, 1, options.get(), queue.get());
    const auto event = await(context, queue.get(), "asking for the offsets of " + group.name);
    if (!event) {
        return fail(event);
    }
    std::size_t count = 0;
    const auto groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(event->get()), &count);
    if (count == 0) {
        return {};
    }
    if (const rd_kafka_error_t* error = rd_kafka_group_result_error(groups[0])) {
        return fail(toError(rd_kafka_error_code(error), "asking for the offsets of " + group.name));
    }
    const auto* offsets = rd_kafka_group_result_partitions(groups[0]);
    for (int i = 0; offsets && i < offsets->cnt; ++i) {
        if (offsets->elems[i].offset < 0) {
            continue; // never committed
        }
        PartitionLag lag;
        lag.topic = offsets->elems[i].topic;
        lag.partition = offsets->elems[i].partition;
        lag.committed = offsets->elems[i].offset;
        group.partitions.push_back(std::move(lag));
    }
    return {};
}

/// Partitions that members hold but that were never committed count from their beginning.
void addUncommitted(GroupState& group)
{
    for (const MemberState& member : group.members) {
        for (const auto& [topic, partition] : member.partitions) {
            const bool isKnown = std::any_of(group.partitions.begin(), group.partitions.end(),
                                             [&topic = topic, number = partition](const PartitionLag& lag) {
                                                 return lag.topic == topic && lag.partition == number;
                                             });
            if (!isKnown) {
                PartitionLag lag;
                lag.topic = topic;
                lag.partition = partition;
                group.partitions.push_back(std::move(lag));
            }
        }
    }
    std::sort(group.partitions.begin(), group.partitions.end(), [](const PartitionLag& a, const PartitionLag& b) {
        return a.topic != b.topic ? a.topic < b.topic : a.partition < b.partition;
    });
}

Result<> askEnds(const ExecutionContext& context, rd_kafka_t* client, GroupState& group)
{
    for (PartitionLag& lag : group.partitions) {
        ARGUS_TRY(context.check());
        std::int64_t first = 0;
        const auto code = rd_kafka_query_watermark_offsets(client, lag.topic.c_str(), lag.partition, &first, &lag.end,
                                                           millisLeft(context));
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(toError(code, "asking how far " + nameOf(lag.topic) + " is"));
        }
        lag.lag = std::max<std::int64_t>(lag.end - std::max(lag.committed, first), 0);
        group.lag += lag.lag;
    }
    return {};
}

} // namespace

Result<Cluster> askCluster(const ExecutionContext& context, rd_kafka_t* client,
                           const std::function<std::string()>& refusal)
{
    const rd_kafka_metadata_t* raw = nullptr;
    for (;;) {
        ARGUS_TRY(context.check());
        // In short steps, because a call under way hears no cancellation.
        const int step = static_cast<int>(std::max<std::int64_t>(context.remaining(kMetadataStep).count(), 1));
        const auto code = rd_kafka_metadata(client, /*all_topics=*/1, nullptr, &raw, std::min(step, 1000));
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            break;
        }
        if (code != RD_KAFKA_RESP_ERR__TIMED_OUT && code != RD_KAFKA_RESP_ERR__TRANSPORT) {
            return fail(toError(code, "asking the brokers"));
        }
        if (std::string why = refusal(); !why.empty()) {
            return fail(base::Error {ErrorCode::Denied, std::move(why), {}, /*retryable=*/true});
        }
        if (context.isExpired()) {
            return fail(toError(code, "asking the brokers"));
        }
    }
    const std::unique_ptr<const rd_kafka_metadata_t, Destroyer<rd_kafka_metadata_destroy>> metadata(raw);
    Cluster cluster;
    for (int i = 0; i < metadata->broker_cnt; ++i) {
        const auto& broker = metadata->brokers[i];
        cluster.brokers.push_back({broker.id, addressOf(broker.host, broker.port), /*connected=*/true});
    }
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const auto& topic = metadata->topics[i];
        if (topic.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
            continue;
        }
        Cluster::Topic& entry = cluster.topics[topic.topic];
        entry.partitions = topic.partition_cnt;
        for (int k = 0; k < topic.partition_cnt; ++k) {
            const int replicas = topic.partitions[k].replica_cnt;
            entry.replication = k == 0 ? replicas : std::min(entry.replication, replicas);
        }
    }
    return cluster;
}

Result<> makeTopics(const ExecutionContext& context, rd_kafka_t* client, const KafkaSettings& settings,
                    const Cluster& cluster)
{
    const int replication = std::clamp(static_cast<int>(cluster.brokers.size()), 1, settings.replication);
    // One replica may be away without stopping the events; with one or two in all that leaves one.
    const int inSync = std::clamp(replication - 1, 1, settings.minInSync);
    std::vector<NewTopicPtr> owners;
    std::vector<rd_kafka_NewTopic_t*> missing;
    for (const std::string& topic : settings.topics) {
        if (cluster.topics.contains(topic)) {
            continue;
        }
        std::array<char, 256> reason {};
        NewTopicPtr fresh(
            rd_kafka_NewTopic_new(topic.c_str(), settings.partitions, replication, reason.data(), reason.size()));
        if (!fresh) {
            return fail(ErrorCode::Invalid, nameOf(topic) + ": " + base::printable(reason.data(), reason.size()));
        }
        rd_kafka_NewTopic_set_config(fresh.get(), "min.insync.replicas", std::to_string(inSync).c_str());
        rd_kafka_NewTopic_set_config(fresh.get(), "unclean.leader.election.enable", "false");
        missing.push_back(fresh.get());
        owners.push_back(std::move(fresh));
    }
    if (missing.empty()) {
        return {};
    }
    const QueuePtr queue(rd_kafka_queue_new(client));
    const OptionsPtr options = optionsOf(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, context);
    rd_kafka_CreateTopics(client, missing.data(), missing.size(), options.get(), queue.get());
    const auto event = await(context, queue.get(), "making topics");
    if (!event) {
        return fail(event);
    }
    std::size_t count = 0;
    const auto results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event->get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = rd_kafka_topic_result_error(results[i]);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
            const char* detail = rd_kafka_topic_result_error_string(results[i]);
            return fail(
                toError(code, "making " + nameOf(rd_kafka_topic_result_name(results[i])), detail ? detail : ""));
        }
    }
    return {};
}

std::vector<TopicState> checkTopics(const ExecutionContext& context, rd_kafka_t* client, const KafkaSettings& settings,
                                    const Cluster& cluster)
{
    std::vector<std::string> present;
    for (const std::string& topic : settings.topics) {
        if (cluster.topics.contains(topic)) {
            present.push_back(topic);
        }
    }
    const auto configured = present.empty()
        ? Result<std::map<std::string, Settings>>(std::map<std::string, Settings> {})
        : askSettings(context, client, present);
    std::vector<TopicState> states;
    for (const std::string& name : settings.topics) {
        TopicState topic;
        topic.name = name;
        const auto known = cluster.topics.find(name);
        if (known == cluster.topics.end()) {
            topic.warnings.push_back(nameOf(name) + " does not exist");
            states.push_back(std::move(topic));
            continue;
        }
        topic.partitions = known->second.partitions;
        topic.replication = known->second.replication;
        const bool isTold = configured && configured->contains(name);
        warnOf(topic, settings, isTold ? configured->at(name) : Settings());
        if (!isTold) {
            topic.warnings.push_back(nameOf(name) + ": its settings could not be read"
                                     + (configured ? std::string() : " (" + configured.error().message + ")"));
        }
        states.push_back(std::move(topic));
    }
    return states;
}

GroupState askGroup(const ExecutionContext& context, rd_kafka_t* client, const std::string& name,
                    const std::map<std::string, Cluster::Topic>& topics)
{
    GroupState group;
    group.name = name;
    const auto note = [&group](const Result<>& asked) {
        if (!asked) {
            group.error += (group.error.empty() ? "" : "; ") + asked.error().message;
        }
    };
    note(askMembers(context, client, group));
    note(askOffsets(context, client, group, topics));
    addUncommitted(group);
    note(askEnds(context, client, group));
    return group;
}

} // namespace argus::bus::kafka
