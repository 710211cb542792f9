// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/bus/event_bus.h"
#include "core/domain/event.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <functional>
#include <map>
#include <span>
#include <string>

namespace argus::bus {

/// Turns at-least-once delivery into exactly-once effect. One transaction takes the messages: what was seen before is
/// passed over (inbox), unknown types and newer schema versions are counted. When that transaction fails, each message
/// has one of its own, so that one that cannot be handled stops only its key. Malformed messages, and those whose
/// effect fails for good (a permanent fault, or kMostAttempts transient ones), go to the dead letters; a store or
/// server that is away (Unavailable) costs no attempt.
class Consumer
{
public:
    static constexpr std::int64_t kMostAttempts = 8;

    /// The effect of one event, within the transaction that notes it in the inbox.
    using Effect = std::function<base::Result<>(store::sql::Connection&, const domain::Event&, base::UtcTime now)>;
    /// Events that need no effect are not noted in the inbox either.
    using Wants = std::function<bool(const domain::Event&)>;

    /// `name` is the consumer group; `database` must outlive the consumer.
    Consumer(std::string name, store::sql::Database& database, Wants wants, Effect effect);

    /// A Handler for EventBus::subscribe.
    Outcome take(const base::ExecutionContext& context, std::span<const Message> messages);

private:
    /// What is known of a message that failed and comes again.
    struct Failures
    {
        std::int64_t attempts = 0;
        /// By a clock that only counts: this machine's time of day may differ from the database's.
        std::chrono::steady_clock::time_point first {};
    };

    base::Result<> takeOne(store::sql::Connection& connection, const Message& message, base::UtcTime now);
    base::Result<> takeAlone(const base::ExecutionContext& context, const Message& message);
    base::Result<> giveUpOrWait(const base::ExecutionContext& context, const Message& message, base::Error error);
    base::Result<> addDeadLetter(store::sql::Connection& connection, const Message& message, const base::Error& error,
                                 const Failures& failures, base::UtcTime now);
    bool isStoreAway(const base::ExecutionContext& context, const base::Error& error);
    void forgetFailures(std::span<const Message> messages);

    const std::string m_name;
    store::sql::Database& m_database;
    const Wants m_wants;
    const Effect m_effect;
    base::Mutex m_mutex;
    std::map<std::string, Failures> m_failures ARGUS_GUARDED_BY(m_mutex); ///< by identityOf the message
};

} // namespace argus::bus
