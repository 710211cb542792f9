// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/bus/event_bus.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace argus::bus {

/// The lease of the one relay that publishes.
inline constexpr const char* kRelayLease = "outbox-relay";

/// What people see of a relay.
struct RelayState
{
    std::string lastError; ///< empty while all is well
    bool leads = false; ///< false: another process publishes, this one stands by
    std::uint64_t published = 0; ///< messages since the start
};

/// Publishes the outbox: reads what is unpublished by sequence (each key in order), hands it to the bus, and marks each
/// message only when the bus has it safe. A crash in between publishes twice; consumers keep an inbox. Messages behind
/// one of the same topic and key that failed wait for it; other keys go on. What the bus refuses for good becomes a
/// dead letter.
///
/// Of the processes that share a store one publishes at a time, by the lease "outbox-relay"; the others stand by. (Two
/// at once, while a lease changes hands, would only publish twice: each sends a key's messages in their order from the
/// first that is not marked.) The owner of a SQLite store is alone anyway.
///
/// One thread of its own; it looks each second and whenever it is woken. While one block of messages is being marked,
/// the next is being published.
class OutboxRelay
{
public:
    /// Both must outlive the relay. `identity` names this process in the lease; empty: a new one is made up.
    OutboxRelay(store::sql::Database& database, EventBus& bus, std::string identity = {});
    /// Stops after the messages under way; what is unpublished stays in the outbox for the next start.
    ~OutboxRelay();
    OutboxRelay(const OutboxRelay&) = delete;
    OutboxRelay& operator=(const OutboxRelay&) = delete;

    void start();
    /// Stops the thread and gives up the lease, so that another relay leads at once. The destructor does the same.
    void stop();
    /// An event was committed: look now. Any thread.
    void wake();
    /// The last fault, empty while all is well. Any thread.
    std::string lastError() const { return state().lastError; }
    RelayState state() const;

    /// Publishes what is there now, on the caller's thread; how many became safe, or the first fault when none did. For
    /// tests and the orderly end; not beside a running thread.
    base::Result<std::size_t> publishOnce(const base::ExecutionContext& context);

private:
    using Row = store::events::OutboxRow;
    using Key = std::pair<std::string, std::string>; ///< topic and key
    using Clock = std::chrono::steady_clock;

    /// Until when a key waits after a failure, and how long the next wait is.
    struct Wait
    {
        Clock::time_point until;
        std::chrono::milliseconds pause {0};
    };
    /// One marking under way. Shared with the database's thread.
    struct Marking;

    void run(std::stop_token stop);
    base::Result<bool> lead(const base::ExecutionContext& context);
    base::Result<std::vector<Row>> select(const base::ExecutionContext& context);
    base::Result<std::size_t> publishBlock(const base::ExecutionContext& context, bool waitForMarks);
    base::Result<> startMarking(std::vector<std::int64_t> seqs, std::vector<store::dead_letters::DeadLetter> refused);
    base::Result<> finishMarking(std::size_t leaveUnderWay);
    void noteFailures(const std::vector<Message>& messages, const Outcome& outcome);
    void noteError(const std::string& text);
    std::chrono::milliseconds untilNextRetry() const;

    store::sql::Database& m_database;
    EventBus& m_bus;
    const std::string m_identity;

    // Of the one thread that publishes.
    std::optional<std::int64_t> m_fence;
    Clock::time_point m_leaseSeen {};
    std::int64_t m_block; ///< rows at once; grows while many wait
    std::int64_t m_after = 0; ///< how far this pass over the outbox is
    bool m_lookOn = false; ///< some keys wait from now on: others may be behind them
    std::map<Key, Wait> m_waits;
    std::vector<std::shared_ptr<Marking>> m_markings; ///< oldest first
    std::set<std::int64_t> m_beingMarked;

    mutable base::Mutex m_mutex;
    base::CondVar m_woken;
    bool m_wake ARGUS_GUARDED_BY(m_mutex) = false;
    RelayState m_state ARGUS_GUARDED_BY(m_mutex);
    std::jthread m_thread;
};

} // namespace argus::bus
