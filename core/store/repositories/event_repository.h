// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/event.h"
#include "core/store/repositories/outbox_headers.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// The outbox (every event, written in the transaction of the change it tells) and the inbox. Other messages that go
/// out through the outbox (dead letters, redriven ones) carry headers; they are no part of a batch's history.
namespace argus::store::events {

base::Result<> append(sql::Connection& connection, const domain::Event& event);

struct OutboxRow
{
    std::int64_t seq = 0;
    std::string topic;
    std::string key;
    std::string eventId; ///< the row's own
    std::string payload;
    std::string eventType;
    std::int64_t runEpoch = 0;
    outbox::Headers headers; ///< of what is no event of its own: dead letters and redriven messages
    base::UtcTime createdAt {}; ///< by the database's clock
};

/// The oldest unpublished events behind `afterSeq`, by sequence, which for each batch is the order in which they
/// happened: a batch's events are written while its row is held, and the number is drawn then. (The number of the
/// transaction would not do: one that began earlier may get the row later.) What commits late, with a low number, is
/// met by the next pass, which begins at 0; therefore only rows that were handed over may be marked, never a range.
base::Result<std::vector<OutboxRow>> unpublished(sql::Connection& connection, std::int64_t limit,
                                                 std::int64_t afterSeq = 0);
/// Marks exactly these rows, given in ascending order or not.
base::Result<> markPublished(sql::Connection& connection, std::vector<std::int64_t> seqs, base::UtcTime now);
base::Result<std::uint64_t> unpublishedCount(sql::Connection& connection);

/// Every event of a batch in the order it happened.
base::Result<std::vector<domain::Event>> ofBatch(sql::Connection& connection, domain::BatchId batch);

/// The batches touched by events after a position, and the next position: where one writes, the highest sequence seen;
/// where many do, the oldest transaction that is still open, because a sequence skips what commits late.
struct Tail
{
    std::int64_t seq = 0;
    std::vector<std::pair<domain::BatchId, bool>> batches; ///< id, and true when it was deleted
};
base::Result<Tail> tail(sql::Connection& connection, std::int64_t afterSeq);
/// The position behind all that is there now.
base::Result<std::int64_t> lastSeq(sql::Connection& connection);

/// True the first time a consumer sees an event: only then may it have its effect, in this same transaction.
base::Result<bool> takeIn(sql::Connection& connection, const std::string& consumer, const std::string& eventId,
                          base::UtcTime now);
/// Forgets inbox entries older than `before`.
base::Result<> forgetInbox(sql::Connection& connection, base::UtcTime before);

base::Result<> addToCounter(sql::Connection& connection, const std::string& name, std::int64_t by);
base::Result<std::int64_t> counter(sql::Connection& connection, const std::string& name);

} // namespace argus::store::events
