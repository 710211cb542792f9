// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/bus/event_bus.h"
#include "core/store/sql/database.h"

#include <string>
#include <thread>

namespace argus::bus {

/// Publishes the outbox: reads what is unpublished in commit order, hands it to the bus, and marks it only when the bus
/// has it safe. A crash in between publishes twice; consumers keep an inbox. One thread of its own; it looks each
/// second and whenever it is woken.
class OutboxRelay
{
public:
    /// Both must outlive the relay.
    OutboxRelay(store::sql::Database& database, EventBus& bus);
    /// Stops after the messages under way; what is unpublished stays in the outbox for the next start.
    ~OutboxRelay();

    void start();
    /// An event was committed: look now. Any thread.
    void wake();
    /// The last fault, empty while all is well. Any thread.
    std::string lastError() const;

    /// Publishes what is there now, on the caller's thread; how many. For tests and the orderly end.
    base::Result<std::size_t> publishOnce(const base::ExecutionContext& context);

private:
    void run(std::stop_token stop);
    void setError(std::string text);

    store::sql::Database& m_database;
    EventBus& m_bus;
    mutable base::Mutex m_mutex;
    base::CondVar m_woken;
    bool m_wake ARGUS_GUARDED_BY(m_mutex) = false;
    std::string m_error ARGUS_GUARDED_BY(m_mutex);
    std::jthread m_thread;
};

} // namespace argus::bus
