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
    std::int64_t transaction = 0; ///< where many write: the number of the transaction; else 0
};

/// A place in the order of commits: what comes after it is later. The default is before everything.
struct OutboxPlace
{
    std::int64_t transaction = 0;
    std::int64_t seq = 0;
};
inline OutboxPlace placeOf(const OutboxRow& row)
{
    return {row.transaction, row.seq};
}

/// The oldest unpublished rows behind a place, in commit order. On SQLite one writer makes sequence order that order.
/// Where many write a sequence alone skips transactions that commit late: rows are ordered by their transactions, and
/// none is shown whose transaction is not older than all that are still open, so that nothing can come before it.
base::Result<std::vector<OutboxRow>> unpublished(sql::Connection& connection, std::int64_t limit,
                                                 const OutboxPlace& after = {});
/// Marks exactly these rows, given in ascending order or not.
base::Result<> markPublished(sql::Connection& connection, std::vector<std::int64_t> seqs, base::UtcTime now);
base::Result<std::uint64_t> unpublishedCount(sql::Connection& connection);

/// Every event of a batch in the order it happened.
base::Result<std::vector<domain::Event>> ofBatch(sql::Connection& connection, domain::BatchId batch);

/// The batches touched by events after `seq`, and the highest sequence seen.
struct Tail
{
    std::int64_t seq = 0;
    std::vector<std::pair<domain::BatchId, bool>> batches; ///< id, and true when it was deleted
};
base::Result<Tail> tail(sql::Connection& connection, std::int64_t afterSeq);
base::Result<std::int64_t> lastSeq(sql::Connection& connection);

/// True the first time a consumer sees an event: only then may it have its effect, in this same transaction.
base::Result<bool> takeIn(sql::Connection& connection, const std::string& consumer, const std::string& eventId,
                          base::UtcTime now);
/// Forgets inbox entries older than `before`.
base::Result<> forgetInbox(sql::Connection& connection, base::UtcTime before);

base::Result<> addToCounter(sql::Connection& connection, const std::string& name, std::int64_t by);
base::Result<std::int64_t> counter(sql::Connection& connection, const std::string& name);

} // namespace argus::store::events
