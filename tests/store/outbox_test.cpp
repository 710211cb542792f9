// SPDX-License-Identifier: Apache-2.0
// Events and documents in the store.
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/result_repository.h"
#include "tests/support/test_store.h"

#include <vector>

using namespace argus;
using argus::test::TestStore;
using base::Result;
using domain::Event;
using domain::EventType;
using store::events::OutboxRow;
using store::events::Tail;
using store::sql::Connection;

namespace {

Event addEvent(TestStore& store, EventType type, const domain::Batch& batch)
{
    const Event event = domain::makeEvent(type, batch, base::fromMicros(1'800'000'000'000'000), "trace");
    store.write([&](Connection& connection) { return store::events::append(connection, event); });
    return event;
}

std::vector<OutboxRow> unpublished(TestStore& store)
{
    auto rows
        = store::sql::readValue<std::vector<OutboxRow>>(store.database(), store.context, [](Connection& connection) {
              return store::events::unpublished(connection, 100);
          });
    REQUIRE(rows);
    return *rows;
}

Tail tail(TestStore& store, std::int64_t after)
{
    const auto tail = store::sql::readValue<Tail>(store.database(), store.context, [after](Connection& connection) {
        return store::events::tail(connection, after);
    });
    REQUIRE_MESSAGE(tail, (tail ? std::string() : tail.error().describe()));
    return *tail;
}

std::int64_t position(TestStore& store)
{
    return *store::sql::readValue<std::int64_t>(store.database(), store.context, store::events::lastSeq);
}

} // namespace

TEST_CASE("events come back whole and in order")
{
    TestStore store;
    const auto batch = store.addBatch();
    const Event first = addEvent(store, EventType::BatchCreated, batch);
    const Event second = addEvent(store, EventType::UploadCompleted, batch);
    const auto waiting = unpublished(store);
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].eventId == first.id.toString());
    CHECK(waiting[1].eventId == second.id.toString());
    CHECK(waiting[0].key == batch.id.toString());
    const auto read = domain::eventFromJson(waiting[0].payload);
    REQUIRE(read);
    CHECK(std::get<Event>(*read).id == first.id);
    CHECK(std::get<Event>(*read).traceId == "trace");
    const auto all
        = store::sql::readValue<std::vector<Event>>(store.database(), store.context, [&](Connection& connection) {
              return store::events::ofBatch(connection, batch.id);
          });
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    CHECK((all->back().type == EventType::UploadCompleted));
}

TEST_CASE("who follows the events meets each batch once, and nothing where nothing came")
{
    TestStore store;
    const auto before = store.addBatch();
    addEvent(store, EventType::BatchCreated, before);
    std::int64_t at = position(store);
    CHECK(tail(store, at).batches.empty());
    const auto one = store.addBatch();
    const auto other = store.addBatch();
    addEvent(store, EventType::BatchCreated, one);
    addEvent(store, EventType::UploadCompleted, one);
    addEvent(store, EventType::BatchDeleted, other);
    const Tail news = tail(store, at);
    CHECK(news.seq > at);
    REQUIRE(news.batches.size() == 2);
    CHECK(news.batches[0] == std::pair(one.id, false));
    CHECK(news.batches[1] == std::pair(other.id, true));
    CHECK(tail(store, news.seq).batches.empty());
}

TEST_CASE("a NUL in the text of a recording shows as such in the documents, and costs none of them")
{
    TestStore store;
    const auto batch = store.addBatch();
    // Escaped backslashes before a 'u0000' that is none, and a real one.
    const std::string document = R"({"path": "C:\\u0000", "text": "a\u0000b\\\u0000"})";
    store.write([&](Connection& connection) {
        return store::results::saveTriage(connection, batch.id, 1, document, base::fromMicros(1));
    });
    const auto read = store::sql::readValue<std::optional<std::string>>(
        store.database(), store.context,
        [&](Connection& connection) { return store::results::triageOf(connection, batch.id, 1); });
    REQUIRE(read);
    REQUIRE(read->has_value());
    CHECK((**read).find(R"("C:\\u0000")") != std::string::npos);
    // One database keeps the escape, the other the character itself: the same JSON.
    const bool escaped = (**read).find(R"("a\u2400b\\\u2400")") != std::string::npos;
    CHECK((escaped
           || (**read).find("\"a\xE2\x90\x80"
                            "b\\\\\xE2\x90\x80\"")
               != std::string::npos));
}

TEST_CASE("a NUL anywhere in a message costs no dead letter, nor what is told of it or sent again")
{
    TestStore store;
    const std::string text("a\0b", 3);
    store::dead_letters::DeadLetter letter;
    letter.topic = "batch-events";
    letter.key = text;
    letter.eventId = text;
    letter.consumer = "argus-worker";
    letter.payload = R"({"event_type": "a\u0000b"})";
    letter.size = letter.payload.size();
    letter.reason = text;
    letter.errorClass = text;
    letter.eventType = text;
    letter.headers = {{text, text}};
    letter.at = letter.firstFailedAt = base::fromMicros(1'800'000'000'000'000);
    std::int64_t seq = 0;
    store.write([&](Connection& connection) -> Result<> {
        const auto added = store::dead_letters::add(connection, letter);
        seq = added ? *added : 0;
        return added ? Result<>() : Result<>(base::fail(added));
    });
    store.write([&](Connection& connection) -> Result<> {
        const auto found = store::dead_letters::find(connection, seq);
        if (!found || !*found) {
            return base::fail(base::ErrorCode::Internal, "the dead letter is not there");
        }
        CHECK((*found)->key == text);
        CHECK((*found)->payload == letter.payload);
        return store::dead_letters::redrive(connection, **found, letter.at);
    });
    const auto waiting = unpublished(store);
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].topic == "batch-events.dlq");
    CHECK(waiting[1].topic == "batch-events");
    for (const OutboxRow& row : waiting) {
        CHECK(row.key == text);
        CHECK(row.payload == letter.payload);
        CHECK(row.createdAt == letter.at);
    }
}
