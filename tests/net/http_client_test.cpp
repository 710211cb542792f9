// SPDX-License-Identifier: Apache-2.0
#include "core/net/http_client.h"

#include "core/net/http_date.h"
#include "tests/support/tcp.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <optional>
#include <thread>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TcpServer;
using base::ErrorCode;

namespace {

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "http");

struct Received
{
    std::string head;
    std::string body;
};

/// One request as it came in; nothing at the end of the connection. Bodies have a Content-Length.
std::optional<Received> readRequest(int socket, std::string& rest)
{
    std::size_t end = 0;
    while ((end = rest.find("\r\n\r\n")) == std::string::npos) {
        const std::string some = test::receiveSome(socket);
        if (some.empty()) {
            return std::nullopt;
        }
        rest += some;
    }
    Received request {rest.substr(0, end + 2), {}};
    rest.erase(0, end + 4);
    const std::string field = "\r\nContent-Length: ";
    const std::size_t at = request.head.find(field);
    const std::size_t length = at == std::string::npos ? 0 : std::stoul(request.head.substr(at + field.size()));
    while (rest.size() < length) {
        const std::string some = test::receiveSome(socket);
        if (some.empty()) {
            return std::nullopt;
        }
        rest += some;
    }
    request.body = rest.substr(0, length);
    rest.erase(0, length);
    return request;
}

std::string answer(const std::string& status, const std::string& body, const std::string& headers = {})
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
        + body;
}

/// Answers each request of a connection by what `reply` makes of it.
TcpServer::Talk talk(std::function<std::string(const Received&)> reply)
{
    return [reply = std::move(reply)](int socket, std::stop_token) {
        std::string rest;
        while (const auto request = readRequest(socket, rest)) {
            if (!test::sendAll(socket, reply(*request))) {
                return;
            }
        }
    };
}

std::unique_ptr<net::HttpClient> makeClient(std::size_t maxBody = 1 << 20)
{
    net::HttpSettings settings;
    settings.maxBodyBytes = maxBody;
    auto client = net::HttpClient::make(settings);
    REQUIRE(client);
    return std::move(*client);
}

net::Request request(const TcpServer& server, const std::string& method = "GET", const std::string& path = "/")
{
    net::Request made;
    made.method = method;
    made.url = "http://127.0.0.1:" + std::to_string(server.port()) + path;
    return made;
}

/// A body of `size` bytes that is never in memory as a whole.
class Pattern final : public net::BodySource
{
public:
    explicit Pattern(std::uint64_t size)
        : m_size(size)
    { }
    std::uint64_t size() const override { return m_size; }
    base::Result<std::size_t> read(std::span<std::uint8_t> out) override
    {
        std::size_t made = 0;
        for (; made < out.size() && m_at < m_size; ++made, ++m_at) {
            out[made] = static_cast<std::uint8_t>(m_at % 251);
        }
        return made;
    }

private:
    const std::uint64_t m_size;
    std::uint64_t m_at = 0;
};

bool isPattern(std::string_view bytes, std::uint64_t from = 0)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (static_cast<std::uint8_t>(bytes[i]) != (from + i) % 251) {
            return false;
        }
    }
    return true;
}

} // namespace

TEST_CASE("a request goes out as it was given, and the answer comes back whole")
{
    std::string seen;
    const TcpServer server(talk([&seen](const Received& got) {
        seen = got.head;
        return answer("200 OK", "hello", "X-One: 1\r\n");
    }));
    const auto client = makeClient();
    net::Request asked = request(server, "GET", "/a/b?x=%2Fy%3D&z=1~");
    asked.headers = {{"X-Amz-Date", "20260101T000000Z"}};
    const auto got = client->send(kContext, asked);
    REQUIRE_MESSAGE(got, (got ? std::string() : got.error().describe()));
    CHECK(got->status == 200);
    CHECK(got->body == "hello");
    REQUIRE(got->header("x-one") != nullptr);
    CHECK(*got->header("x-one") == "1");
    CHECK(got->header("X-Two") == nullptr);
    CHECK(seen.find("GET /a/b?x=%2Fy%3D&z=1~ HTTP/1.1\r\n") == 0);
    CHECK(seen.find("X-Amz-Date: 20260101T000000Z\r\n") != std::string::npos);
    CHECK(seen.find("Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n") != std::string::npos);
    CHECK(seen.find("Accept-Encoding: identity\r\n") != std::string::npos);
}

TEST_CASE("methods carry their bodies, also none, and HEAD answers without one")
{
    const TcpServer server(talk([](const Received& got) {
        const std::string line = got.head.substr(0, got.head.find(' '));
        if (line == "HEAD") {
            return std::string("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n");
        }
        const bool hasLength = got.head.find("Content-Length: ") != std::string::npos;
        return answer("200 OK", line + (hasLength ? "+" : "-") + got.body);
    }));
    const auto client = makeClient();
    for (const std::string method : {"PUT", "POST"}) {
        net::Request asked = request(server, method);
        CHECK(client->send(kContext, asked)->body == method + "+");
        asked.body = std::string("\0bytes", 6);
        CHECK(client->send(kContext, asked)->body == method + "+" + asked.body);
    }
    CHECK(client->send(kContext, request(server, "DELETE"))->body.substr(0, 6) == "DELETE");
    const auto head = client->send(kContext, request(server, "HEAD"));
    REQUIRE_MESSAGE(head, (head ? std::string() : head.error().describe()));
    CHECK(*head->header("Content-Length") == "12345");
    CHECK(head->body.empty());
}

TEST_CASE("an unfriendly status is an answer with its body, and redirects are not followed")
{
    std::string status;
    const TcpServer server(talk([&status](const Received&) {
        return answer(status, status.substr(0, 3) == "304" ? "" : "<Error/>",
                      "Location: http://127.0.0.1:1/\r\nWWW-Authenticate: Basic realm=\"x\"\r\n");
    }));
    const auto client = makeClient();
    for (const std::string each : {"301 Moved", "304 Not Modified", "307 Redirect", "400 Bad", "401 Who", "403 No",
                                   "404 None", "409 Conflict", "416 Range", "429 Slow", "500 Oh", "503 Busy"}) {
        status = each;
        bool sunk = false;
        const auto got = client->send(kContext, request(server), [&sunk](auto) {
            sunk = true;
            return base::Result<>();
        });
        REQUIRE_MESSAGE(got, each << ": " << (got ? std::string() : got.error().describe()));
        CHECK(got->status == std::stoi(each));
        CHECK_FALSE(sunk);
        if (got->status != 304) {
            CHECK_MESSAGE(got->body == "<Error/>", each);
        }
    }
}

TEST_CASE("a long body is streamed in both directions")
{
    constexpr std::uint64_t kSize = 40'000'000;
    const TcpServer server([](int socket, std::stop_token) {
        std::string rest;
        const auto got = readRequest(socket, rest);
        if (got && isPattern(got->body)) {
            test::sendAll(socket,
                          "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(got->body.size()) + "\r\n\r\n");
            test::sendAll(socket, got->body);
        }
    });
    const auto client = makeClient(1000);
    Pattern body(kSize);
    net::Request asked = request(server, "PUT");
    asked.source = &body;
    std::uint64_t size = 0;
    bool right = true;
    std::size_t longest = 0;
    const auto got = client->send(kContext, asked, [&](std::span<const std::uint8_t> bytes) {
        right = right && isPattern({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, size);
        longest = std::max(longest, bytes.size());
        size += bytes.size();
        return base::Result<>();
    });
    REQUIRE_MESSAGE(got, (got ? std::string() : got.error().describe()));
    CHECK(size == kSize);
    CHECK(right);
    CHECK(longest <= 1 << 20);
}

TEST_CASE("a slow reader holds the sender back instead of filling memory")
{
    std::atomic<std::size_t> sent {0};
    const TcpServer server([&sent](int socket, std::stop_token stop) {
        std::string rest;
        readRequest(socket, rest);
        const std::string block(1 << 20, 'x');
        test::sendAll(socket, "HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n");
        for (int i = 0; i < 200 && !stop.stop_requested() && test::sendAll(socket, block); ++i) {
            sent += block.size();
        }
    });
    const auto client = makeClient();
    bool first = true;
    std::size_t sentMeanwhile = 0;
    std::size_t size = 0;
    const auto got = client->send(kContext, request(server), [&](std::span<const std::uint8_t> bytes) {
        if (std::exchange(first, false)) {
            // Until the sender stands still: everything between it and us is full.
            for (std::size_t before = 1; before != sent; std::this_thread::sleep_for(300ms)) {
                before = sent;
                std::this_thread::sleep_for(300ms);
            }
            sentMeanwhile = sent;
        }
        size += bytes.size();
        return base::Result<>();
    });
    REQUIRE(got);
    CHECK(size == 209715200);
    CHECK(sentMeanwhile < 40'000'000);
}

TEST_CASE("a body that ends too early is a failure that may pass, never a short success")
{
    std::string answered;
    const TcpServer server([&answered](int socket, std::stop_token) {
        std::string rest;
        readRequest(socket, rest);
        test::sendAll(socket, answered);
    });
    const auto client = makeClient();
    for (const std::string each : {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
                                   "HTTP/1.1 200 OK\r\nContent-", "", "no HTTP at all\r\n\r\n"}) {
        answered = each;
        const auto got = client->send(kContext, request(server), [](auto) { return base::Result<>(); });
        REQUIRE_FALSE_MESSAGE(got, each);
        CHECK((got.error().code == ErrorCode::Unavailable));
        CHECK_MESSAGE(got.error().retryable, got.error().message);
    }
}

TEST_CASE("what cannot be reached is unavailable, and may be tried again")
{
    int port = 0;
    {
        const TcpServer gone([](int, std::stop_token) { });
        port = gone.port();
    }
    const auto client = makeClient();
    net::Request asked;
    asked.url = "http://127.0.0.1:" + std::to_string(port) + "/";
    const auto got = client->send(kContext, asked);
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::Unavailable));
    CHECK(got.error().retryable);
    CHECK(got.error().message.find("127.0.0.1:" + std::to_string(port)) != std::string::npos);
    for (const std::string bad : {"ftp://127.0.0.1/", "no address", "http://", "http://[::1/"}) {
        asked.url = bad;
        CHECK((client->send(kContext, asked).error().code == ErrorCode::Invalid));
    }
}

TEST_CASE("a server that says nothing ends by the idle time; one that never takes the connection sooner")
{
    const TcpServer silent(
        [](int socket, std::stop_token) { (void)test::receiveSome(socket), (void)test::receiveSome(socket); });
    const auto client = makeClient();
    net::Request asked = request(silent);
    asked.idleTimeout = 200ms;
    const auto got = client->send(kContext, asked);
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::Unavailable));
    CHECK(got.error().retryable);
    CHECK(got.error().message.find("nothing moved for 200 ms") != std::string::npos);
    // A TLS handshake that is never answered is no connection.
    net::Request safe = request(silent);
    safe.url.replace(0, 4, "https");
    safe.connectTimeout = 200ms;
    const auto never = client->send(kContext, safe);
    REQUIRE_FALSE(never);
    CHECK(never.error().retryable);
    CHECK(never.error().message.find("no connection within 200 ms") != std::string::npos);
}

TEST_CASE("a context ends a transfer at once, whatever it waits for")
{
    const TcpServer silent([](int socket, std::stop_token stop) {
        std::string rest;
        readRequest(socket, rest);
        test::sendAll(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        while (!stop.stop_requested() && !test::receiveSome(socket).empty()) { }
    });
    const auto client = makeClient();
    const auto cancelled = kContext.child();
    std::jthread canceller([&cancelled] {
        std::this_thread::sleep_for(100ms);
        cancelled.cancel("enough");
    });
    auto got = client->send(cancelled, request(silent), [](auto) { return base::Result<>(); });
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::Cancelled));
    CHECK(got.error().message == "enough");
    got = client->send(kContext.withTimeout(100ms), request(silent));
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::DeadlineExceeded));
    // An error of the sink is the result.
    got = client->send(kContext, request(silent),
                       [](auto) { return base::Result<>(base::fail(ErrorCode::Quota, "full")); });
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::Quota));
}

TEST_CASE("an endless body without a sink is refused")
{
    const TcpServer server([](int socket, std::stop_token) {
        std::string rest;
        readRequest(socket, rest);
        test::sendAll(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while (test::sendAll(socket, std::string(65536, 'x'))) { }
    });
    const auto client = makeClient(100'000);
    const auto got = client->send(kContext, request(server));
    REQUIRE_FALSE(got);
    CHECK((got.error().code == ErrorCode::Unavailable));
    CHECK_FALSE(got.error().retryable);
}

TEST_CASE("many threads share one client; connections are kept and never more than six")
{
    std::atomic<int> most {0};
    std::atomic<int> now {0};
    const TcpServer server(talk([&](const Received& got) {
        most = std::max(most.load(), ++now);
        std::this_thread::sleep_for(5ms);
        --now;
        return answer("200 OK", got.head.substr(0, got.head.find(" HTTP")));
    }));
    const auto client = makeClient();
    std::atomic<int> right {0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                for (int j = 0; j < 20; ++j) {
                    const std::string path = "/" + std::to_string(i) + "/" + std::to_string(j);
                    const auto got = client->send(kContext, request(server, "GET", path));
                    right += got && got->body == "GET " + path ? 1 : 0;
                }
            });
        }
    }
    CHECK(right == 320);
    CHECK(most <= 6);
    CHECK(server.connections() < 100);
}

TEST_CASE("a file of certificate authorities must hold one")
{
    const test::TestFolder folder;
    net::HttpSettings settings;
    settings.caFile = folder / "absent.pem";
    CHECK((net::HttpClient::make(settings).error().code == ErrorCode::Invalid));
    REQUIRE(base::writeFileAtomically(folder / "empty.pem", "nothing"));
    settings.caFile = folder / "empty.pem";
    CHECK((net::HttpClient::make(settings).error().code == ErrorCode::Invalid));
}

TEST_CASE("dates of servers")
{
    const auto date = net::parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT");
    REQUIRE(date);
    CHECK(base::formatIso(*date) == "1994-11-06T08:49:37.000Z");
    for (const std::string bad : {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT",
                                  "Sun, 06 Nov 1994 25:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
        CHECK_FALSE(net::parseHttpDate(bad));
    }
}
