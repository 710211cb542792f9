// SPDX-License-Identifier: Apache-2.0
// Against a real broker (tests/servers/kafka.py), with kcat as a second opinion.
#include "core/bus/consumer.h"
#include "core/bus/redrive.h"
#include "core/bus/relay.h"
#include "core/store/repositories/event_repository.h"
#include "tests/bus/kafka_fixture.h"
#include "tests/support/test_server.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <optional>
#include <set>

using namespace argus;
using namespace argus::test;
using base::Result;
using domain::Event;
using domain::EventType;
using std::chrono::milliseconds;
using std::chrono::seconds;
using store::dead_letters::DeadLetter;
using store::sql::Connection;

namespace {

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "kafka");

/// One broker for all tests of this program; empty where it cannot be had.
std::optional<TestServer>& broker()
{
    static std::optional<TestServer> server = TestServer::start("kafka");
    return server;
}

std::string brokers()
{
    return (*broker())["brokers"];
}

/// What a program of ours and its arguments say on standard output.
std::string outputOf(const std::string& command)
{
    std::string output;
    std::array<char, 4096> block {};
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe)) {
        output.append(block.data(), count);
    }
    ::pclose(pipe);
    return output;
}

std::size_t occurrences(const std::string& text, const std::string& what)
{
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

/// A store with a numbered history of some batches, and consumers whose effect notes in it what they saw.
class History
{
public:
    explicit History(int batches)
    {
        for (int i = 0; i < batches; ++i) {
            m_batches.push_back(store.addBatch());
        }
    }

    /// The next events of every batch, in one transaction.
    void go(int steps)
    {
        store.write([&](Connection& connection) -> Result<> {
            for (int step = m_steps + 1; step <= m_steps + steps; ++step) {
                for (const auto& batch : m_batches) {
                    Event event = domain::makeEvent(EventType::UploadCompleted, batch, {}, "trace");
                    event.totalFiles = step;
                    ARGUS_TRY(store::events::append(connection, event));
                }
            }
            return {};
        });
        m_steps += steps;
    }
    int events() const { return m_steps * static_cast<int>(m_batches.size()); }

    bus::Consumer& consumer() { return m_consumer; }

    std::int64_t counter(const std::string& name)
    {
        const auto value
            = store::sql::readValue<std::int64_t>(store.database(), kContext, [&name](Connection& connection) {
                  return store::events::counter(connection, name);
              });
        REQUIRE(value);
        return *value;
    }
    bool isDone() { return counter("effects") >= events(); }
    /// Each event had its effect once, and each batch's in order.
    void check()
    {
        CHECK(counter("effects") == events());
        CHECK(counter("out of order") == 0);
    }

    TestStore store;

private:
    static Result<> effect(Connection& connection, const Event& event)
    {
        const std::string last = "last of " + event.batchId.toString();
        const auto before = store::events::counter(connection, last);
        if (!before) {
            return base::fail(before);
        }
        if (*before + 1 != event.totalFiles.value_or(0)) {
            ARGUS_TRY(store::events::addToCounter(connection, "out of order", 1));
        }
        ARGUS_TRY(store::events::addToCounter(connection, last, 1));
        return store::events::addToCounter(connection, "effects", 1);
    }

    std::vector<domain::Batch> m_batches;
    int m_steps = 0;
    /// The topic holds what other tests left.
    bool isOurs(const Event& event) const
    {
        return std::any_of(m_batches.begin(), m_batches.end(),
                           [&event](const domain::Batch& batch) { return batch.id == event.batchId; });
    }

    bus::Consumer m_consumer {
        "g", store.database(), [this](const Event& event) { return isOurs(event); },
        [](Connection& connection, const Event& event, base::UtcTime) { return effect(connection, event); }};
};

bus::kafka::KafkaSettings settingsOf(const std::string& topic)
{
    auto settings = settingsFor(brokers(), topic);
    settings.replication = 1;
    settings.minInSync = 1;
    return settings;
}

std::unique_ptr<bus::EventBus> openWith(History& history, const std::string& group)
{
    auto bus = openBus(settingsOf("batch-events"));
    REQUIRE(bus->subscribe("batch-events", group,
                           [&history](const base::ExecutionContext& context, std::span<const bus::Message> messages) {
                               return history.consumer().take(context, messages);
                           }));
    REQUIRE(bus->start());
    return bus;
}

std::vector<DeadLetter> lettersOf(TestStore& store)
{
    auto found = store::sql::readValue<std::vector<DeadLetter>>(store.database(), kContext, [](Connection& connection) {
        return store::dead_letters::list(connection, {}, 100);
    });
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("topics are made as they should be, by whoever comes first, and what is weaker is told")
{
    if (!broker()) {
        return;
    }
    auto settings = settingsFor(brokers(), "made");
    const auto one = openBus(settings);
    const auto two = openBus(settings);
    REQUIRE(waitFor([&] { return one->state().topics.size() == 2 && two->state().topics.size() == 2; }));
    const bus::BusState state = one->state();
    CHECK(state.topics[0].name == "made");
    CHECK(state.topics[0].partitions == 12);
    CHECK(state.topics[0].replication == 1);
    // One broker: fewer copies than there should be, and one of them in sync.
    REQUIRE(state.topics[0].warnings.size() == 2);
    CHECK(state.topics[0].warnings[0].find("1 broker(s) instead of 3") != std::string::npos);
    CHECK(state.topics[0].warnings[1].find("min.insync.replicas") != std::string::npos);
    REQUIRE(waitFor([&] { return one->state().connected; }));
    const std::string seen = outputOf("kcat -L -J -b " + brokers() + " -t made");
    CHECK(occurrences(seen, "\"leader\":1") == 12);

    const auto probed = bus::kafka::probeKafka(kContext, settings);
    REQUIRE(probed);
    CHECK(probed->connected);
    CHECK(probed->brokers.size() == 1);
    CHECK(probed->topics.size() == 2);
}

TEST_CASE("events reach a group in order and have their effect once, although the broker is killed in between")
{
    if (!broker()) {
        return;
    }
    History history(10);
    history.go(20);
    const auto bus = openWith(history, "killed");
    bus::OutboxRelay relay(history.store.database(), *bus);
    relay.start();
    REQUIRE(waitFor([&] { return history.counter("effects") > 0; }));
    for (int round = 0; round < 3; ++round) {
        history.go(20);
        relay.wake();
        broker()->kill();
        history.go(20);
        relay.wake();
        if (round == 0) {
            // While it is away publishing says so, in time.
            const auto outcome = bus->publish(kContext.withTimeout(seconds(1)), someMessages("batch-events", 0, 1));
            REQUIRE(outcome.error(0));
            CHECK((outcome.error(0)->code == base::ErrorCode::Unavailable
                   || outcome.error(0)->code == base::ErrorCode::DeadlineExceeded));
            CHECK(waitFor([&] { return !bus->state().connected; }));
            CHECK(waitFor([&] { return !relay.lastError().empty(); }));
        }
        broker()->restart();
        relay.wake();
        REQUIRE(waitFor([&] { return history.isDone(); }));
    }
    history.check();
    CHECK(waitFor([&] { return bus->state().connected; }));
    CHECK(lettersOf(history.store).empty());
    relay.stop();
    bus->stop(seconds(10));
    const auto left
        = store::sql::readValue<std::uint64_t>(history.store.database(), kContext, store::events::unpublishedCount);
    REQUIRE(left);
    CHECK(*left == 0);
}

TEST_CASE("while members come and go all the time every event has its effect once")
{
    if (!broker()) {
        return;
    }
    History history(24);
    const auto bus = openWith(history, "storm");
    bus::OutboxRelay relay(history.store.database(), *bus);
    relay.start();
    std::atomic<bool> storm {true};
    std::thread visitors([&] {
        while (storm) {
            const auto other = openWith(history, "storm");
            std::this_thread::sleep_for(seconds(1));
            other->stop(seconds(2));
        }
    });
    for (int i = 0; i < 40; ++i) {
        history.go(5);
        relay.wake();
        std::this_thread::sleep_for(milliseconds(250));
    }
    storm = false;
    visitors.join();
    REQUIRE(waitFor([&] { return history.isDone(); }));
    history.check();
    CHECK(bus->state().groups[0].rebalances >= 2);
}

TEST_CASE("an offset is committed only when its effect is, and what failed comes again to the next")
{
    if (!broker()) {
        return;
    }
    const auto settings = settingsOf("failing");
    {
        Inbox inbox;
        const auto bus = openBus(settings);
        inbox.setFault([](const bus::Message& message) -> std::optional<base::Error> {
            if (message.payload == "7") {
                return base::Error {base::ErrorCode::Conflict, "not today", {}, true};
            }
            return std::nullopt;
        });
        REQUIRE(bus->subscribe("failing", "g", inbox.handler()));
        REQUIRE(bus->start());
        REQUIRE(waitFor([&] { return bus->state().topics.size() == 2; }));
        REQUIRE(bus->publish(kContext, someMessages("failing", 0, 20, 20)));
        REQUIRE(waitFor([&] { return inbox.count() == 19; })); // all but the one: each has a key of its own
        CHECK(waitFor([&] { return bus->state().groups[0].error.find("not today") != std::string::npos; }));
        // Operations sees one or more messages wait: the failed one, and what came behind it in its partition.
        CHECK(waitFor([&] {
            const auto groups = bus->groups(kContext);
            return groups && groups->size() == 1 && groups->front().lag >= 1 && groups->front().members.size() == 1
                && groups->front().state == "Stable";
        }));
        bus->stop(seconds(5));
    }
    Inbox next;
    const auto bus = openBus(settings);
    REQUIRE(bus->subscribe("failing", "g", next.handler()));
    REQUIRE(bus->start());
    REQUIRE(waitFor([&] {
        const auto taken = next.taken();
        return std::any_of(taken.begin(), taken.end(), [](const auto& message) { return message.payload == "7"; });
    }));
    CHECK(next.count() < 20); // those of other partitions did not come again
    CHECK(waitFor([&] {
        const auto groups = bus->groups(kContext);
        return groups && groups->size() == 1 && groups->front().lag == 0 && !groups->front().partitions.empty();
    }));
}

TEST_CASE("poison on the topic goes to the dead letters with its story, and can be sent again")
{
    if (!broker()) {
        return;
    }
    History history(1);
    history.go(1);
    const auto bus = openWith(history, "poisoned");
    REQUIRE(waitFor([&] { return bus->state().topics.size() == 2; }));
    const std::string kcat = "kcat -b " + brokers() + " -t batch-events -P ";
    CHECK(outputOf("printf 'no json at all' | " + kcat + "-k 'some key' -H who=nobody -H event-id=4711").empty());
    CHECK(outputOf("printf 'tomb:' | " + kcat + "-Z -K ':'").empty());
    CHECK(outputOf("printf '\\377\\376binary' | " + kcat).empty());
    bus::OutboxRelay relay(history.store.database(), *bus);
    relay.start();
    REQUIRE(waitFor([&] { return lettersOf(history.store).size() >= 3; }));
    REQUIRE(waitFor([&] { return history.isDone(); })); // nobody else was stopped
    const auto letters = lettersOf(history.store);
    const auto found = std::find_if(letters.begin(), letters.end(),
                                    [](const DeadLetter& letter) { return letter.key == "some key"; });
    REQUIRE(found != letters.end());
    CHECK(found->payload == "no json at all");
    CHECK(found->eventId == "4711");
    REQUIRE(found->position);
    CHECK(found->consumer == "g");
    CHECK(std::any_of(letters.begin(), letters.end(), [](const DeadLetter& letter) {
        return letter.key == "tomb" && letter.reason.find("tombstone") != std::string::npos;
    }));

    std::string told;
    REQUIRE(waitFor([&] {
        told = outputOf("kcat -b " + brokers() + " -t batch-events.dlq -C -e -q -f '%k|%s|%h\\n'");
        return occurrences(told, "no json at all") == 1 && occurrences(told, "binary") == 1;
    }));
    const auto begin = told.find("some key|no json at all|");
    REQUIRE(begin != std::string::npos);
    const std::string line = told.substr(begin, told.find('\n', begin) - begin);
    for (const char* header :
         {"event-id=4711", "original-topic=batch-events",
          "original-partition=", "original-offset=", "original-timestamp=2", "error-class=invalid",
          "error-message=", "attempts=1", "first-failed-at=2", "last-failed-at=2", "consumer=g", "redrive-count=0"}) {
        INFO(header);
        CHECK(line.find(header) != std::string::npos);
    }
    CHECK(told.find("\xFF\xFE"
                    "binary")
          != std::string::npos);

    const std::array<std::int64_t, 1> one {found->seq};
    const auto sent = bus::redrive(kContext, history.store.database(), one);
    REQUIRE(sent);
    CHECK(sent->sent == 1);
    relay.wake();
    // It comes as it was, with its id, and fails again: a new dead letter that knows.
    REQUIRE(waitFor([&] {
        const auto now = lettersOf(history.store);
        return std::any_of(now.begin(), now.end(), [](const DeadLetter& letter) {
            return letter.redrives == 1 && letter.eventId == "4711" && letter.redrivenAt == std::nullopt;
        });
    }));
    const std::string again = outputOf("kcat -b " + brokers() + " -t batch-events -C -e -q -f '%k|%s|%h\\n'");
    CHECK(occurrences(again, "some key|no json at all|") == 2);
    CHECK(again.find("redrive-count=1") != std::string::npos);
    CHECK(again.find("who=nobody") != std::string::npos);
}

TEST_CASE("a topic that nobody made is told, is not made by accident, and stops no other")
{
    if (!broker()) {
        return;
    }
    auto settings = settingsOf("known");
    settings.publishPatience = seconds(40);
    const auto bus = openBus(settings);
    REQUIRE(waitFor([&] { return bool(bus->publish(kContext, someMessages("known", 0, 3))); }));
    std::vector<bus::Message> messages = someMessages("known", 3, 3);
    messages.push_back({"nobody-has-this", "k", "1", "{}"});
    const auto outcome = bus->publish(kContext, messages);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(outcome.isSafe(i));
    }
    REQUIRE(outcome.error(3));
    CHECK(outcome.error(3)->message.find("opic") != std::string::npos);
    CHECK(outputOf("kcat -L -b " + brokers()).find("nobody-has-this") == std::string::npos);
}

TEST_CASE("what a frozen broker did not acknowledge is not safe, and the order holds when it goes on")
{
    if (!broker()) {
        return;
    }
    auto settings = settingsOf("frozen");
    settings.publishPatience = seconds(2);
    const auto bus = openBus(settings);
    Inbox inbox;
    REQUIRE(bus->subscribe("frozen", "g", inbox.handler()));
    REQUIRE(bus->start());
    REQUIRE(waitFor([&] { return bool(bus->publish(kContext, someMessages("frozen", 0, 5))); }));
    broker()->freeze();
    CHECK_FALSE(bus->publish(kContext, someMessages("frozen", 5, 50)));
    CHECK_FALSE(bus->publish(kContext, someMessages("frozen", 5, 50)));
    broker()->thaw();
    REQUIRE(waitFor([&] { return bool(bus->publish(kContext, someMessages("frozen", 5, 50))); }));
    REQUIRE(waitFor([&] { return bool(bus->publish(kContext, someMessages("frozen", 55, 50))); }));
    REQUIRE(waitFor([&] {
        std::set<std::string> ids;
        for (const auto& message : inbox.taken()) {
            ids.insert(message.eventId);
        }
        return ids.size() == 105;
    }));
    for (int key = 0; key < 5; ++key) {
        const auto numbers = firstTimesOf(inbox.taken(), "key " + std::to_string(key));
        CHECK(numbers.size() == 21);
        CHECK(std::is_sorted(numbers.begin(), numbers.end()));
    }
}
