// SPDX-License-Identifier: Apache-2.0
#include "core/bus/relay.h"

#include "core/base/log.h"
#include "core/store/repositories/event_repository.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace argus::bus {

using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr std::int64_t kBatchSize = 500;
constexpr std::chrono::seconds kPoll {1};
constexpr std::chrono::seconds kLongestPause {60};

} // namespace

OutboxRelay::OutboxRelay(store::sql::Database& database, EventBus& bus)
    : m_database(database)
    , m_bus(bus)
{ }

OutboxRelay::~OutboxRelay()
{
    m_thread.request_stop();
    wake();
}

void OutboxRelay::start()
{
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void OutboxRelay::wake()
{
    const base::LockGuard lock(m_mutex);
    m_wake = true;
    m_woken.notifyAll();
}

std::string OutboxRelay::lastError() const
{
    const base::LockGuard lock(m_mutex);
    return m_error;
}

void OutboxRelay::setError(std::string text)
{
    const base::LockGuard lock(m_mutex);
    m_error = std::move(text);
}

Result<std::size_t> OutboxRelay::publishOnce(const ExecutionContext& context)
{
    using Rows = std::vector<store::events::OutboxRow>;
    const auto rows = store::sql::readValue<Rows>(m_database, context, [](store::sql::Connection& connection) {
        return store::events::unpublished(connection, kBatchSize);
    });
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::size_t {0};
    }
    std::vector<Message> messages;
    messages.reserve(rows->size());
    for (const auto& row : *rows) {
        messages.push_back({row.topic, row.key, row.eventId, row.payload});
    }
    ARGUS_TRY(m_bus.publish(context, messages));
    ARGUS_TRY(m_database.write(context, [&rows](store::sql::Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        return store::events::markPublished(connection, rows->front().seq, rows->back().seq, *now);
    }));
    return rows->size();
}

void OutboxRelay::run(std::stop_token stop)
{
    const ExecutionContext context = ExecutionContext::root("argus", "outbox relay").withStopToken(stop);
    std::chrono::milliseconds pause {0};
    while (!stop.stop_requested()) {
        const Result<std::size_t> published = publishOnce(context);
        if (published && *published > 0) {
            setError({});
            pause = std::chrono::milliseconds(0);
            continue;
        }
        if (!published && !stop.stop_requested()) {
            setError(published.error().describe());
            base::log(base::LogLevel::Warning, "bus", "events wait in the outbox: " + published.error().describe());
            pause = std::clamp<std::chrono::milliseconds>(pause * 2, kPoll, kLongestPause);
        }
        const base::LockGuard lock(m_mutex);
        if (!m_wake) {
            m_woken.waitFor(m_mutex, std::max<std::chrono::milliseconds>(pause, kPoll));
        }
        m_wake = false;
    }
}

} // namespace argus::bus
