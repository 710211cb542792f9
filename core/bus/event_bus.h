// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/context.h"
#include "core/base/result.h"
#include "core/bus/bus_state.h"
#include "core/bus/outcome.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace argus::bus {

/// Names and values that travel beside a payload.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// Headers that this program writes and reads; kEventId is what a consumer's inbox keys on.
namespace header {
inline constexpr std::string_view kEventId = "event-id";
inline constexpr std::string_view kEventType = "event-type";
inline constexpr std::string_view kRunEpoch = "run-epoch";
inline constexpr std::string_view kRedriveCount = "redrive-count";
} // namespace header

/// Where a broker holds a message.
struct Position
{
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    base::UtcTime timestamp {};

    bool operator==(const Position&) const = default;
};

/// A fact on its way: `payload` is the event's JSON, `key` its batch id. From a broker anything can come: keys and
/// payloads that are no text, and ids that are empty.
struct Message
{
    std::string topic;
    std::string key;
    std::string eventId;
    std::string payload;
    Headers headers {}; ///< without the event id
    std::optional<Position> position {}; ///< where it came from; empty before it is with a broker, and on the local bus
    bool tombstone = false; ///< came without a payload at all
    /// What it gets as its time at the broker. Not this machine's clock, which may be wrong: a broker refuses messages
    /// from a future. Unset: that of the sending.
    base::UtcTime happenedAt {};
};

/// Takes messages of one consumer group, in order for each key. A message is safe when its effect is committed; one
/// that failed comes again, and with it those behind it that have the same key. Called on one thread at a time per
/// group.
using Handler = std::function<Outcome(const base::ExecutionContext&, std::span<const Message>)>;

/// Carries facts between the parts of the engine, and between processes where a broker stands behind it. Delivery is at
/// least once; a consumer's inbox makes the effect exactly once. Any thread, except where said.
class EventBus
{
public:
    virtual ~EventBus() = default;
    /// A message is safe once a broker has it, or all local consumers; after a failure it may still have arrived. A
    /// failure that is not retryable is the message's own (too large, say): sending it again cannot help. Waits until
    /// all is decided, at most until the context ends. A message behind a failed one of its key may be safe; send both
    /// again, in their order.
    virtual Outcome publish(const base::ExecutionContext& context, std::span<const Message> messages) = 0;
    /// How many messages at once serve publish() best when many wait.
    virtual std::size_t bestBlock() const { return 500; }
    /// Adds a consumer group on a topic. Only before start().
    virtual base::Result<> subscribe(const std::string& topic, const std::string& group, Handler handler) = 0;
    /// From here on handlers are called: everything they use must stand.
    virtual base::Result<> start() = 0;
    /// The orderly end: takes nothing new, lets handlers finish within `patience`, notes what they did, leaves the
    /// groups. No handler is called afterwards. publish() goes on working, so that the last events can leave.
    virtual void stop(std::chrono::milliseconds patience) = 0;

    /// What is known of brokers, topics and own groups, for people. Returns at once.
    virtual BusState state() const = 0;
    /// Asks the brokers for every group of this program: members, and how far each partition is behind. Takes until the
    /// context ends at worst: never on a thread that serves a window.
    virtual base::Result<std::vector<GroupState>> groups(const base::ExecutionContext& context) = 0;
    /// "local", "Kafka at host:9092": for people.
    virtual std::string describe() const = 0;
};

/// The bus within this process. publish() hands the messages to every group on the caller's thread (the relay's), so
/// that nothing is marked as published before it had its effect: a bus that forgets with the process may not hold
/// anything back.
std::unique_ptr<EventBus> makeLocalBus();

} // namespace argus::bus
