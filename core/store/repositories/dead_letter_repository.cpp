// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/dead_letter_repository.h"

#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/store/repositories/outbox_headers.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace argus::store::dead_letters {

using base::fail;
using base::Result;
using nlohmann::ordered_json;

namespace {

constexpr const char* kColumns = "seq, topic, payload, reason, at, key, event_id, consumer, source, attempts, "
                                 "first_failed_at, redrives, redriven_at";
constexpr std::size_t kLongestText = 4000;

std::string plain(const std::string& text)
{
    return outbox::isPlainText(text) ? text : base::printable(text, kLongestText);
}

/// What has no column of its own.
std::string sourceOf(const DeadLetter& letter)
{
    ordered_json source {{"error", plain(letter.errorClass)}, {"size", letter.size}};
    if (letter.position) {
        source["partition"] = letter.position->partition;
        source["offset"] = letter.position->offset;
        source["timestamp"] = base::toMicros(letter.position->timestamp);
    }
    if (!letter.eventType.empty()) {
        source["event_type"] = plain(letter.eventType);
        source["run_epoch"] = letter.runEpoch;
    }
    if (!outbox::isPlainText(letter.payload)) {
        source["payload_encoding"] = "hex";
    }
    if (!outbox::isPlainText(letter.key)) {
        source["key_encoding"] = "hex";
    }
    for (const auto& [name, value] : letter.headers) {
        source["headers"][plain(name)] = plain(value);
    }
    return source.dump();
}

std::string textAt(const ordered_json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberAt(const ordered_json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

void readSource(const std::string& text, DeadLetter& letter)
{
    const ordered_json source = ordered_json::parse(text, nullptr, /*allow_exceptions=*/false);
    letter.size = letter.payload.size();
    if (!source.is_object()) {
        return; // written before sources were kept
    }
    if (textAt(source, "payload_encoding") == "hex") {
        letter.payload = outbox::fromHex(letter.payload).value_or(letter.payload);
    }
    if (textAt(source, "key_encoding") == "hex") {
        letter.key = outbox::fromHex(letter.key).value_or(letter.key);
    }
    letter.size = static_cast<std::uint64_t>(numberAt(source, "size"));
    letter.errorClass = textAt(source, "error");
    letter.eventType = textAt(source, "event_type");
    letter.runEpoch = numberAt(source, "run_epoch");
    if (source.contains("offset")) {
        letter.position = Position {static_cast<std::int32_t>(numberAt(source, "partition")),
                                    numberAt(source, "offset"), base::fromMicros(numberAt(source, "timestamp"))};
    }
    if (const auto headers = source.find("headers"); headers != source.end() && headers->is_object()) {
        for (const auto& [name, value] : headers->items()) {
            letter.headers.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
        }
    }
}

DeadLetter readRow(const sql::Row& row)
{
    DeadLetter letter;
    letter.seq = row.integer(0);
    letter.topic = row.text(1);
    letter.payload = row.text(2);
    letter.reason = row.text(3);
    letter.at = row.time(4);
    letter.key = row.text(5);
    letter.eventId = row.text(6);
    letter.consumer = row.text(7);
    letter.attempts = row.integer(9);
    letter.firstFailedAt = row.isNull(10) ? letter.at : row.time(10);
    letter.redrives = row.integer(11);
    letter.redrivenAt = row.optionalTime(12);
    readSource(row.text(8), letter);
    return letter;
}

/// The filter as conditions, whose parameters are appended to `values`.
std::string whereFor(const Filter& filter, sql::Values& values)
{
    std::string conditions = "1 = 1";
    const auto add = [&](std::string_view condition, sql::Value value) {
        values.push_back(std::move(value));
        conditions += " AND " + std::string(condition) + std::to_string(values.size());
    };
    if (!filter.topic.empty()) {
        add("topic = $", filter.topic);
    }
    if (!filter.consumer.empty()) {
        add("consumer = $", filter.consumer);
    }
    if (!filter.batch.empty()) {
        add("key = $", filter.batch);
    }
    if (!filter.eventType.empty()) {
        add("source ->> 'event_type' = $", filter.eventType);
    }
    if (!filter.reason.empty()) {
        std::string pattern = "%";
        for (const char c : base::toLower(filter.reason)) {
            pattern += c == '%' || c == '_' || c == '\\' ? std::string {'\\', c} : std::string(1, c);
        }
        add("LOWER(reason) LIKE $", pattern + "%");
        conditions += " ESCAPE '\\'";
    }
    if (filter.since) {
        add("at >= $", base::toMicros(*filter.since));
    }
    if (filter.redriven) {
        conditions += *filter.redriven ? " AND redriven_at IS NOT NULL" : " AND redriven_at IS NULL";
    }
    return conditions;
}

Result<std::vector<DeadLetter>> select(sql::Connection& connection, const std::string& rest, const sql::Values& values)
{
    const auto rows = connection.query("SELECT " + std::string(kColumns) + " FROM dead_letters WHERE " + rest,
                                       std::span<const sql::Value>(values));
    if (!rows) {
        return fail(rows);
    }
    std::vector<DeadLetter> letters;
    letters.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        letters.push_back(readRow(row));
    }
    return letters;
}

Result<> addToOutbox(sql::Connection& connection, const std::string& topic, const DeadLetter& letter,
                     const std::string& eventType, outbox::Headers headers, base::UtcTime now)
{
    const outbox::Columns columns = outbox::toColumns({letter.key, letter.payload, std::move(headers)});
    ARGUS_TRY(
        connection.execute("INSERT INTO outbox (event_id, topic, batch_id, run_epoch, event_type, payload, "
                           "created_at, headers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                           {base::Uuid::makeV7().toString(), topic, columns.key, letter.runEpoch, eventType,
                            sql::document(columns.payload), base::toMicros(now), sql::document(columns.headers)}));
    return {};
}

/// What tells of a dead letter beside its payload, as the topic's readers see it.
outbox::Headers describeTo(const DeadLetter& letter)
{
    outbox::Headers headers {{"event-id", letter.eventId}, {"original-topic", letter.topic}};
    if (letter.position) {
        headers.emplace_back("original-partition", std::to_string(letter.position->partition));
        headers.emplace_back("original-offset", std::to_string(letter.position->offset));
        headers.emplace_back("original-timestamp", base::formatIso(letter.position->timestamp));
    }
    headers.emplace_back("original-key", letter.key);
    headers.emplace_back("error-class", letter.errorClass);
    headers.emplace_back("error-message", letter.reason);
    headers.emplace_back("attempts", std::to_string(letter.attempts));
    headers.emplace_back("first-failed-at", base::formatIso(letter.firstFailedAt));
    headers.emplace_back("last-failed-at", base::formatIso(letter.at));
    headers.emplace_back("consumer", letter.consumer);
    headers.emplace_back("batch-id", letter.key);
    if (!letter.eventType.empty()) {
        headers.emplace_back("event-type", letter.eventType);
        headers.emplace_back("run-epoch", std::to_string(letter.runEpoch));
    }
    headers.emplace_back("redrive-count", std::to_string(letter.redrives));
    if (letter.isCut()) {
        headers.emplace_back("original-size", std::to_string(letter.size));
    }
    return headers;
}

} // namespace

Result<std::int64_t> addWithoutEvent(sql::Connection& connection, const DeadLetter& letter)
{
    const auto added = connection.query(
        "INSERT INTO dead_letters (topic, payload, reason, at, key, event_id, consumer, source, attempts, "
        "first_failed_at, redrives) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING seq",
        {letter.topic, outbox::isPlainText(letter.payload) ? letter.payload : outbox::toHex(letter.payload),
         plain(letter.reason), base::toMicros(letter.at),
         outbox::isPlainText(letter.key) ? letter.key : outbox::toHex(letter.key), plain(letter.eventId),
         letter.consumer, sql::document(sourceOf(letter)), letter.attempts, base::toMicros(letter.firstFailedAt),
         letter.redrives});
    if (!added) {
        return fail(added);
    }
    return added->empty() ? 0 : added->front().integer(0);
}

Result<std::int64_t> add(sql::Connection& connection, const DeadLetter& letter)
{
    const auto seq = addWithoutEvent(connection, letter);
    if (!seq) {
        return fail(seq);
    }
    ARGUS_TRY(addToOutbox(connection, letter.topic + ".dlq", letter, "DeadLetter", describeTo(letter), letter.at));
    return *seq;
}

Result<std::vector<DeadLetter>> list(sql::Connection& connection, const Filter& filter, std::int64_t limit,
                                     std::int64_t beforeSeq)
{
    sql::Values values;
    std::string rest = whereFor(filter, values);
    if (beforeSeq > 0) {
        values.emplace_back(beforeSeq);
        rest += " AND seq < $" + std::to_string(values.size());
    }
    values.emplace_back(limit);
    return select(connection, rest + " ORDER BY seq DESC LIMIT $" + std::to_string(values.size()), values);
}

Result<std::vector<std::int64_t>> numbers(sql::Connection& connection, const Filter& filter, std::int64_t limit,
                                          std::int64_t afterSeq)
{
    sql::Values values;
    std::string statement = "SELECT seq FROM dead_letters WHERE " + whereFor(filter, values);
    values.emplace_back(afterSeq);
    statement += " AND seq > $" + std::to_string(values.size());
    values.emplace_back(limit);
    statement += " ORDER BY seq LIMIT $" + std::to_string(values.size());
    const auto rows = connection.query(statement, std::span<const sql::Value>(values));
    if (!rows) {
        return fail(rows);
    }
    std::vector<std::int64_t> found;
    for (const sql::Row& row : *rows) {
        found.push_back(row.integer(0));
    }
    return found;
}

Result<std::optional<DeadLetter>> find(sql::Connection& connection, std::int64_t seq)
{
    auto found = select(connection, "seq = $1", {seq});
    if (!found) {
        return fail(found);
    }
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<std::uint64_t> count(sql::Connection& connection, const Filter& filter)
{
    sql::Values values;
    const std::string conditions = whereFor(filter, values);
    const auto rows = connection.query("SELECT COUNT(*) FROM dead_letters WHERE " + conditions,
                                       std::span<const sql::Value>(values));
    if (!rows) {
        return fail(rows);
    }
    return static_cast<std::uint64_t>(rows->front().integer(0));
}

Result<> canRedrive(const DeadLetter& letter)
{
    if (letter.isCut()) {
        return fail(base::ErrorCode::Conflict,
                    "dead letter " + std::to_string(letter.seq) + " holds " + base::formatBytes(letter.payload.size())
                        + " of a message of " + base::formatBytes(letter.size)
                        + ": it cannot be sent again from here; the whole of it is still in topic " + letter.topic);
    }
    return {};
}

Result<> redrive(sql::Connection& connection, const DeadLetter& letter, base::UtcTime now)
{
    ARGUS_TRY(canRedrive(letter));
    // The row says how often, so that two redrives at once count two.
    const auto noted = connection.query(
        "UPDATE dead_letters SET redrives = redrives + 1, redriven_at = $1 WHERE seq = $2 RETURNING redrives",
        {base::toMicros(now), letter.seq});
    if (!noted) {
        return fail(noted);
    }
    if (noted->empty()) {
        return fail(base::ErrorCode::NotFound, "there is no dead letter " + std::to_string(letter.seq));
    }
    outbox::Headers headers;
    for (const auto& header : letter.headers) {
        if (header.first != "event-id" && header.first != "redrive-count") {
            headers.push_back(header);
        }
    }
    headers.emplace_back("event-id", letter.eventId);
    headers.emplace_back("redrive-count", std::to_string(noted->front().integer(0)));
    return addToOutbox(connection, letter.topic, letter, letter.eventType.empty() ? "Redriven" : letter.eventType,
                       std::move(headers), now);
}

} // namespace argus::store::dead_letters
