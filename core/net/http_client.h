// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// HTTP/1.1 for the other rooms. The headers here are standard C++; Qt Network stays inside.
namespace argus::net {

struct Header
{
    std::string name;
    std::string value;
};

/// The bytes of a request that are not in memory as a whole. Read by the thread that called send(), in order.
class BodySource
{
public:
    virtual ~BodySource() = default;
    /// Bytes that read() gives altogether.
    virtual std::uint64_t size() const = 0;
    /// The next bytes, at most as many as `out` holds; 0 only at the end.
    virtual base::Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
};

struct Request
{
    std::string method = "GET";
    /// http:// or https://, percent-encoded as it is to be sent; nothing in it is changed.
    std::string url;
    /// Host, Content-Length, Connection and Accept-Encoding are set by the client.
    std::vector<Header> headers;
    std::string body;
    /// In place of `body`. Not owned; must live until send() returns.
    BodySource* source = nullptr;
    /// Name lookup, connection and TLS handshake together.
    std::chrono::milliseconds connectTimeout {10'000};
    /// Ends a transfer in which nothing moves for this long.
    std::chrono::milliseconds idleTimeout {300'000};
};

struct Response
{
    int status = 0;
    std::vector<Header> headers;
    /// Empty where a sink took it.
    std::string body;

    bool isSuccess() const { return status >= 200 && status < 300; }
    /// The first header of that name in either case; nullptr when there is none.
    const std::string* header(std::string_view name) const;
};

/// Takes the next bytes of a body, on the thread that called send(). An error ends the transfer and is its result.
using BodySink = std::function<base::Result<>(std::span<const std::uint8_t>)>;

struct HttpSettings
{
    /// PEM file of certificate authorities that are trusted besides the system's; empty: none.
    std::filesystem::path caFile;
    std::string userAgent = "argus-desk";
    /// The longest body that is kept in memory for want of a sink, bytes.
    std::size_t maxBodyBytes = std::size_t {16} << 20;
};

/// Sends requests over kept connections, six at most to each server; more callers wait for their turn. Redirects are
/// answers like any other. Proxies are the system's, but never for loopback. Certificates are always checked.
///
/// One thread ("argus-net") does the talking. Any other thread may call, and blocks until the answer is there.
/// Qt's networking needs an application object: where the process has none, the first client makes a plain one that
/// stays until the process ends.
class HttpClient
{
public:
    /// Invalid when the file of certificate authorities cannot be used.
    static base::Result<std::unique_ptr<HttpClient>> make(const HttpSettings& settings);
    /// No call may be under way.
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// One request, one answer: every HTTP status is a success here. With a sink, the body of a 2xx answer goes there
    /// piece by piece, as fast as the sink takes it and with bounded memory; other bodies are kept in the response.
    /// Errors: Unavailable and retryable when the server cannot be reached, takes too long or ends the connection too
    /// early (also within a body: a short body is never a success); Unavailable when its certificate is not trusted;
    /// Invalid for a bad URL; Cancelled and DeadlineExceeded from the context, at once; whatever source or sink say.
    base::Result<Response> send(const base::ExecutionContext& context, const Request& request,
                                const BodySink& sink = {});

private:
    struct Parts;
    explicit HttpClient(std::unique_ptr<Parts> parts);

    const std::unique_ptr<Parts> m_parts;
};

} // namespace argus::net
