// SPDX-License-Identifier: Apache-2.0
#include "core/bus/consumer.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace argus::bus {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace dead_letters = store::dead_letters;

namespace {

constexpr const char* kSkippedCounter = "events_skipped";
constexpr std::size_t kLongestReason = 2000;
/// Of messages that fail at the same time; beyond it the oldest in the map start to count anew.
constexpr std::size_t kMostRemembered = 10'000;

using Parsed = Result<std::variant<domain::Event, domain::EventSkipped>>;

Parsed parse(const Message& message)
{
    if (message.tombstone) {
        return fail(ErrorCode::Invalid, "malformed event: a message without a payload (a tombstone)");
    }
    if (message.payload.size() > dead_letters::kLongestPayload) {
        return fail(ErrorCode::Invalid,
                    "malformed event: " + base::formatBytes(message.payload.size()) + " are more than any event has");
    }
    return domain::eventFromJson(message.payload);
}

/// What the inbox keys on: the id that the message carries, else the one within it (a producer that sets no headers).
std::string inboxId(const Message& message, const domain::Event& event)
{
    return message.eventId.empty() ? event.id.toString() : message.eventId;
}

std::string redriveCount(const Message& message)
{
    const auto found = std::find_if(message.headers.begin(), message.headers.end(),
                                    [](const auto& entry) { return entry.first == header::kRedriveCount; });
    return found == message.headers.end() ? "0" : found->second;
}

/// The same for each delivery of one message, and another one when it is sent again by a redrive.
std::string identityOf(const Message& message)
{
    if (message.position) {
        return message.topic + "/" + std::to_string(message.position->partition) + "/"
            + std::to_string(message.position->offset);
    }
    return message.topic + "/" + base::printable(message.eventId, 200) + "/"
        + base::printable(redriveCount(message), 20);
}

/// True when nothing in these messages needs the database: the common case, and not worth a transaction.
bool isPlain(const Message& message, const Consumer::Wants& wants)
{
    const Parsed event = parse(message);
    const auto* known = event ? std::get_if<domain::Event>(&*event) : nullptr;
    return known && !wants(*known);
}

/// True for faults that are not the message's: something that its effect needs is away or locked.
bool costsNoAttempt(const base::Error& error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Cancelled;
}

bool mayPass(const base::Error& error)
{
    return error.retryable || error.code == ErrorCode::DeadlineExceeded;
}

} // namespace

Consumer::Consumer(std::string name, store::sql::Database& database, Wants wants, Effect effect)
    : m_name(std::move(name))
    , m_database(database)
    , m_wants(std::move(wants))
    , m_effect(std::move(effect))
{ }

Outcome Consumer::take(const ExecutionContext& context, std::span<const Message> messages)
{
    if (std::all_of(messages.begin(), messages.end(),
                    [this](const Message& message) { return isPlain(message, m_wants); })) {
        return {};
    }
    Result<> together = m_database.write(context, [this, messages](store::sql::Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        for (const Message& message : messages) {
            ARGUS_TRY(takeOne(connection, message, *now));
        }
        return {};
    });
    if (together) {
        forgetFailures(messages);
        return together;
    }
    if (!context.check() || isStoreAway(context, together.error())) {
        return together;
    }
    Outcome outcome;
    std::set<std::string> waiting;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (waiting.contains(messages[i].key)) {
            outcome.fail(i, {ErrorCode::Unavailable, "an earlier message of its key waits", {}, true});
            continue;
        }
        if (const Result<> taken = takeAlone(context, messages[i]); !taken) {
            outcome.fail(i, taken.error());
            waiting.insert(messages[i].key);
            if (!context.check() || isStoreAway(context, taken.error())) {
                for (std::size_t rest = i + 1; rest < messages.size(); ++rest) {
                    outcome.fail(rest, taken.error());
                }
                break;
            }
        }
    }
    return outcome;
}

bool Consumer::isStoreAway(const ExecutionContext& context, const base::Error& error)
{
    return error.code == ErrorCode::Unavailable
        && !m_database.read(context, [](store::sql::Connection& connection) -> Result<> {
               const auto now = connection.now();
               return now ? Result<>() : Result<>(fail(now));
           });
}

void Consumer::forgetFailures(std::span<const Message> messages)
{
    const base::LockGuard lock(m_mutex);
    for (const Message& message : messages) {
        if (m_failures.empty()) {
            return;
        }
        m_failures.erase(identityOf(message));
    }
}

Result<> Consumer::takeAlone(const ExecutionContext& context, const Message& message)
{
    Result<> taken = m_database.write(context, [this, &message](store::sql::Connection& connection) -> Result<> {
        const auto now = connection.now();
        return now ? takeOne(connection, message, *now) : Result<>(fail(now));
    });
    if (taken) {
        forgetFailures({&message, 1});
        return taken;
    }
    if (!context.check() || costsNoAttempt(taken.error())) {
        return taken;
    }
    return giveUpOrWait(context, message, std::move(taken).error());
}

Result<> Consumer::giveUpOrWait(const ExecutionContext& context, const Message& message, base::Error error)
{
    Failures failures;
    {
        const base::LockGuard lock(m_mutex);
        if (m_failures.size() >= kMostRemembered) {
            m_failures.erase(m_failures.begin());
        }
        Failures& known = m_failures[identityOf(message)];
        ++known.attempts;
        if (known.attempts == 1) {
            known.first = std::chrono::steady_clock::now();
        }
        failures = known;
    }
    const bool again = mayPass(error) && failures.attempts < kMostAttempts;
    base::log(again ? base::LogLevel::Info : base::LogLevel::Warning, "bus",
              m_name + ": the effect of event " + base::printable(message.eventId, 100)
                  + (again ? " will be tried again: " : " failed for good, a dead letter: ") + error.describe());
    if (again) {
        return fail(std::move(error));
    }
    ARGUS_TRY(m_database.write(context, [&](store::sql::Connection& connection) -> Result<> {
        const auto now = connection.now();
        return now ? addDeadLetter(connection, message, error, failures, *now) : Result<>(fail(now));
    }));
    forgetFailures({&message, 1});
    return {};
}

Result<> Consumer::takeOne(store::sql::Connection& connection, const Message& message, base::UtcTime now)
{
    const Parsed event = parse(message);
    if (!event) {
        return addDeadLetter(connection, message, event.error(), {1, std::chrono::steady_clock::now()}, now);
    }
    const auto* known = std::get_if<domain::Event>(&*event);
    if (!known) {
        return store::events::addToCounter(connection, kSkippedCounter, 1);
    }
    if (!m_wants(*known)) {
        return {};
    }
    const auto first = store::events::takeIn(connection, m_name, inboxId(message, *known), now);
    if (!first) {
        return fail(first);
    }
    return *first ? m_effect(connection, *known, now) : Result<>();
}

Result<> Consumer::addDeadLetter(store::sql::Connection& connection, const Message& message, const base::Error& error,
                                 const Failures& failures, base::UtcTime now)
{
    // A message may come again after it became a dead letter, when its end could not be noted in time.
    const auto first = store::events::takeIn(connection, m_name, "dead letter " + identityOf(message), now);
    if (!first || !*first) {
        return first ? Result<>() : Result<>(fail(first));
    }
    dead_letters::DeadLetter letter;
    letter.topic = message.topic;
    letter.key = message.key;
    letter.eventId = base::printable(message.eventId, 200);
    letter.consumer = m_name;
    letter.payload = message.payload.substr(0, dead_letters::kLongestPayload);
    letter.size = message.payload.size();
    letter.reason = base::printable(error.message, kLongestReason);
    letter.errorClass = base::toString(error.code);
    letter.attempts = failures.attempts;
    letter.firstFailedAt = now
        - std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - failures.first);
    letter.at = now;
    letter.headers = message.headers;
    letter.redrives = base::parseDecimal<std::int64_t>(redriveCount(message)).value_or(0);
    if (message.position) {
        letter.position = {message.position->partition, message.position->offset, message.position->timestamp};
    }
    if (const Parsed event = parse(message)) {
        if (const auto* known = std::get_if<domain::Event>(&*event)) {
            letter.eventType = domain::toString(known->type);
            letter.runEpoch = known->runEpoch;
            letter.eventId = inboxId(message, *known);
        }
    }
    const auto added = dead_letters::add(connection, letter);
    return added ? Result<>() : Result<>(fail(added));
}

} // namespace argus::bus
