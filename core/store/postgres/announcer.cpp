// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/announcer.h"

#include "core/base/log.h"
#include "core/base/uuid.h"
#include "core/store/postgres/faults.h"

#include <pqxx/errorhandler>
#include <pqxx/nontransaction>
#include <pqxx/notification>

#include <algorithm>
#include <poll.h>
#include <random>
#include <sys/eventfd.h>
#include <unistd.h>

namespace argus::store::postgres {

namespace {

constexpr const char* kChannel = "argus_changes";
constexpr std::chrono::milliseconds kDebounce {100};
constexpr std::chrono::milliseconds kFirstBackoff {100};
constexpr std::chrono::milliseconds kLongestBackoff {10000};
constexpr std::chrono::minutes kLongestSleep {10};

/// Notes that somebody else notified.
class Receiver final : public pqxx::notification_receiver
{
public:
    Receiver(pqxx::connection& connection, std::string own)
        : pqxx::notification_receiver(connection, kChannel)
        , m_own(std::move(own))
    { }
    void operator()(const std::string& payload, int) override { m_told = m_told || payload != m_own; }
    bool take() { return std::exchange(m_told, false); }

private:
    const std::string m_own;
    bool m_told = false;
};

} // namespace

Announcer::Announcer(ConnectionInfo info)
    : m_info(std::move(info))
    , m_identity(base::Uuid::makeV7().toString())
    , m_wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{ }

Announcer::~Announcer()
{
    m_thread.request_stop();
    wake();
}

void Announcer::wake()
{
    const std::uint64_t one = 1;
    // Can only fail because the counter is full: then the thread is awake anyway.
    [[maybe_unused]] const auto written = ::write(m_wakeUp.get(), &one, sizeof one);
}

void Announcer::startThread()
{
    const base::LockGuard lock(m_mutex);
    if (!m_started) {
        m_started = true;
        m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
    }
}

void Announcer::announce()
{
    {
        const base::LockGuard lock(m_mutex);
        if (std::exchange(m_pending, true)) {
            return;
        }
    }
    startThread();
    wake();
}

void Announcer::listen(std::function<void()> told)
{
    const bool wanted = bool(told);
    {
        const base::LockGuard lock(m_callMutex);
        m_told = std::move(told);
    }
    if (wanted) {
        startThread();
    }
}

bool Announcer::isPending()
{
    const base::LockGuard lock(m_mutex);
    return m_pending;
}

void Announcer::tell()
{
    const base::LockGuard lock(m_callMutex);
    if (m_told) {
        m_told();
    }
}

void Announcer::waitFor(int socket, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd watched[2] {{m_wakeUp.get(), POLLIN, 0}, {socket, POLLIN, 0}}; // a negative socket is passed over
    ::poll(watched, 2, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 600000)));
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(m_wakeUp.get(), &count, sizeof count);
}

void Announcer::send(pqxx::connection& connection)
{
    pqxx::nontransaction raw(connection, "announce");
    raw.exec_params("SELECT pg_notify($1, $2)", kChannel, m_identity);
    m_lastSent = std::chrono::steady_clock::now();
    const base::LockGuard lock(m_mutex);
    m_pending = false;
}

void Announcer::serve(std::stop_token stop, pqxx::connection& connection)
{
    const pqxx::quiet_errorhandler quiet(connection);
    Receiver receiver(connection, m_identity);
    connection.get_notifs();
    // What was announced while we did not listen is not known: it may have been.
    tell();
    while (true) {
        if (isPending() && (stop.stop_requested() || std::chrono::steady_clock::now() >= m_lastSent + kDebounce)) {
            send(connection);
        }
        if (stop.stop_requested()) {
            return;
        }
        waitFor(connection.sock(),
                isPending() ? m_lastSent + kDebounce : std::chrono::steady_clock::now() + kLongestSleep);
        connection.get_notifs();
        if (!connection.is_open()) {
            throw pqxx::broken_connection("the server ended the connection");
        }
        if (receiver.take()) {
            tell();
        }
    }
}

void Announcer::run(std::stop_token stop)
{
    std::minstd_rand random {std::random_device {}()};
    auto backoff = kFirstBackoff;
    bool complained = false;
    do {
        const auto begun = std::chrono::steady_clock::now();
        try {
            pqxx::connection connection(m_info.text);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
            connection.inhibit_reactivation(true); // a connection that came back by itself would not say so
#pragma GCC diagnostic pop
            complained = false;
            serve(stop, connection);
        } catch (const std::exception& exception) {
            if (!complained) {
                base::log(base::LogLevel::Warning, "store",
                          "changes of other programs show later: " + connectError(exception, m_info.where).message);
            }
            complained = true;
        }
        if (std::chrono::steady_clock::now() - begun > kLongestBackoff) {
            backoff = kFirstBackoff;
        }
        // Half of it is left to chance, so that what lost the server together does not come back together.
        std::uniform_int_distribution<std::int64_t> jitter(backoff.count() / 2, backoff.count());
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(jitter(random));
        while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
            waitFor(-1, until);
        }
        backoff = std::min(backoff * 2, kLongestBackoff);
    } while (!stop.stop_requested());
}

} // namespace argus::store::postgres
