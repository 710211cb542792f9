// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/health_endpoint.h"

#include "core/base/mutex.h"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <charconv>
#include <chrono>
#include <optional>
#include <thread>

namespace argus::gateway {

using base::ErrorCode;
using base::fail;
using base::Result;
using nlohmann::json;

namespace {

constexpr const char* kJson = "application/json";
/// A probe that comes more often gets the last answer: probes must not become load.
constexpr std::chrono::milliseconds kAnswerLife {1000};
constexpr std::chrono::milliseconds kPatience {3000};
constexpr int kTimeoutSeconds = 5;
constexpr std::size_t kLongestBody = 1024;
constexpr std::size_t kThreads = 2;

struct Address
{
    std::string host;
    int port = 0;
};

Result<Address> parseAddress(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    Address address;
    address.host = colon == std::string::npos ? std::string() : text.substr(0, colon);
    if (address.host.size() > 1 && address.host.front() == '[' && address.host.back() == ']') {
        address.host = address.host.substr(1, address.host.size() - 2);
    }
    if (address.host.empty()) {
        address.host = "127.0.0.1";
    }
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc() || end != port.data() + port.size() || address.port < 0 || address.port > 65535) {
        return fail(ErrorCode::Invalid, "'" + text + "' is no address: give host:port, such as 127.0.0.1:8081");
    }
    return address;
}

struct Readiness
{
    bool ready = false;
    json body;
};

Readiness readinessOf(const Result<api::EngineStatus>& status, bool stopping)
{
    Readiness answer;
    std::string reason;
    if (!status) {
        reason = status.error().message;
    } else if (!status->connected) {
        reason = status->lastError.empty() ? "the store cannot be reached" : status->lastError;
    } else if (stopping) {
        reason = "stopping";
    } else if (!status->running) {
        reason = "another process runs the engine of this store";
    }
    answer.ready = reason.empty();
    answer.body = {{"status", answer.ready ? "ready" : "not ready"}};
    if (!answer.ready) {
        answer.body["reason"] = reason;
    }
    if (status) {
        answer.body["paused"] = status->paused;
        answer.body["workers"] = status->workers;
        answer.body["busy_workers"] = status->busyWorkers;
        answer.body["available_tasks"] = status->availableTasks;
        answer.body["unpublished_events"] = status->unpublishedEvents;
    }
    return answer;
}

} // namespace

struct HealthEndpoint::Server
{
    explicit Server(api::Engine& served)
        : engine(served)
    { }

    Readiness readiness()
    {
        const base::LockGuard lock(mutex);
        const auto now = std::chrono::steady_clock::now();
        if (!last || now - lastAt > kAnswerLife) {
            const auto context = base::ExecutionContext::root("argus", "readiness").withTimeout(kPatience);
            last = readinessOf(
                api::await<api::EngineStatus>([&](auto done) { engine.operations().status(context, std::move(done)); }),
                stopping);
            lastAt = now;
        }
        return *last;
    }

    api::Engine& engine;
    std::atomic<bool> stopping = false;
    std::atomic<bool> ended = false; ///< the listening, for whatever reason
    int port = 0;
    base::Mutex mutex;
    std::optional<Readiness> last ARGUS_GUARDED_BY(mutex);
    std::chrono::steady_clock::time_point lastAt ARGUS_GUARDED_BY(mutex);
    httplib::Server http;
    std::jthread thread;
};

HealthEndpoint::HealthEndpoint(std::unique_ptr<Server> server)
    : m_server(std::move(server))
{ }

Result<> HealthEndpoint::checkAddress(const std::string& address)
{
    const auto where = parseAddress(address);
    return where ? Result<>() : fail(where);
}

Result<std::unique_ptr<HealthEndpoint>> HealthEndpoint::start(api::Engine& engine, const std::string& address)
{
    const auto where = parseAddress(address);
    if (!where) {
        return fail(where);
    }
    auto server = std::make_unique<Server>(engine);
    Server* raw = server.get();
    raw->http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    raw->http.set_read_timeout(kTimeoutSeconds);
    raw->http.set_write_timeout(kTimeoutSeconds);
    raw->http.set_payload_max_length(kLongestBody);
    // Not the library's SO_REUSEPORT: a port that another process has must be told, not shared.
    raw->http.set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    raw->http.Get("/healthz", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(json {{"status", "alive"}}.dump(), kJson);
    });
    raw->http.Get("/readyz", [raw](const httplib::Request&, httplib::Response& response) {
        const Readiness now = raw->readiness();
        response.status = now.ready ? 200 : 503;
        response.set_content(now.body.dump(), kJson);
    });
    raw->port = where->port == 0                                   ? raw->http.bind_to_any_port(where->host.c_str())
        : raw->http.bind_to_port(where->host.c_str(), where->port) ? where->port
                                                                   : -1;
    if (raw->port < 0) {
        return fail(ErrorCode::Unavailable,
                    "the health endpoint cannot listen on " + address
                        + ": is the port taken, or the address another machine's?");
    }
    raw->thread = std::jthread([raw] {
        raw->http.listen_after_bind();
        raw->ended = true;
    });
    return std::unique_ptr<HealthEndpoint>(new HealthEndpoint(std::move(server)));
}

HealthEndpoint::~HealthEndpoint()
{
    // stop() is lost when it comes before the listening began.
    while (!m_server->http.is_running() && !m_server->ended) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    m_server->http.stop();
    m_server->thread.join();
}

std::uint16_t HealthEndpoint::port() const
{
    return static_cast<std::uint16_t>(m_server->port);
}

void HealthEndpoint::setStopping()
{
    m_server->stopping = true;
    const base::LockGuard lock(m_server->mutex);
    m_server->last.reset();
}

} // namespace argus::gateway
