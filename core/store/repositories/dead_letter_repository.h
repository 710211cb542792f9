// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Messages that had no effect for good: malformed ones, and those whose effect failed permanently or too often.
namespace argus::store::dead_letters {

/// Payloads above this are kept cut; the whole message is then still where `position` says.
inline constexpr std::size_t kLongestPayload = 900'000;

/// Where a broker held the message; `at` is the broker's time of it.
struct Position
{
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    base::UtcTime timestamp {};
};

struct DeadLetter
{
    std::int64_t seq = 0; ///< given by the store
    std::string topic; ///< the one it came from
    std::string key; ///< any bytes
    std::string eventId; ///< as the message carried it; empty when it carried none
    std::string consumer; ///< whose effect failed
    std::string payload; ///< any bytes
    std::uint64_t size = 0; ///< of the whole payload
    std::string reason; ///< one sentence
    std::string errorClass; ///< "invalid", "internal", ...
    std::string eventType; ///< where the payload tells it
    std::int64_t runEpoch = 0; ///< where the payload tells it
    std::int64_t attempts = 1;
    base::UtcTime firstFailedAt {};
    base::UtcTime at {}; ///< of the last failure
    std::vector<std::pair<std::string, std::string>> headers; ///< other headers of the message
    std::optional<Position> position; ///< empty for the local bus
    std::int64_t redrives = 0; ///< how often it was sent again
    std::optional<base::UtcTime> redrivenAt;

    bool isCut() const { return size > payload.size(); }
};

/// Every part that is set must fit.
struct Filter
{
    std::string topic {};
    std::string consumer {};
    std::string reason {}; ///< text within the reason, ASCII letters of either case
    std::string eventType {};
    std::string batch {}; ///< the message's key
    std::optional<base::UtcTime> since {}; ///< of the last failure
    std::optional<bool> redriven {}; ///< true: those sent again at least once; false: the others
};

/// Adds the row and, for the topic's dead letters ("TOPIC.dlq"), an event in the outbox; within the caller's
/// transaction. Answers the row's number.
base::Result<std::int64_t> add(sql::Connection& connection, const DeadLetter& letter);
/// The same without the event: for a message that the broker itself does not take.
base::Result<std::int64_t> addWithoutEvent(sql::Connection& connection, const DeadLetter& letter);

/// Newest first, from before `beforeSeq` (0: from the newest).
base::Result<std::vector<DeadLetter>> list(sql::Connection& connection, const Filter& filter, std::int64_t limit,
                                           std::int64_t beforeSeq = 0);
base::Result<std::optional<DeadLetter>> find(sql::Connection& connection, std::int64_t seq);
base::Result<std::uint64_t> count(sql::Connection& connection, const Filter& filter = {});
/// The numbers of those that fit, oldest first, from after `afterSeq`.
base::Result<std::vector<std::int64_t>> numbers(sql::Connection& connection, const Filter& filter, std::int64_t limit,
                                                std::int64_t afterSeq);

/// Conflict for one whose payload was cut: it cannot be sent again from here.
base::Result<> canRedrive(const DeadLetter& letter);
/// Writes the message into the outbox again, for the topic it came from, under the event id it had and with the count
/// of its redrives, and notes that in the row. Errors: canRedrive's;
/// NotFound when the row is gone.
base::Result<> redrive(sql::Connection& connection, const DeadLetter& letter, base::UtcTime now);

} // namespace argus::store::dead_letters
