// SPDX-License-Identifier: Apache-2.0
#include "core/engine/scheduler/presence.h"

#include "core/base/log.h"
#include "core/engine/service/commands.h"
#include "core/engine/service/local_commands.h"
#include "core/store/repositories/vehicle_repository.h"
#include "core/store/repositories/worker_repository.h"

#include <unistd.h>

#include <array>
#include <chrono>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;

namespace {

/// Rows of processes that were killed are kept this long, so that people can see what went away.
constexpr std::chrono::hours kForgetAfter {24};
constexpr std::chrono::milliseconds kLastWord {2000};

} // namespace

std::string hostName()
{
    std::array<char, 256> name {};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

Presence::Presence(store::sql::Database& database, const EngineSettings& settings, Hooks hooks)
    : m_database(database)
    , m_settings(settings)
    , m_hooks(std::move(hooks))
{ }

Presence::~Presence()
{
    if (!m_thread.joinable()) {
        return;
    }
    m_thread.request_stop();
    m_thread.join();
    const auto context = ExecutionContext::root(m_settings.workerName, "last word").withTimeout(kLastWord);
    const std::string identity = m_hooks.self().identity;
    // When this fails, the row tells the time it was last seen.
    (void)m_database.write(context, [&](Connection& connection) { return store::workers::gone(connection, identity); });
}

Result<> Presence::beat(const ExecutionContext& context)
{
    return m_database.write(context, [this](Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        ARGUS_TRY(store::workers::forget(connection, *now - kForgetAfter));
        return store::workers::seen(connection, m_hooks.self(), *now);
    });
}

Result<> Presence::start()
{
    const auto context = ExecutionContext::root(m_settings.workerName, "presence");
    ARGUS_TRY(beat(context));
    const domain::Worker self = m_hooks.self();
    using Workers = std::vector<domain::Worker>;
    const auto others = store::sql::readValue<Workers>(m_database, context, [this](Connection& connection) {
        const auto now = connection.now();
        return now ? store::workers::list(connection, *now - m_settings.lease) : Result<Workers>(fail(now));
    });
    if (!others) {
        return fail(others);
    }
    for (const domain::Worker& other : *others) {
        if (other.name == self.name && other.identity != self.identity) {
            base::log(base::LogLevel::Warning, "engine",
                      "another process is called '" + self.name + "': process " + std::to_string(other.pid) + " on "
                          + other.host + ". Both work; give them different names to tell them apart");
        }
    }
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
    return {};
}

void Presence::followPause(const ExecutionContext& context)
{
    const auto paused
        = store::sql::readValue<std::optional<std::string>>(m_database, context, [](Connection& connection) {
              return store::vehicles::setting(connection, kPausedSetting);
          });
    if (paused) {
        m_hooks.paused(paused->value_or("0") == "1");
    }
}

void Presence::run(std::stop_token stop)
{
    const auto context = ExecutionContext::root(m_settings.workerName, "presence").withStopToken(stop);
    const std::stop_callback wakeUp(stop, [this] {
        const base::LockGuard lock(m_mutex);
        m_stopped.notifyAll();
    });
    auto nextBeat = std::chrono::steady_clock::now() + m_settings.heartbeat;
    while (!stop.stop_requested()) {
        {
            const base::LockGuard lock(m_mutex);
            if (!stop.stop_requested()) {
                m_stopped.waitFor(m_mutex, m_settings.poll);
            }
        }
        if (stop.stop_requested()) {
            return;
        }
        followPause(context);
        if (std::chrono::steady_clock::now() >= nextBeat) {
            nextBeat = std::chrono::steady_clock::now() + m_settings.heartbeat;
            (void)beat(context); // the scheduler tells of a server that is away
        }
    }
}

} // namespace argus::engine
