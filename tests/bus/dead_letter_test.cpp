// SPDX-License-Identifier: Apache-2.0
#include "core/bus/consumer.h"
#include "core/bus/redrive.h"
#include "core/bus/relay.h"
#include "core/store/repositories/event_repository.h"
#include "tests/bus/recording_bus.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace argus;
using argus::test::RecordingBus;
using argus::test::TestStore;
using base::Result;
using bus::Message;
using domain::Event;
using domain::EventType;
using store::dead_letters::DeadLetter;
using store::dead_letters::Filter;
using store::sql::Connection;

namespace {

Event eventOf(const domain::Batch& batch)
{
    return domain::makeEvent(EventType::BatchCreated, batch, base::fromMicros(1'800'000'000'000'000), "trace");
}

Message messageOf(const Event& event)
{
    return {"batch-events", event.batchId.toString(), event.id.toString(), domain::toJson(event)};
}

std::vector<DeadLetter> letters(TestStore& store, const Filter& filter = {})
{
    auto found = store::sql::readValue<std::vector<DeadLetter>>(
        store.database(), store.context,
        [&filter](Connection& connection) { return store::dead_letters::list(connection, filter, 100); });
    REQUIRE(found);
    return *found;
}

std::string headerOf(const Message& message, std::string_view name)
{
    const auto found = std::find_if(message.headers.begin(), message.headers.end(),
                                    [name](const auto& entry) { return entry.first == name; });
    return found == message.headers.end() ? "(none)" : found->second;
}

/// A consumer whose effect fails as long as `error` is set, for the keys in `broken` or for all.
struct Fixture
{
    TestStore store;
    std::optional<base::Error> error;
    std::string broken;
    std::map<std::string, int> effects; ///< by event id
    bus::Consumer consumer {"test", store.database(), [](const Event&) { return true; },
                            [this](Connection&, const Event& event, base::UtcTime) -> Result<> {
                                if (error && (broken.empty() || broken == event.batchId.toString())) {
                                    return base::fail(*error);
                                }
                                ++effects[event.id.toString()];
                                return {};
                            }};

    bus::Outcome take(std::vector<Message> messages) { return consumer.take(store.context, messages); }
    std::vector<Message> publishAll(std::string_view topic)
    {
        RecordingBus bus;
        bus::OutboxRelay relay(store.database(), bus);
        REQUIRE(relay.publishOnce(store.context));
        std::erase_if(bus.published, [topic](const Message& message) { return message.topic != topic; });
        return bus.published;
    }
};

const base::Error kPermanent {base::ErrorCode::Internal, "the effect is broken", {}, false};
const base::Error kTransient {base::ErrorCode::Conflict, "somebody was faster", {}, true};
const base::Error kAway {base::ErrorCode::Unavailable, "the other server is away", {}, true};

} // namespace

TEST_CASE("an effect that fails for good makes its message a dead letter and stops nobody else")
{
    Fixture fixture;
    const Event bad = eventOf(fixture.store.addBatch());
    const Event good = eventOf(fixture.store.addBatch());
    fixture.error = kPermanent;
    fixture.broken = bad.batchId.toString();
    CHECK(fixture.take({messageOf(bad), messageOf(good)}));
    CHECK(fixture.effects[good.id.toString()] == 1);
    const auto dead = letters(fixture.store);
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].eventId == bad.id.toString());
    CHECK(dead[0].reason == "the effect is broken");
    CHECK(dead[0].errorClass == "internal");
    CHECK(dead[0].consumer == "test");
    CHECK(dead[0].attempts == 1);
    CHECK(dead[0].eventType == "BatchCreated");
    CHECK(dead[0].payload == domain::toJson(bad));

    const auto told = fixture.publishAll("batch-events.dlq");
    REQUIRE(told.size() == 1);
    CHECK(told[0].eventId == bad.id.toString());
    CHECK(told[0].key == bad.batchId.toString());
    CHECK(told[0].payload == domain::toJson(bad));
    CHECK(headerOf(told[0], "original-topic") == "batch-events");
    CHECK(headerOf(told[0], "error-class") == "internal");
    CHECK(headerOf(told[0], "error-message") == "the effect is broken");
    CHECK(headerOf(told[0], "attempts") == "1");
    CHECK(headerOf(told[0], "consumer") == "test");
    CHECK(headerOf(told[0], "batch-id") == bad.batchId.toString());
    CHECK(headerOf(told[0], "run-epoch") == "1");
}

TEST_CASE("a transient fault is tried eight times, and holds back only what has the same key")
{
    Fixture fixture;
    const auto batch = fixture.store.addBatch();
    const Event first = eventOf(batch);
    const Event second = eventOf(batch);
    const Event other = eventOf(fixture.store.addBatch());
    fixture.error = kTransient;
    fixture.broken = batch.id.toString();
    const std::vector<Message> messages {messageOf(first), messageOf(second), messageOf(other)};
    for (int attempt = 1; attempt < 8; ++attempt) {
        const bus::Outcome outcome = fixture.take(messages);
        CHECK_FALSE(outcome.isSafe(0));
        CHECK_FALSE(outcome.isSafe(1));
        CHECK(outcome.isSafe(2));
        CHECK(letters(fixture.store).empty());
    }
    fixture.take(messages); // the eighth: the first event is given up, the second has its first attempt
    CHECK(fixture.effects[other.id.toString()] == 1);
    REQUIRE(letters(fixture.store).size() == 1);
    CHECK(letters(fixture.store)[0].eventId == first.id.toString());
    CHECK(letters(fixture.store)[0].attempts == 8);
    fixture.error.reset();
    CHECK(fixture.take(messages));
    CHECK(fixture.effects[second.id.toString()] == 1);
}

TEST_CASE("waiting for a server that is away costs no attempt")
{
    Fixture fixture;
    const Event event = eventOf(fixture.store.addBatch());
    fixture.error = kAway;
    for (int i = 0; i < 20; ++i) {
        CHECK_FALSE(fixture.take({messageOf(event)}));
    }
    CHECK(letters(fixture.store).empty());
    fixture.error.reset();
    CHECK(fixture.take({messageOf(event)}));
    CHECK(fixture.effects[event.id.toString()] == 1);
}

TEST_CASE("messages of other programs are dead letters with a reason, whatever they hold, and once")
{
    Fixture fixture;
    const bus::Position position {3, 17, base::fromMicros(1'800'000'000'000'000)};
    std::string bytes("\xFF\x00 not JSON", 11);
    Message tombstone {"batch-events", std::string("k\x80", 2), "", "", {}, position, /*tombstone=*/true};
    Message binary {"batch-events", "k", "", bytes, {{"who", "some\x01one"}}, bus::Position {3, 18, {}}};
    Message huge {"batch-events", "k", "", std::string(3'000'000, '{'), {}, bus::Position {3, 19, {}}};
    Message escaped {"batch-events", "k", "1", "{\"event_type\":\"\\u0000\"}", {}, bus::Position {3, 20, {}}};
    for (int delivery = 0; delivery < 2; ++delivery) {
        CHECK(fixture.take({tombstone, binary, huge, escaped}));
    }
    const auto dead = letters(fixture.store);
    REQUIRE(dead.size() == 4);
    CHECK(dead[3].key == tombstone.key);
    CHECK(dead[3].reason.find("tombstone") != std::string::npos);
    REQUIRE(dead[3].position);
    CHECK(dead[3].position->offset == 17);
    CHECK(dead[3].position->timestamp == position.timestamp);
    CHECK(dead[2].payload == bytes);
    CHECK(dead[1].isCut());
    CHECK(dead[1].size == 3'000'000);
    const auto told = fixture.publishAll("batch-events.dlq");
    REQUIRE(told.size() == 4);
    CHECK(told[0].key == tombstone.key);
    CHECK(headerOf(told[0], "original-partition") == "3");
    CHECK(headerOf(told[0], "original-offset") == "17");
    CHECK(told[1].payload == bytes);
    CHECK(told[2].payload.size() == store::dead_letters::kLongestPayload);
    CHECK(headerOf(told[2], "original-size") == "3000000");
}

TEST_CASE("a valid event without an id in its headers counts by the id within it")
{
    Fixture fixture;
    const Event event = eventOf(fixture.store.addBatch());
    Message bare = messageOf(event);
    bare.eventId.clear();
    CHECK(fixture.take({bare, messageOf(event), bare}));
    CHECK(fixture.effects[event.id.toString()] == 1);
}

TEST_CASE("what is sent again and the note of who sent it are one transaction")
{
    Fixture fixture;
    const Event event = eventOf(fixture.store.addBatch());
    fixture.error = kPermanent;
    REQUIRE(fixture.take({messageOf(event)}));
    fixture.publishAll("");
    bool noted = false;
    bus::RedriveOptions options;
    options.transact = [&](const base::ExecutionContext& context, const bus::RedriveOptions::Work& work) {
        return fixture.store.database().write(context, [&](Connection& connection) -> Result<> {
            const auto sent = work(connection);
            return !sent ? Result<>(base::fail(sent)) : noted ? Result<>() : Result<>(base::fail(kPermanent));
        });
    };
    CHECK_FALSE(bus::redrive(fixture.store.context, fixture.store.database(), Filter(), options));
    CHECK(letters(fixture.store).front().redrives == 0);
    CHECK(fixture.publishAll("batch-events").empty());
    noted = true;
    const auto sent = bus::redrive(fixture.store.context, fixture.store.database(), Filter(), options);
    REQUIRE(sent);
    CHECK(sent->sent == 1);
    CHECK(fixture.publishAll("batch-events").size() == 1);
}

TEST_CASE("a redriven message has its effect, once, under the id it had")
{
    Fixture fixture;
    const Event event = eventOf(fixture.store.addBatch());
    fixture.error = kPermanent;
    REQUIRE(fixture.take({messageOf(event)}));
    fixture.publishAll("");
    fixture.error.reset();

    const Filter all;
    auto counted = bus::redrive(fixture.store.context, fixture.store.database(), all, {.dryRun = true});
    REQUIRE(counted);
    CHECK(counted->sent == 1);
    CHECK(fixture.publishAll("batch-events").empty());
    CHECK(letters(fixture.store)[0].redrives == 0);

    const auto sent = bus::redrive(fixture.store.context, fixture.store.database(), all);
    REQUIRE(sent);
    CHECK(sent->sent == 1);
    const auto again = fixture.publishAll("batch-events");
    REQUIRE(again.size() == 1);
    CHECK(again[0].eventId == event.id.toString());
    CHECK(headerOf(again[0], "redrive-count") == "1");
    CHECK(again[0].payload == domain::toJson(event));
    CHECK(fixture.take(again));
    CHECK(fixture.take(again));
    CHECK(fixture.effects[event.id.toString()] == 1);
    const auto row = letters(fixture.store)[0];
    CHECK(row.redrives == 1);
    CHECK(row.redrivenAt);
    // Neither the dead letter nor its redrive is an event of the batch.
    const auto history = store::sql::readValue<std::vector<Event>>(
        fixture.store.database(), fixture.store.context,
        [&](Connection& connection) { return store::events::ofBatch(connection, event.batchId); });
    REQUIRE(history);
    CHECK(history->empty());
    const auto tail = store::sql::readValue<store::events::Tail>(
        fixture.store.database(), fixture.store.context,
        [](Connection& connection) { return store::events::tail(connection, 0); });
    REQUIRE(tail);
    CHECK(tail->batches.empty());
    CHECK(tail->seq > 0);
}

TEST_CASE("a message that fails again after a redrive is a new dead letter that knows how often it came")
{
    Fixture fixture;
    fixture.error = kPermanent;
    const Event event = eventOf(fixture.store.addBatch());
    REQUIRE(fixture.take({messageOf(event)}));
    REQUIRE(bus::redrive(fixture.store.context, fixture.store.database(), Filter {}));
    REQUIRE(fixture.take(fixture.publishAll("batch-events")));
    const auto dead = letters(fixture.store);
    REQUIRE(dead.size() == 2);
    CHECK(dead[0].redrives == 1);
    CHECK(dead[0].eventId == event.id.toString());
}

TEST_CASE("dead letters are found by each part of a filter, and redriven by number")
{
    Fixture fixture;
    fixture.error = kPermanent;
    const Event event = eventOf(fixture.store.addBatch());
    REQUIRE(fixture.take({messageOf(event), {"fleet-events", "host 1", "9", "{broken"}}));
    CHECK(letters(fixture.store, {.topic = "fleet-events"}).size() == 1);
    CHECK(letters(fixture.store, {.consumer = "test"}).size() == 2);
    CHECK(letters(fixture.store, {.consumer = "nobody"}).empty());
    CHECK(letters(fixture.store, {.reason = "EFFECT IS"}).size() == 1);
    CHECK(letters(fixture.store, {.reason = "eff_ct"}).empty());
    CHECK(letters(fixture.store, {.reason = "%"}).empty());
    CHECK(letters(fixture.store, {.eventType = "BatchCreated"}).size() == 1);
    CHECK(letters(fixture.store, {.batch = event.batchId.toString()}).size() == 1);
    const auto at = letters(fixture.store)[0].at;
    CHECK(letters(fixture.store, {.since = at}).size() >= 1);
    CHECK(letters(fixture.store, {.since = at + std::chrono::seconds(1)}).empty());

    const auto fleet = letters(fixture.store, {.topic = "fleet-events"})[0];
    const std::vector<std::int64_t> numbers {fleet.seq, 4711};
    const auto sent = bus::redrive(fixture.store.context, fixture.store.database(), numbers);
    REQUIRE(sent);
    CHECK(sent->sent == 1);
    CHECK(sent->refused == 1);
    REQUIRE(sent->reasons.size() == 1);
    CHECK(sent->reasons[0].find("4711") != std::string::npos);
    CHECK(letters(fixture.store, {.redriven = true}).size() == 1);
    CHECK(letters(fixture.store, {.redriven = false}).size() == 1);
    const auto again = fixture.publishAll("fleet-events");
    REQUIRE(again.size() == 1);
    CHECK(again[0].payload == "{broken");
}

TEST_CASE("what was cut is not sent again, and says why")
{
    Fixture fixture;
    REQUIRE(fixture.take({{"batch-events", "k", "", std::string(2'000'000, 'x'), {}, bus::Position {0, 1, {}}}}));
    const auto sent = bus::redrive(fixture.store.context, fixture.store.database(), Filter {});
    REQUIRE(sent);
    CHECK(sent->sent == 0);
    CHECK(sent->refused == 1);
    CHECK(fixture.publishAll("batch-events").empty());
}
