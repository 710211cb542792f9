// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/event_bus.h"
#include "core/domain/event.h"
#include "core/store/sql/database.h"

#include <functional>
#include <span>
#include <string>

namespace argus::bus {

/// Turns at-least-once delivery into exactly-once effect. One transaction takes the messages: what was seen before is
/// passed over (inbox), malformed events go to the dead letters, unknown types and newer schema versions are counted.
class Consumer
{
public:
    /// The effect of one event, within the transaction that notes it in the inbox.
    using Effect = std::function<base::Result<>(store::sql::Connection&, const domain::Event&, base::UtcTime now)>;
    /// Events that need no effect are not noted in the inbox either.
    using Wants = std::function<bool(const domain::Event&)>;

    /// `name` is the consumer group; `database` must outlive the consumer.
    Consumer(std::string name, store::sql::Database& database, Wants wants, Effect effect);

    /// A Handler for EventBus::subscribe.
    base::Result<> take(const base::ExecutionContext& context, std::span<const Message> messages);

private:
    base::Result<> takeOne(store::sql::Connection& connection, const Message& message, base::UtcTime now);

    const std::string m_name;
    store::sql::Database& m_database;
    const Wants m_wants;
    const Effect m_effect;
};

} // namespace argus::bus
