// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/event_repository.h"

#include <algorithm>

namespace argus::store::events {

using base::fail;
using base::Result;
using domain::Event;

Result<> append(sql::Connection& connection, const Event& event)
{
    ARGUS_TRY(connection.execute("INSERT INTO outbox (event_id, topic, batch_id, run_epoch, event_type, payload, "
                                 "created_at) VALUES ($1, $2, $3, "
                                 "$4, $5, $6, $7)",
                                 {event.id.toString(), std::string(domain::kBatchEventsTopic), event.batchId.toString(),
                                  event.runEpoch, std::string(domain::toString(event.type)),
                                  sql::document(domain::toJson(event)), base::toMicros(event.occurredAt)}));
    return {};
}

Result<std::vector<OutboxRow>> unpublished(sql::Connection& connection, std::int64_t limit, std::int64_t afterSeq)
{
    const auto rows
        = connection.query("SELECT seq, topic, batch_id, event_id, payload, event_type, run_epoch, headers, "
                           "created_at FROM outbox WHERE published_at IS NULL AND seq > $2 ORDER BY seq LIMIT $1",
                           {limit, afterSeq});
    if (!rows) {
        return fail(rows);
    }
    std::vector<OutboxRow> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        outbox::Content content = outbox::fromColumns({row.text(2), row.text(4), row.text(7)});
        found.push_back({row.integer(0), row.text(1), std::move(content.key), row.text(3), std::move(content.payload),
                         row.text(5), row.integer(6), std::move(content.headers), row.time(8)});
    }
    return found;
}

Result<> markPublished(sql::Connection& connection, std::vector<std::int64_t> seqs, base::UtcTime now)
{
    // Ranges without a hole: in a hole there may be a row that is not committed yet, and was not published.
    constexpr std::size_t kRangesAtOnce = 50;
    std::sort(seqs.begin(), seqs.end());
    std::size_t next = 0;
    while (next < seqs.size()) {
        std::string ranges;
        sql::Values values {base::toMicros(now)};
        for (std::size_t count = 0; count < kRangesAtOnce && next < seqs.size(); ++count) {
            const std::int64_t first = seqs[next];
            std::int64_t last = first;
            for (++next; next < seqs.size() && seqs[next] <= last + 1; ++next) {
                last = seqs[next];
            }
            values.emplace_back(first);
            ranges += (ranges.empty() ? "seq BETWEEN $" : " OR seq BETWEEN $") + std::to_string(values.size());
            values.emplace_back(last);
            ranges += " AND $" + std::to_string(values.size());
        }
        ARGUS_TRY(
            connection.execute("UPDATE outbox SET published_at = $1 WHERE published_at IS NULL AND (" + ranges + ")",
                               std::span<const sql::Value>(values)));
    }
    return {};
}

Result<std::uint64_t> unpublishedCount(sql::Connection& connection)
{
    const auto rows = connection.query("SELECT COUNT(*) FROM outbox WHERE published_at IS NULL");
    if (!rows) {
        return fail(rows);
    }
    return static_cast<std::uint64_t>(rows->front().integer(0));
}

Result<std::vector<Event>> ofBatch(sql::Connection& connection, domain::BatchId batch)
{
    const auto rows = connection.query(
        "SELECT payload FROM outbox WHERE batch_id = $1 AND topic = $2 AND headers IS NULL ORDER BY seq",
        {batch.toString(), std::string(domain::kBatchEventsTopic)});
    if (!rows) {
        return fail(rows);
    }
    std::vector<Event> events;
    for (const sql::Row& row : *rows) {
        auto event = domain::eventFromJson(row.text(0));
        if (!event) {
            return fail(event);
        }
        if (auto* known = std::get_if<Event>(&*event)) {
            events.push_back(std::move(*known));
        }
    }
    return events;
}

namespace {

/// One more row of the tail.
void note(Tail& tail, const std::string& batch, const std::string& type)
{
    const auto id = domain::BatchId::parse(batch);
    if (!id) {
        return;
    }
    const bool removed = type == domain::toString(domain::EventType::BatchDeleted);
    const auto known = std::find_if(tail.batches.begin(), tail.batches.end(),
                                    [&id](const auto& entry) { return entry.first == *id; });
    if (known == tail.batches.end()) {
        tail.batches.emplace_back(*id, removed);
    } else {
        known->second = known->second || removed;
    }
}

/// The tail where many write. Sequence numbers are given out before a commit, so that one who follows them skips what
/// commits late. Followed are the numbers of transactions instead: all below the oldest that is still open have ended,
/// and none of them can come later. The position is that number.
Result<Tail> sharedTail(sql::Connection& connection, std::int64_t after)
{
    // One statement sees one snapshot. Two steps, so that a call is bounded, and no transaction is cut in two.
    const auto rows = connection.query(
        "WITH bounds AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS open), "
        "part AS (SELECT txid FROM outbox, bounds WHERE txid >= $1::text::xid8 AND txid < open ORDER BY txid, seq "
        "LIMIT 10000), "
        "upto AS (SELECT CASE WHEN COUNT(*) < 10000 THEN (SELECT open FROM bounds) ELSE "
        "((MAX(txid::text::int8) + 1)::text)::xid8 END AS next FROM part) "
        "SELECT next, batch_id, event_type FROM upto LEFT JOIN outbox ON txid >= $1::text::xid8 AND txid < next AND "
        "topic = $2 AND headers IS NULL ORDER BY seq",
        {after, std::string(domain::kBatchEventsTopic)});
    if (!rows) {
        return fail(rows);
    }
    Tail tail;
    tail.seq = after;
    for (const sql::Row& row : *rows) {
        tail.seq = std::max(after, row.integer(0));
        note(tail, row.text(1), row.text(2));
    }
    return tail;
}

} // namespace

Result<Tail> tail(sql::Connection& connection, std::int64_t afterSeq)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        return sharedTail(connection, afterSeq);
    }
    const auto rows = connection.query(
        "SELECT seq, batch_id, event_type, topic, headers FROM outbox WHERE seq > $1 ORDER BY seq LIMIT "
        "10000",
        {afterSeq});
    if (!rows) {
        return fail(rows);
    }
    Tail tail;
    tail.seq = afterSeq;
    for (const sql::Row& row : *rows) {
        tail.seq = row.integer(0);
        if (row.text(3) == domain::kBatchEventsTopic && row.isNull(4)) {
            note(tail, row.text(1), row.text(2));
        }
    }
    return tail;
}

Result<std::int64_t> lastSeq(sql::Connection& connection)
{
    const auto rows = connection.query(connection.dialect() == sql::Dialect::Postgres
                                           ? "SELECT pg_snapshot_xmin(pg_current_snapshot())"
                                           : "SELECT COALESCE(MAX(seq), 0) FROM outbox");
    if (!rows) {
        return fail(rows);
    }
    return rows->front().integer(0);
}

Result<bool> takeIn(sql::Connection& connection, const std::string& consumer, const std::string& eventId,
                    base::UtcTime now)
{
    const auto added
        = connection.execute("INSERT INTO inbox (consumer, event_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                             {consumer, eventId, base::toMicros(now)});
    if (!added) {
        return fail(added);
    }
    return *added > 0;
}

Result<> forgetInbox(sql::Connection& connection, base::UtcTime before)
{
    ARGUS_TRY(connection.execute("DELETE FROM inbox WHERE at < $1", {base::toMicros(before)}));
    return {};
}

Result<> addToCounter(sql::Connection& connection, const std::string& name, std::int64_t by)
{
    ARGUS_TRY(connection.execute("INSERT INTO counters (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET "
                                 "value = counters.value + excluded.value",
                                 {name, by}));
    return {};
}

Result<std::int64_t> counter(sql::Connection& connection, const std::string& name)
{
    const auto rows = connection.query("SELECT value FROM counters WHERE name = $1", {name});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? 0 : rows->front().integer(0);
}

} // namespace argus::store::events
