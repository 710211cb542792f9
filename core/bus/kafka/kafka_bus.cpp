// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/kafka_bus.h"

#include "core/base/log.h"
#include "core/bus/kafka/consumer_group.h"
#include "core/bus/kafka/producer.h"
#include "core/bus/kafka/questions.h"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>
#include <vector>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kFirstPause {1'000};
constexpr milliseconds kLongestPause {30'000};
constexpr milliseconds kSpreadPause {100};
/// How often the topics are looked at while all is well: somebody may change them.
constexpr std::chrono::minutes kCheckEvery {10};

/// The cluster, or why it does not answer: in the words of the connections' faults, where there are any.
Result<Cluster> ask(const ExecutionContext& context, const Producer& producer)
{
    const auto client = producer.client();
    auto cluster = askCluster(context, client.get(), [&producer] { return producer.refusal(); });
    if (cluster || context.isCancelled() || cluster.error().code == ErrorCode::Denied) {
        return cluster;
    }
    base::Error error = cluster.error();
    if (error.code == ErrorCode::DeadlineExceeded) {
        error.message = "the brokers did not answer in time";
    }
    const BusState state = producer.state();
    if (!state.connected && !state.lastError.empty()) {
        error.message = state.lastError;
    }
    return fail(std::move(error));
}

class KafkaBus final : public EventBus
{
public:
    explicit KafkaBus(const KafkaSettings& settings)
        : m_settings(settings)
    { }

    ~KafkaBus() override
    {
        stop(milliseconds(0));
        m_context.cancel("the bus is being closed");
        m_keeper.request_stop();
        {
            const base::LockGuard lock(m_mutex);
            m_changed.notifyAll();
        }
        if (m_keeper.joinable()) {
            m_keeper.join();
        }
    }

    Result<> open()
    {
        auto producer = Producer::make(m_settings, [this] { lookAgain(); });
        if (!producer) {
            return fail(producer);
        }
        m_producer = std::move(*producer);
        m_keeper = std::jthread([this](std::stop_token token) { keepTopics(token); });
        return {};
    }

    Outcome publish(const ExecutionContext& context, std::span<const Message> messages) override
    {
        return m_producer->publish(context, messages);
    }

    // The way to the brokers and back takes its time, which many messages share.
    std::size_t bestBlock() const override { return 4'000; }

    Result<> subscribe(const std::string& topic, const std::string& group, Handler handler) override
    {
        const base::LockGuard lock(m_mutex);
        if (m_started) {
            return fail(ErrorCode::Internal, "group " + group + " came after the start of the bus");
        }
        auto& entry = m_groups[group];
        if (!entry) {
            entry = std::make_unique<ConsumerGroup>(m_settings, group);
        }
        entry->addTopic(topic, std::move(handler));
        return {};
    }

    Result<> start() override
    {
        {
            const base::LockGuard lock(m_mutex);
            if (m_started) {
                return {};
            }
            m_started = true;
        }
        for (const auto& [name, group] : m_groups) {
            ARGUS_TRY(group->start([this](milliseconds wait) { return waitForTopics(wait); }));
        }
        return {};
    }

    void stop(milliseconds patience) override
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        std::vector<std::jthread> stopping;
        stopping.reserve(m_groups.size());
        for (const auto& [name, group] : m_groups) {
            stopping.emplace_back([end, raw = group.get()] {
                const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
                raw->stop(std::max(left, milliseconds(0)));
            });
        }
    }

    BusState state() const override
    {
        BusState state = m_producer->state();
        const base::LockGuard lock(m_mutex);
        if (state.brokers.empty()) {
            // The client's own account comes from time to time only; the keeper's is there as soon as one answers.
            state.brokers = m_brokers;
            state.connected = !m_brokers.empty() && !m_unreachable;
        }
        if (!m_topicError.empty()) {
            state.lastError = m_topicError;
        }
        state.topics = m_topics;
        for (const auto& [name, group] : m_groups) {
            state.groups.push_back(group->state());
        }
        return state;
    }

    Result<std::vector<GroupState>> groups(const ExecutionContext& context) override
    {
        const ExecutionContext patience = context.withTimeout(m_settings.adminPatience);
        std::vector<std::string> names = m_settings.knownGroups;
        {
            const base::LockGuard lock(m_mutex);
            for (const auto& [name, group] : m_groups) {
                if (std::find(names.begin(), names.end(), name) == names.end()) {
                    names.push_back(name);
                }
            }
        }
        const auto client = m_producer->client();
        auto cluster = ask(patience, *m_producer);
        if (!cluster) {
            return fail(cluster);
        }
        std::erase_if(cluster->topics, [this](const auto& topic) {
            return std::find(m_settings.topics.begin(), m_settings.topics.end(), topic.first)
                == m_settings.topics.end();
        });
        std::vector<GroupState> found;
        for (const std::string& name : names) {
            ARGUS_TRY(patience.check());
            found.push_back(askGroup(patience, client.get(), name, cluster->topics));
        }
        return found;
    }

    std::string describe() const override { return "Kafka at " + m_settings.brokers; }

private:
    void lookAgain()
    {
        const base::LockGuard lock(m_mutex);
        m_look = true;
        m_changed.notifyAll();
    }

    /// True once the topics were found or made; waits for it this long at most.
    bool waitForTopics(milliseconds wait)
    {
        const auto end = std::chrono::steady_clock::now() + wait;
        const base::LockGuard lock(m_mutex);
        while (!m_topicsReady && m_changed.waitUntil(m_mutex, end)) { }
        return m_topicsReady;
    }

    bool missing(const Cluster& cluster) const
    {
        return std::any_of(m_settings.topics.begin(), m_settings.topics.end(),
                           [&cluster](const std::string& topic) { return !cluster.topics.contains(topic); });
    }

    /// False when the bus is being closed.
    bool rest(milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        const base::LockGuard lock(m_mutex);
        while (!m_context.isCancelled() && m_changed.waitUntil(m_mutex, end)) { }
        return !m_context.isCancelled();
    }

    Result<> lookAtTopics()
    {
        const ExecutionContext context = m_context.withTimeout(m_settings.adminPatience);
        const auto client = m_producer->client();
        auto cluster = ask(context, *m_producer);
        {
            const base::LockGuard lock(m_mutex);
            m_unreachable = !cluster;
            if (cluster) {
                m_brokers = cluster->brokers;
            }
        }
        if (!cluster) {
            return fail(cluster);
        }
        if (missing(*cluster)) {
            ARGUS_TRY(makeTopics(context, client.get(), m_settings, *cluster));
            // The brokers tell each other; until all know, one of them may still say that there is none.
            while (cluster && missing(*cluster) && rest(kSpreadPause)) {
                cluster = ask(context, *m_producer);
            }
            if (!cluster) {
                return fail(cluster);
            }
        }
        {
            const base::LockGuard lock(m_mutex);
            m_topicsReady = true;
            m_changed.notifyAll();
        }
        auto topics = checkTopics(context, client.get(), m_settings, *cluster);
        const base::LockGuard lock(m_mutex);
        for (const TopicState& topic : topics) {
            for (const std::string& warning : topic.warnings) {
                if (m_told.insert(warning).second) {
                    base::log(base::LogLevel::Info, "kafka", warning); // for people: state(), doctor, Operations
                }
            }
        }
        m_topics = std::move(topics);
        return {};
    }

    void keepTopics(const std::stop_token& stop)
    {
        milliseconds pause {0};
        while (!stop.stop_requested()) {
            const Result<> looked = lookAtTopics();
            if (stop.stop_requested()) {
                return;
            }
            pause = looked ? milliseconds(0) : std::clamp(pause * 2, kFirstPause, kLongestPause);
            const auto end = std::chrono::steady_clock::now() + (looked ? milliseconds(kCheckEvery) : pause);
            const base::LockGuard lock(m_mutex);
            m_topicError = looked ? std::string() : looked.error().message;
            // A message that met no topic asks for a look, but not more often than the pause after a look allows.
            const auto soonest = std::chrono::steady_clock::now() + kFirstPause;
            while (!stop.stop_requested()
                   && std::chrono::steady_clock::now() < (m_look ? std::min(soonest, end) : end)) {
                m_changed.waitUntil(m_mutex, m_look ? std::min(soonest, end) : end);
            }
            m_look = false;
        }
    }

    const KafkaSettings m_settings;
    const ExecutionContext m_context = ExecutionContext::root("argus", "Kafka bus");
    std::unique_ptr<Producer> m_producer;

    mutable base::Mutex m_mutex;
    base::CondVar m_changed;
    std::map<std::string, std::unique_ptr<ConsumerGroup>> m_groups; ///< constant after start()
    bool m_started ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_look ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_topicsReady ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_unreachable ARGUS_GUARDED_BY(m_mutex) = false;
    std::vector<BrokerState> m_brokers ARGUS_GUARDED_BY(m_mutex);
    std::vector<TopicState> m_topics ARGUS_GUARDED_BY(m_mutex);
    std::set<std::string> m_told ARGUS_GUARDED_BY(m_mutex); ///< warnings in the log already
    std::string m_topicError ARGUS_GUARDED_BY(m_mutex);
    std::jthread m_keeper;
};

} // namespace

Result<std::unique_ptr<EventBus>> openKafkaBus(const KafkaSettings& settings)
{
    auto bus = std::make_unique<KafkaBus>(settings);
    ARGUS_TRY(bus->open());
    return std::unique_ptr<EventBus>(std::move(bus));
}

Result<BusState> probeKafka(const ExecutionContext& context, const KafkaSettings& settings)
{
    const auto producer = Producer::make(settings, {});
    if (!producer) {
        return fail(producer);
    }
    const ExecutionContext patience = context.withTimeout(settings.adminPatience);
    const auto client = (*producer)->client();
    const auto cluster = ask(patience, **producer);
    if (!cluster) {
        return fail(cluster);
    }
    BusState state = (*producer)->state();
    state.connected = true;
    state.brokers = cluster->brokers;
    state.topics = checkTopics(patience, client.get(), settings, *cluster);
    return state;
}

} // namespace argus::bus::kafka
