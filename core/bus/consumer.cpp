// SPDX-License-Identifier: Apache-2.0
#include "core/bus/consumer.h"

#include "core/base/text.h"
#include "core/store/repositories/event_repository.h"

#include <utility>
#include <variant>

namespace argus::bus {

using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr const char* kSkippedCounter = "events_skipped";

/// True when nothing in these messages needs the database: the common case, and not worth a transaction.
bool isPlain(const Message& message, const Consumer::Wants& wants)
{
    const auto event = domain::eventFromJson(message.payload);
    const auto* known = event ? std::get_if<domain::Event>(&*event) : nullptr;
    return known && !wants(*known);
}

} // namespace

Consumer::Consumer(std::string name, store::sql::Database& database, Wants wants, Effect effect)
    : m_name(std::move(name))
    , m_database(database)
    , m_wants(std::move(wants))
    , m_effect(std::move(effect))
{ }

Result<> Consumer::take(const ExecutionContext& context, std::span<const Message> messages)
{
    bool nothingToDo = true;
    for (const Message& message : messages) {
        nothingToDo = nothingToDo && isPlain(message, m_wants);
    }
    if (nothingToDo) {
        return {};
    }
    return m_database.write(context, [this, messages](store::sql::Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        for (const Message& message : messages) {
            ARGUS_TRY(takeOne(connection, message, *now));
        }
        return {};
    });
}

Result<> Consumer::takeOne(store::sql::Connection& connection, const Message& message, base::UtcTime now)
{
    const auto event = domain::eventFromJson(message.payload);
    if (!event) {
        return store::events::addDeadLetter(connection, message.topic, base::printable(message.payload, 65536),
                                            event.error().message, now);
    }
    const auto* known = std::get_if<domain::Event>(&*event);
    if (!known) {
        return store::events::addToCounter(connection, kSkippedCounter, 1);
    }
    if (!m_wants(*known)) {
        return {};
    }
    const auto first = store::events::takeIn(connection, m_name, known->id.toString(), now);
    if (!first) {
        return fail(first);
    }
    return *first ? m_effect(connection, *known, now) : Result<>();
}

} // namespace argus::bus
