// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/change_feed.h"

#include "core/store/repositories/event_repository.h"

#include <chrono>

namespace argus::engine {

using base::ExecutionContext;

namespace {

constexpr std::chrono::milliseconds kPoll {500};

} // namespace

ChangeFeed::ChangeFeed(store::sql::Database& database, ChangeHub& hub)
    : m_database(database)
    , m_hub(hub)
{ }

ChangeFeed::~ChangeFeed()
{
    m_thread.request_stop();
    wake();
}

void ChangeFeed::start()
{
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void ChangeFeed::wake()
{
    const base::LockGuard lock(m_mutex);
    m_wake = true;
    m_woken.notifyAll();
}

void ChangeFeed::tellNew(const ExecutionContext& context)
{
    if (m_seq < 0) {
        const auto last = store::sql::readValue<std::int64_t>(m_database, context, store::events::lastSeq);
        m_seq = last ? *last : -1;
        return;
    }
    const auto tail
        = store::sql::readValue<store::events::Tail>(m_database, context, [this](store::sql::Connection& connection) {
              return store::events::tail(connection, m_seq);
          });
    if (!tail) {
        return; // the next look may do better; nothing is skipped
    }
    m_seq = tail->seq;
    for (const auto& [batch, removed] : tail->batches) {
        m_hub.tell(api::BatchChanged {batch, removed});
    }
}

void ChangeFeed::run(std::stop_token stop)
{
    const ExecutionContext context = ExecutionContext::root("argus", "change feed").withStopToken(stop);
    while (!stop.stop_requested()) {
        tellNew(context);
        const base::LockGuard lock(m_mutex);
        if (!m_wake && !stop.stop_requested()) {
            m_woken.waitFor(m_mutex, kPoll);
        }
        m_wake = false;
    }
}

} // namespace argus::engine
