// SPDX-License-Identifier: Apache-2.0
// Faults that a real broker shows seldom, from the client library's own mock cluster: it speaks the real protocol.
#include "core/bus/kafka/producer.h"
#include "tests/bus/kafka_fixture.h"

#include <librdkafka/rdkafka_mock.h>

#include <algorithm>
#include <array>
#include <set>

using namespace argus;
using namespace argus::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// Numbers of requests in Kafka's protocol.
constexpr std::int16_t kProduce = 0;
constexpr std::int16_t kOffsetCommit = 8;

class MockCluster
{
public:
    explicit MockCluster(int brokers = 3)
    {
        std::array<char, 256> reason {};
        m_owner = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason.data(), reason.size());
        REQUIRE(m_owner);
        cluster = rd_kafka_mock_cluster_new(m_owner, brokers);
        REQUIRE(cluster);
        for (const char* topic : {"t", "t.dlq"}) {
            REQUIRE((rd_kafka_mock_topic_create(cluster, topic, 4, brokers) == RD_KAFKA_RESP_ERR_NO_ERROR));
        }
    }
    ~MockCluster()
    {
        rd_kafka_mock_cluster_destroy(cluster);
        rd_kafka_destroy(m_owner);
    }
    MockCluster(const MockCluster&) = delete;
    MockCluster& operator=(const MockCluster&) = delete;

    bus::kafka::KafkaSettings settings() const
    {
        auto settings = settingsFor(rd_kafka_mock_cluster_bootstraps(cluster), "t");
        settings.adminPatience = milliseconds(1500); // the mock leaves questions about settings without an answer
        return settings;
    }
    template <class... Errors> void failNext(std::int16_t request, Errors... errors)
    {
        rd_kafka_mock_push_request_errors(cluster, request, sizeof...(errors), errors...);
    }

    rd_kafka_mock_cluster_t* cluster = nullptr;

private:
    rd_kafka_t* m_owner = nullptr;
};

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "kafka");

void checkAllArrivedInOrder(const std::vector<bus::Message>& taken, int count)
{
    std::set<std::string> ids;
    for (const auto& message : taken) {
        ids.insert(message.eventId);
    }
    CHECK(ids.size() == static_cast<std::size_t>(count));
    for (int key = 0; key < 5; ++key) {
        const auto numbers = firstTimesOf(taken, "key " + std::to_string(key));
        CHECK(std::is_sorted(numbers.begin(), numbers.end()));
    }
}

/// Publishes, takes, has a fault meet the commits, and looks that nothing of it comes again to the next member.
void checkCommitsSurvive(const std::function<void(MockCluster&)>& fault)
{
    MockCluster cluster;
    Inbox first;
    {
        const auto bus = openBus(cluster.settings());
        REQUIRE(bus->subscribe("t", "g", first.handler()));
        REQUIRE(bus->start());
        REQUIRE(bus->publish(kContext, someMessages("t", 0, 50)));
        REQUIRE(waitFor([&] { return first.count() >= 50; }));
        fault(cluster);
        REQUIRE(bus->publish(kContext, someMessages("t", 50, 50)));
        REQUIRE(waitFor([&] { return first.count() >= 100; }));
        // The commit is tried again after a pause.
        REQUIRE(waitFor([&] {
            std::int64_t committed = 0;
            const bus::BusState state = bus->state();
            for (const auto& lag : state.groups[0].partitions) {
                committed += std::max<std::int64_t>(lag.committed, 0);
            }
            return committed == 100;
        }));
        bus->stop(seconds(5));
    }
    checkAllArrivedInOrder(first.taken(), 100);
    Inbox second;
    const auto bus = openBus(cluster.settings());
    REQUIRE(bus->subscribe("t", "g", second.handler()));
    REQUIRE(bus->start());
    REQUIRE(bus->publish(kContext, someMessages("t", 100, 20)));
    REQUIRE(waitFor([&] { return second.count() >= 20; }));
    for (const auto& message : second.taken()) {
        CHECK(std::stoi(message.payload) >= 100);
    }
}

} // namespace

TEST_CASE("a lost acknowledgement and a moving leader lose nothing and change no order")
{
    MockCluster cluster;
    const auto bus = openBus(cluster.settings());
    Inbox inbox;
    REQUIRE(bus->subscribe("t", "g", inbox.handler()));
    REQUIRE(bus->start());
    cluster.failNext(kProduce, RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
                     RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, RD_KAFKA_RESP_ERR__TRANSPORT);
    REQUIRE(bus->publish(kContext, someMessages("t", 0, 100)));
    cluster.failNext(kProduce, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT);
    REQUIRE(bus->publish(kContext, someMessages("t", 100, 100)));
    REQUIRE(waitFor([&] { return inbox.count() >= 200; }));
    checkAllArrivedInOrder(inbox.taken(), 200);
    CHECK(bus->state().published == 200);
    CHECK(inbox.taken()[0].eventId.substr(0, 3) == "id ");
}

TEST_CASE("offsets are committed although the coordinator moves in between")
{
    checkCommitsSurvive([](MockCluster& cluster) {
        rd_kafka_mock_coordinator_set(cluster.cluster, "group", "g", 2);
        cluster.failNext(kOffsetCommit, RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_NOT_COORDINATOR);
    });
}

TEST_CASE("a commit that meets a rebalance is made again, or the messages come again")
{
    checkCommitsSurvive(
        [](MockCluster& cluster) { cluster.failNext(kOffsetCommit, RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS); });
    checkCommitsSurvive(
        [](MockCluster& cluster) { cluster.failNext(kOffsetCommit, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION); });
}

TEST_CASE("while all brokers are down publishing says so in time, and nothing is lost or reported safe that is not")
{
    MockCluster cluster;
    auto settings = cluster.settings();
    settings.publishPatience = milliseconds(700);
    const auto bus = openBus(settings);
    Inbox inbox;
    REQUIRE(bus->subscribe("t", "g", inbox.handler()));
    REQUIRE(bus->start());
    REQUIRE(waitFor([&] { return bool(bus->publish(kContext, someMessages("t", 0, 10))); }));
    for (int broker = 1; broker <= 3; ++broker) {
        rd_kafka_mock_broker_set_down(cluster.cluster, broker);
    }
    for (int i = 0; i < 5; ++i) {
        const auto outcome = bus->publish(kContext, someMessages("t", 10, 10));
        CHECK(outcome.failedAsAWhole());
        REQUIRE(outcome.error(0));
        CHECK((outcome.error(0)->code == base::ErrorCode::Unavailable));
        CHECK(outcome.error(0)->retryable);
    }
    CHECK(waitFor([&] { return !bus->state().connected && !bus->state().lastError.empty(); }));
    const auto cancelled = kContext.child();
    cancelled.cancel("test");
    const auto stopped = bus->publish(cancelled, someMessages("t", 10, 10));
    REQUIRE(stopped.error(0));
    CHECK((stopped.error(0)->code == base::ErrorCode::Cancelled));
    for (int broker = 1; broker <= 3; ++broker) {
        rd_kafka_mock_broker_set_up(cluster.cluster, broker);
    }
    CHECK(waitFor([&] { return bool(bus->publish(kContext, someMessages("t", 10, 10))); }));
    CHECK(waitFor([&] {
        std::set<std::string> ids;
        for (const auto& message : inbox.taken()) {
            ids.insert(message.eventId);
        }
        return ids.size() == 20;
    }));
    checkAllArrivedInOrder(inbox.taken(), 20);
    CHECK(waitFor([&] { return bus->state().connected; }));
}

TEST_CASE("a producer that went fatal is made anew, and the outbox sends again")
{
    MockCluster cluster;
    auto settings = cluster.settings();
    const auto producer = bus::kafka::Producer::make(settings, {});
    REQUIRE(producer);
    REQUIRE((*producer)->publish(kContext, someMessages("t", 0, 10)));
    for (int round = 1; round <= 3; ++round) {
        {
            const auto client = (*producer)->client();
            rd_kafka_test_fatal_error(client.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER,
                                      "made up by the test");
        }
        CHECK(waitFor([&] { return bool((*producer)->publish(kContext, someMessages("t", 10, 10))); }));
        CHECK((*producer)->state().fatalErrors == static_cast<std::uint64_t>(round));
    }
    // One that the protocol brings about: the sequence of an idempotent producer out of step.
    cluster.failNext(kProduce, RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
    CHECK(waitFor([&] { return bool((*producer)->publish(kContext, someMessages("t", 20, 10))); }));
}

TEST_CASE("a message larger than brokers take is refused by itself; those behind it of its key wait, others go")
{
    MockCluster cluster;
    const auto bus = openBus(cluster.settings());
    auto messages = someMessages("t", 0, 10);
    messages[2].payload = std::string(2'000'000, 'x');
    const auto outcome = bus->publish(kContext, messages);
    REQUIRE(outcome.error(2));
    CHECK((outcome.error(2)->code == base::ErrorCode::Invalid));
    CHECK_FALSE(outcome.error(2)->retryable);
    REQUIRE(outcome.error(7)); // the same key
    CHECK(outcome.error(7)->retryable);
    for (const std::size_t index : {0u, 1u, 3u, 4u, 5u, 6u, 8u, 9u}) {
        CHECK(outcome.isSafe(index));
    }
}

TEST_CASE("a topic that nobody has is told, and does not stop the others for good")
{
    MockCluster cluster;
    rd_kafka_mock_topic_set_error(cluster.cluster, "t.dlq", RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
    auto settings = cluster.settings();
    settings.publishPatience = seconds(5);
    const auto bus = openBus(settings);
    std::vector<bus::Message> messages = someMessages("t", 0, 4);
    messages.push_back({"t.dlq", "k", "id", "{}"});
    const auto outcome = bus->publish(kContext, messages);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(outcome.isSafe(i));
    }
    REQUIRE(outcome.error(4));
    CHECK_FALSE(outcome.failedAsAWhole());
}

TEST_CASE("a handler that blocks does not lose its partitions, and a full queue pauses them")
{
    MockCluster cluster;
    auto settings = cluster.settings();
    settings.queuedMessages = 20;
    settings.batchMessages = 5;
    settings.options["max.poll.interval.ms"] = "6000";
    const auto bus = openBus(settings);
    Inbox inbox;
    std::atomic<bool> blocked {true};
    const auto inner = inbox.handler();
    REQUIRE(
        bus->subscribe("t", "g", [&](const base::ExecutionContext& context, std::span<const bus::Message> messages) {
            waitFor([&] { return !blocked; });
            return inner(context, messages);
        }));
    REQUIRE(bus->start());
    REQUIRE(bus->publish(kContext, someMessages("t", 0, 500)));
    REQUIRE(waitFor([&] { return bus->state().groups[0].state == "up"; }));
    const auto rebalances = bus->state().groups[0].rebalances;
    std::this_thread::sleep_for(seconds(8)); // longer than max.poll.interval.ms
    CHECK(bus->state().groups[0].rebalances == rebalances);
    CHECK(inbox.count() == 0);
    blocked = false;
    REQUIRE(waitFor([&] { return inbox.count() >= 500; }));
    CHECK(inbox.count() == 500); // each once: nothing was lost or rewound by pausing
    checkAllArrivedInOrder(inbox.taken(), 500);
}

TEST_CASE("an end in order waits for the handler, commits what it did, and calls it no more")
{
    MockCluster cluster;
    Inbox inbox;
    std::atomic<int> running {0};
    const auto inner = inbox.handler();
    {
        auto settings = cluster.settings();
        settings.batchMessages = 10;
        const auto bus = openBus(settings);
        REQUIRE(bus->subscribe("t", "g",
                               [&](const base::ExecutionContext& context, std::span<const bus::Message> messages) {
                                   ++running;
                                   std::this_thread::sleep_for(milliseconds(300));
                                   return inner(context, messages);
                               }));
        REQUIRE(bus->start());
        REQUIRE(bus->publish(kContext, someMessages("t", 0, 100)));
        REQUIRE(waitFor([&] { return running > 0; }));
        bus->stop(seconds(20));
        const int calls = running;
        CHECK(inbox.count() > 0);
        CHECK(bus->publish(kContext, someMessages("t", 100, 1))); // the last events still leave
        std::this_thread::sleep_for(milliseconds(500));
        CHECK(running == calls);
    }
    const std::size_t before = inbox.count();
    const auto bus = openBus(cluster.settings());
    REQUIRE(bus->subscribe("t", "g", inbox.handler()));
    REQUIRE(bus->start());
    REQUIRE(waitFor([&] { return inbox.count() >= 101; }));
    CHECK(inbox.count() == 101); // what was done before the end did not come again
    CHECK(before < 101);
    checkAllArrivedInOrder(inbox.taken(), 101);
}

TEST_CASE("an end while much has been fetched ends in order")
{
    MockCluster cluster;
    {
        const auto bus = openBus(cluster.settings());
        REQUIRE(bus->publish(kContext, someMessages("t", 0, 5000)));
    }
    for (int round = 0; round < 8; ++round) {
        const auto bus = openBus(cluster.settings());
        std::atomic<bool> called {false};
        REQUIRE(bus->subscribe("t", "g" + std::to_string(round),
                               [&](const base::ExecutionContext&, std::span<const bus::Message>) {
                                   called = true;
                                   return bus::Outcome();
                               }));
        REQUIRE(bus->start());
        REQUIRE(waitFor([&] { return called.load(); }));
        bus->stop(seconds(5));
    }
}
