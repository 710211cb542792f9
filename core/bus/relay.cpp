// SPDX-License-Identifier: Apache-2.0
#include "core/bus/relay.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/lease_repository.h"

#include <algorithm>
#include <future>
#include <utility>

namespace argus::bus {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;
using std::chrono::seconds;
using store::sql::Connection;

namespace {

constexpr std::int64_t kSmallBlock = 500;
constexpr std::size_t kMostMarkings = 2;
constexpr seconds kPoll {1};
constexpr seconds kLongestPause {60};
constexpr seconds kLongestOutagePause {10}; ///< the bus itself waits for its brokers as well
constexpr seconds kWaitMemory {300};
constexpr seconds kLeaseLife {15};
constexpr seconds kMarkPatience {20};
constexpr seconds kLeaseStep {5}; ///< prolonged, or asked for, this often

/// Leaves the row without its texts.
Message toMessage(store::events::OutboxRow& row)
{
    Message message {std::move(row.topic), std::move(row.key), std::move(row.eventId), std::move(row.payload)};
    message.happenedAt = row.createdAt;
    bool hasType = false;
    for (auto& [name, value] : row.headers) {
        if (name == header::kEventId) {
            message.eventId = value; // that of the event it tells of; the row's own is new
        } else {
            hasType = hasType || name == header::kEventType;
            message.headers.emplace_back(name, value);
        }
    }
    if (!hasType) {
        message.headers.emplace_back(header::kEventType, row.eventType);
        message.headers.emplace_back(header::kRunEpoch, std::to_string(row.runEpoch));
    }
    return message;
}

/// True when sending the same message again cannot help.
bool isRefused(const base::Error& error)
{
    return !error.retryable && error.code == ErrorCode::Invalid;
}

store::dead_letters::DeadLetter refusedLetter(const store::events::OutboxRow& row, const Message& message,
                                              const base::Error& error)
{
    store::dead_letters::DeadLetter letter;
    letter.topic = message.topic;
    letter.key = message.key;
    letter.eventId = message.eventId;
    letter.consumer = kRelayLease;
    letter.payload = message.payload.substr(0, store::dead_letters::kLongestPayload);
    letter.size = message.payload.size();
    letter.reason = base::printable(error.message, 2000);
    letter.errorClass = base::toString(error.code);
    letter.eventType = row.eventType;
    letter.runEpoch = row.runEpoch;
    letter.headers = message.headers;
    return letter;
}

} // namespace

struct OutboxRelay::Marking
{
    std::vector<std::int64_t> seqs;
    std::promise<Result<>> done;
};

OutboxRelay::OutboxRelay(store::sql::Database& database, EventBus& bus, std::string identity)
    : m_database(database)
    , m_bus(bus)
    , m_identity(identity.empty() ? base::Uuid::makeV7().toString() : std::move(identity))
    , m_block(kSmallBlock)
{ }

OutboxRelay::~OutboxRelay()
{
    stop();
}

void OutboxRelay::start()
{
    m_thread = std::jthread([this](std::stop_token token) { run(std::move(token)); });
}

void OutboxRelay::stop()
{
    m_thread.request_stop();
    wake();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    if (!m_fence) {
        return;
    }
    const auto context = ExecutionContext::root("argus", "end of the outbox relay").withTimeout(seconds(2));
    // Where this fails the lease runs out by itself.
    const Result<> released = m_database.write(context, [this](Connection& connection) {
        return store::leases::release(connection, kRelayLease, m_identity, *m_fence);
    });
    if (!released) {
        base::log(base::LogLevel::Info, "bus", "the relay's lease was not given up: " + released.error().describe());
    }
    m_fence.reset();
}

void OutboxRelay::wake()
{
    const base::LockGuard lock(m_mutex);
    m_wake = true;
    m_woken.notifyAll();
}

RelayState OutboxRelay::state() const
{
    const base::LockGuard lock(m_mutex);
    return m_state;
}

Result<bool> OutboxRelay::lead(const ExecutionContext& context)
{
    if (m_database.dialect() == store::sql::Dialect::Sqlite) {
        return true; // one process owns the store, and it alone publishes
    }
    if (Clock::now() - m_leaseSeen < kLeaseStep) {
        return m_fence.has_value();
    }
    const auto held = store::sql::writeValue<std::optional<std::int64_t>>(
        m_database, context, [this](Connection& connection) -> Result<std::optional<std::int64_t>> {
            const auto now = connection.now();
            if (!now) {
                return fail(now);
            }
            return store::leases::hold(connection, kRelayLease, m_identity, kLeaseLife, *now);
        });
    if (!held) {
        return fail(held);
    }
    m_leaseSeen = Clock::now();
    m_fence = *held;
    return m_fence.has_value();
}

Result<std::vector<OutboxRelay::Row>> OutboxRelay::select(const ExecutionContext& context)
{
    const Clock::time_point now = Clock::now();
    for (;;) {
        auto rows = store::sql::readValue<std::vector<Row>>(m_database, context, [this](Connection& connection) {
            return store::events::unpublished(connection, m_block, m_after);
        });
        if (!rows) {
            return rows;
        }
        // A pass goes on behind what it read; at its end, or after a fault, the next one begins with the oldest.
        const bool wasLast = static_cast<std::int64_t>(rows->size()) < m_block;
        m_after = wasLast ? 0 : rows->back().seq;
        std::erase_if(*rows, [this, now](const Row& row) {
            const auto wait = m_waits.empty() ? m_waits.end() : m_waits.find({row.topic, row.key});
            return m_beingMarked.contains(row.seq) || (wait != m_waits.end() && wait->second.until > now);
        });
        if (!rows->empty() || wasLast) {
            return rows;
        }
    }
}

Result<> OutboxRelay::startMarking(std::vector<std::int64_t> seqs, std::vector<store::dead_letters::DeadLetter> refused)
{
    if (seqs.empty()) {
        return {};
    }
    auto marking = std::make_shared<Marking>();
    marking->seqs = std::move(seqs);
    m_beingMarked.insert(marking->seqs.begin(), marking->seqs.end());
    m_markings.push_back(marking);
    // Not the relay's own context: what is out should be marked even when the relay is being stopped.
    m_database.writeLater(
        ExecutionContext::root("argus", "marking published events").withTimeout(kMarkPatience),
        [marking, refused = std::move(refused)](Connection& connection) -> Result<> {
            const auto now = connection.now();
            if (!now) {
                return fail(now);
            }
            for (store::dead_letters::DeadLetter letter : refused) {
                letter.firstFailedAt = letter.at = *now;
                ARGUS_TRY(store::dead_letters::addWithoutEvent(connection, letter));
            }
            return store::events::markPublished(connection, marking->seqs, *now);
        },
        [marking](Result<> marked) { marking->done.set_value(std::move(marked)); });
    return finishMarking(kMostMarkings - 1);
}

Result<> OutboxRelay::finishMarking(std::size_t leaveUnderWay)
{
    Result<> first;
    while (m_markings.size() > leaveUnderWay) {
        const auto marking = m_markings.front();
        m_markings.erase(m_markings.begin());
        const Result<> marked = marking->done.get_future().get();
        // What could not be marked is published again, which its consumers pass over.
        for (const std::int64_t seq : marking->seqs) {
            m_beingMarked.erase(seq);
        }
        if (first && !marked) {
            first = fail(marked);
        }
    }
    return first;
}

void OutboxRelay::noteFailures(const std::vector<Message>& messages, const Outcome& outcome)
{
    if (outcome.failedAsAWhole() || (outcome && m_waits.empty())) {
        return;
    }
    const Clock::time_point now = Clock::now();
    std::set<Key> failed;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        Key key {messages[i].topic, messages[i].key};
        const base::Error* error = outcome.error(i);
        if (error && !isRefused(*error)) {
            failed.insert(std::move(key));
        } else if (!failed.contains(key)) {
            m_waits.erase(key);
        }
    }
    // Rows of a deleted batch are gone without ever having been safe.
    std::erase_if(m_waits, [now](const auto& entry) { return now - entry.second.until > kWaitMemory; });
    for (const Key& key : failed) {
        Wait& wait = m_waits[key];
        wait.pause = std::clamp<milliseconds>(wait.pause * 2, kPoll, kLongestPause);
        wait.until = now + wait.pause;
    }
}

Result<std::size_t> OutboxRelay::publishBlock(const ExecutionContext& context, bool waitForMarks)
{
    const auto leads = lead(context);
    if (!leads) {
        return fail(leads);
    }
    {
        const base::LockGuard lock(m_mutex);
        m_state.leads = *leads;
    }
    if (!*leads) {
        return std::size_t {0};
    }
    auto rows = select(context);
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        ARGUS_TRY(finishMarking(0));
        return std::size_t {0};
    }
    std::vector<Message> messages;
    messages.reserve(rows->size());
    for (Row& row : *rows) {
        messages.push_back(toMessage(row));
    }
    const Outcome outcome = m_bus.publish(context, messages);
    std::vector<std::int64_t> safe;
    std::vector<store::dead_letters::DeadLetter> refused;
    std::set<Key> held;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const Row& row = (*rows)[i];
        const base::Error* error = outcome.error(i);
        const bool waits = !held.empty() && held.contains({messages[i].topic, messages[i].key});
        if (!error && !waits) {
            safe.push_back(row.seq);
        } else if (error && isRefused(*error) && !waits) {
            refused.push_back(refusedLetter(row, messages[i], *error));
            safe.push_back(row.seq);
        } else {
            // Those behind it go out again with it, in their order, even if they arrived.
            held.insert({messages[i].topic, messages[i].key});
        }
    }
    noteFailures(messages, outcome);
    if (!outcome) {
        m_after = 0;
    }
    const bool manyWait = outcome && static_cast<std::int64_t>(rows->size()) == m_block;
    const auto best = std::max(static_cast<std::int64_t>(m_bus.bestBlock()), kSmallBlock);
    m_block = manyWait ? std::min(m_block * 2, best) : kSmallBlock;
    const std::size_t count = safe.size();
    ARGUS_TRY(startMarking(std::move(safe), std::move(refused)));
    if (waitForMarks) {
        ARGUS_TRY(finishMarking(0));
    }
    if (count == 0) {
        const Result<> why = outcome.all();
        if (outcome.failedAsAWhole() || waitForMarks) {
            return fail(why);
        }
        noteError(why.error().describe());
        m_lookOn = true;
        return std::size_t {0};
    }
    const base::LockGuard lock(m_mutex);
    m_state.published += count;
    if (const Result<> all = outcome.all(); !all) {
        m_state.lastError = all.error().describe();
    } else if (m_waits.empty()) {
        m_state.lastError.clear();
    }
    return count;
}

Result<std::size_t> OutboxRelay::publishOnce(const ExecutionContext& context)
{
    m_waits.clear();
    m_after = 0;
    return publishBlock(context, /*waitForMarks=*/true);
}

milliseconds OutboxRelay::untilNextRetry() const
{
    milliseconds next = kPoll;
    for (const auto& [key, wait] : m_waits) {
        next = std::min(next, std::chrono::ceil<milliseconds>(wait.until - Clock::now()));
    }
    return std::max(next, milliseconds(1));
}

void OutboxRelay::noteError(const std::string& text)
{
    {
        const base::LockGuard lock(m_mutex);
        if (m_state.lastError == text) {
            return; // said once
        }
        m_state.lastError = text;
    }
    base::log(base::LogLevel::Warning, "bus", "events wait in the outbox: " + text);
}

void OutboxRelay::run(std::stop_token stop)
{
    const ExecutionContext context = ExecutionContext::root("argus", "outbox relay").withStopToken(stop);
    milliseconds pause {0};
    while (!stop.stop_requested()) {
        const Result<std::size_t> published = publishBlock(context, /*waitForMarks=*/false);
        if (published && (*published > 0 || std::exchange(m_lookOn, false))) {
            pause = milliseconds(0);
            continue;
        }
        if (stop.stop_requested()) {
            break;
        }
        if (!published) {
            noteError(published.error().describe());
        }
        // A fault of everything (bus or store away) makes the looks rarer; keys that wait do so for themselves.
        pause = published ? milliseconds(0) : std::clamp<milliseconds>(pause * 2, kPoll, kLongestOutagePause);
        const base::LockGuard lock(m_mutex);
        if (!m_wake) {
            m_woken.waitFor(m_mutex, pause > milliseconds(0) ? pause : untilNextRetry());
        }
        m_wake = false;
    }
    if (const Result<> marked = finishMarking(0); !marked) {
        base::log(base::LogLevel::Info, "bus", "published events will be sent again: " + marked.error().describe());
    }
}

} // namespace argus::bus
