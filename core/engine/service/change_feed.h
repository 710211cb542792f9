// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/engine/change_hub.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <thread>

namespace argus::engine {

/// Tells the hub which batches changed by following the events in the store: the same for changes of this process and
/// of others. Looks when woken and twice a second; one thread.
class ChangeFeed
{
public:
    ChangeFeed(store::sql::Database& database, ChangeHub& hub);
    ~ChangeFeed();
    void start();
    /// Something was committed. Any thread.
    void wake();

private:
    void run(std::stop_token stop);
    /// Tells what came after m_seq.
    void tellNew(const base::ExecutionContext& context);

    store::sql::Database& m_database;
    ChangeHub& m_hub;
    std::int64_t m_seq = -1; ///< of the last event told; -1: not known yet
    base::Mutex m_mutex;
    base::CondVar m_woken;
    bool m_wake ARGUS_GUARDED_BY(m_mutex) = false;
    std::jthread m_thread;
};

} // namespace argus::engine
