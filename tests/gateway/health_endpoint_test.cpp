// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/health_endpoint.h"
#include "tests/support/test_engine.h"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

using namespace argus;

namespace {

/// What a plain client reads: the status line, headers and body.
std::string ask(std::uint16_t port, const std::string& request)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(socket >= 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(socket, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
    std::string answer;
    char block[4096];
    for (ssize_t count = 0; (count = ::recv(socket, block, sizeof block, 0)) > 0;) {
        answer.append(block, static_cast<std::size_t>(count));
    }
    ::close(socket);
    return answer;
}

std::string get(std::uint16_t port, const std::string& path)
{
    return ask(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

} // namespace

TEST_CASE("a process that works says that it lives and is ready, and that it is not once it stops")
{
    test::TestEngine engine;
    auto endpoint = gateway::HealthEndpoint::start(*engine, "127.0.0.1:0");
    REQUIRE(endpoint);
    const std::uint16_t port = (*endpoint)->port();
    CHECK(get(port, "/healthz").rfind("HTTP/1.1 200", 0) == 0);
    const std::string ready = get(port, "/readyz");
    CHECK(ready.rfind("HTTP/1.1 200", 0) == 0);
    CHECK(ready.find("\"status\":\"ready\"") != std::string::npos);
    CHECK(ready.find("\"workers\":2") != std::string::npos);
    (*endpoint)->setStopping();
    const std::string stopping = get(port, "/readyz");
    CHECK(stopping.rfind("HTTP/1.1 503", 0) == 0);
    CHECK(stopping.find("stopping") != std::string::npos);
    CHECK(get(port, "/healthz").rfind("HTTP/1.1 200", 0) == 0);
}

TEST_CASE("a process that works on nothing is not ready")
{
    test::TestEngine engine;
    engine.close();
    engine.open(runtime::Role::Commands);
    auto endpoint = gateway::HealthEndpoint::start(*engine, "0");
    REQUIRE(endpoint);
    CHECK(get((*endpoint)->port(), "/readyz").rfind("HTTP/1.1 503", 0) == 0);
}

TEST_CASE("the endpoint answers nonsense and lives")
{
    test::TestEngine engine;
    auto endpoint = gateway::HealthEndpoint::start(*engine, ":0");
    REQUIRE(endpoint);
    const std::uint16_t port = (*endpoint)->port();
    CHECK(get(port, "/other").rfind("HTTP/1.1 404", 0) == 0);
    CHECK(get(port, "/../../etc/passwd").rfind("HTTP/1.1 40", 0) == 0);
    const std::string large
        = ask(port, "POST /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n");
    CHECK(large.rfind("HTTP/1.1 4", 0) == 0);
    (void)ask(port, "\r\n\r\n");
    CHECK(get(port, "/healthz").rfind("HTTP/1.1 200", 0) == 0);
}

TEST_CASE("an address that cannot be listened on is told")
{
    test::TestEngine engine;
    for (const char* address : {"", "host", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:-1"}) {
        const auto none = gateway::HealthEndpoint::start(*engine, address);
        CAPTURE(address);
        REQUIRE_FALSE(none);
        CHECK((none.error().code == base::ErrorCode::Invalid));
    }
    auto first = gateway::HealthEndpoint::start(*engine, "127.0.0.1:0");
    REQUIRE(first);
    const auto second = gateway::HealthEndpoint::start(*engine, "127.0.0.1:" + std::to_string((*first)->port()));
    REQUIRE_FALSE(second);
    CHECK((second.error().code == base::ErrorCode::Unavailable));
}
