// SPDX-License-Identifier: Apache-2.0
#include "core/bus/consumer.h"
#include "core/bus/relay.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"
#include "tests/bus/recording_bus.h"
#include "tests/support/test_store.h"

#include <map>
#include <string>
#include <vector>

using namespace argus;
using argus::test::RecordingBus;
using argus::test::TestStore;
using base::Result;
using domain::Event;
using domain::EventType;
using store::sql::Connection;

namespace {

Event addEvent(TestStore& store, EventType type, const domain::Batch& batch)
{
    const Event event = domain::makeEvent(type, batch, base::fromMicros(1'800'000'000'000'000), "trace");
    store.write([&](Connection& connection) { return store::events::append(connection, event); });
    return event;
}

std::int64_t counter(TestStore& store, const std::string& name)
{
    return *store::sql::readValue<std::int64_t>(store.database(), store.context, [&name](Connection& connection) {
        return store::events::counter(connection, name);
    });
}

std::uint64_t deadLetters(TestStore& store)
{
    return *store::sql::readValue<std::uint64_t>(
        store.database(), store.context, [](Connection& connection) { return store::dead_letters::count(connection); });
}

} // namespace

TEST_CASE("the outbox is published in order, once, and again only when it was not marked")
{
    TestStore store;
    RecordingBus bus;
    const auto batch = store.addBatch();
    const Event first = addEvent(store, EventType::BatchCreated, batch);
    const Event second = addEvent(store, EventType::UploadCompleted, batch);
    bus::OutboxRelay relay(store.database(), bus);
    bus.failures = 1;
    CHECK_FALSE(relay.publishOnce(store.context));
    CHECK(bus.published.empty());
    CHECK(*relay.publishOnce(store.context) == 2);
    CHECK(*relay.publishOnce(store.context) == 0);
    REQUIRE(bus.published.size() == 2);
    CHECK(bus.published[0].eventId == first.id.toString());
    CHECK(bus.published[1].eventId == second.id.toString());
    CHECK(bus.published[0].key == batch.id.toString());
    CHECK(bus.published[0].topic == "batch-events");
}

TEST_CASE("an event that comes again has its effect once")
{
    TestStore store;
    const auto batch = store.addBatch();
    const Event event = domain::makeEvent(EventType::BatchCreated, batch, {}, "trace");
    int effects = 0;
    bus::Consumer consumer(
        "test", store.database(), [](const Event&) { return true; },
        [&effects](Connection&, const Event&, base::UtcTime) {
            ++effects;
            return Result<>();
        });
    const std::vector<bus::Message> twice(
        2, {"batch-events", batch.id.toString(), event.id.toString(), domain::toJson(event)});
    REQUIRE(consumer.take(store.context, twice));
    REQUIRE(consumer.take(store.context, twice));
    CHECK(effects == 1);
}

TEST_CASE("an effect that fails is not noted, so that the event comes again")
{
    TestStore store;
    const auto batch = store.addBatch();
    const Event event = domain::makeEvent(EventType::BatchCreated, batch, {}, "trace");
    bool broken = true;
    int effects = 0;
    bus::Consumer consumer(
        "test", store.database(), [](const Event&) { return true; },
        [&](Connection&, const Event&, base::UtcTime) -> Result<> {
            if (broken) {
                return base::failTransient(base::ErrorCode::Internal, "broken");
            }
            ++effects;
            return {};
        });
    const std::vector<bus::Message> once {
        {"batch-events", batch.id.toString(), event.id.toString(), domain::toJson(event)}};
    CHECK_FALSE(consumer.take(store.context, once));
    broken = false;
    CHECK(consumer.take(store.context, once));
    CHECK(effects == 1);
}

TEST_CASE("malformed events go to the dead letters, unknown ones are counted, neither stops the others")
{
    TestStore store;
    const auto batch = store.addBatch();
    const Event good = domain::makeEvent(EventType::BatchCreated, batch, {}, "trace");
    std::string unknown = domain::toJson(good);
    unknown.replace(unknown.find("BatchCreated"), 12, "BatchPainted");
    int effects = 0;
    bus::Consumer consumer(
        "test", store.database(), [](const Event&) { return true; },
        [&effects](Connection&, const Event&, base::UtcTime) {
            ++effects;
            return Result<>();
        });
    const std::vector<bus::Message> messages {{"batch-events", "k", "1", "{broken"},
                                              {"batch-events", "k", "2", unknown},
                                              {"batch-events", "k", "3", std::string("\xFF\x00\x01", 3)},
                                              {"batch-events", "k", "4", domain::toJson(good)}};
    REQUIRE(consumer.take(store.context, messages));
    CHECK(effects == 1);
    CHECK(deadLetters(store) == 2);
    CHECK(counter(store, "events_skipped") == 1);
}

TEST_CASE("the local bus is done only when every group is, and hands on only its topic")
{
    const auto bus = bus::makeLocalBus();
    const auto context = base::ExecutionContext::root("test", "bus");
    std::map<std::string, int> seen;
    bool broken = true;
    REQUIRE(bus->subscribe("batch-events", "one", [&](const auto&, std::span<const bus::Message> messages) {
        seen["one"] += static_cast<int>(messages.size());
        return Result<>();
    }));
    REQUIRE(bus->subscribe("batch-events", "two", [&](const auto&, std::span<const bus::Message> messages) -> Result<> {
        if (broken) {
            return base::fail(base::ErrorCode::Internal, "broken");
        }
        seen["two"] += static_cast<int>(messages.size());
        return {};
    }));
    const std::vector<bus::Message> messages {{"batch-events", "k", "1", "{}"}, {"fleet-events", "k", "2", "{}"}};
    CHECK_FALSE(bus->publish(context, messages));
    broken = false;
    CHECK(bus->publish(context, messages));
    CHECK(seen["one"] == 2);
    CHECK(seen["two"] == 1);
}

TEST_CASE("the relay marks what is safe, and sends what waits behind a failed message again with it")
{
    TestStore store;
    RecordingBus bus;
    const auto one = store.addBatch();
    const auto two = store.addBatch();
    const Event a1 = addEvent(store, EventType::BatchCreated, one);
    const Event b1 = addEvent(store, EventType::BatchCreated, two);
    const Event a2 = addEvent(store, EventType::UploadCompleted, one);
    const Event b2 = addEvent(store, EventType::UploadCompleted, two);
    bus::OutboxRelay relay(store.database(), bus);
    bus.fault = [&a1](const bus::Message& message) -> std::optional<base::Error> {
        if (message.eventId == a1.id.toString()) {
            return base::Error {base::ErrorCode::Unavailable, "no leader", {}, true};
        }
        return std::nullopt;
    };
    CHECK(*relay.publishOnce(store.context) == 2); // b1 and b2; a2 arrived, and is sent again behind a1
    CHECK(relay.lastError().find("no leader") != std::string::npos);
    bus.fault = {};
    bus.sent.clear();
    CHECK(*relay.publishOnce(store.context) == 2);
    REQUIRE(bus.sent.size() == 2);
    CHECK(bus.sent[0].eventId == a1.id.toString());
    CHECK(bus.sent[1].eventId == a2.id.toString());
    CHECK(relay.lastError().empty());
    CHECK(*relay.publishOnce(store.context) == 0);
}

TEST_CASE("a message that the bus refuses for good becomes a dead letter and stops nobody")
{
    TestStore store;
    RecordingBus bus;
    const auto batch = store.addBatch();
    const Event first = addEvent(store, EventType::BatchCreated, batch);
    const Event second = addEvent(store, EventType::UploadCompleted, batch);
    bus::OutboxRelay relay(store.database(), bus);
    bus.fault = [&first](const bus::Message& message) -> std::optional<base::Error> {
        if (message.eventId == first.id.toString()) {
            return base::Error {base::ErrorCode::Invalid, "larger than the brokers take", {}, false};
        }
        return std::nullopt;
    };
    CHECK(*relay.publishOnce(store.context) == 2);
    CHECK(*relay.publishOnce(store.context) == 0);
    CHECK(deadLetters(store) == 1);
    REQUIRE(bus.published.size() == 1);
    CHECK(bus.published[0].eventId == second.id.toString());
}

TEST_CASE("a key that fails again and again does not keep others from being published")
{
    TestStore store;
    RecordingBus bus;
    const auto stuck = store.addBatch();
    const auto other = store.addBatch();
    store.write([&](Connection& connection) -> Result<> {
        for (int i = 0; i < 1200; ++i) {
            ARGUS_TRY(store::events::append(connection, domain::makeEvent(EventType::BatchCreated, stuck, {}, "t")));
        }
        return {};
    });
    const Event last = addEvent(store, EventType::BatchCreated, other);
    bus.fault = [&stuck](const bus::Message& message) -> std::optional<base::Error> {
        if (message.key == stuck.id.toString()) {
            return base::Error {base::ErrorCode::Unavailable, "no leader", {}, true};
        }
        return std::nullopt;
    };
    bus::OutboxRelay relay(store.database(), bus);
    relay.start();
    for (int i = 0; i < 1000 && relay.state().published == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    relay.stop();
    REQUIRE(bus.published.size() == 1);
    CHECK(bus.published[0].eventId == last.id.toString());
}
