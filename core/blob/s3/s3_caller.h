// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/blob/s3/s3_settings.h"
#include "core/blob/s3/signature.h"
#include "core/net/http_client.h"
#include "core/net/retry.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace argus::blob::s3 {

/// One request to a bucket.
struct S3Call
{
    std::string method = "GET";
    std::string key; ///< empty: the bucket itself
    Query query;
    std::vector<net::Header> headers;
    std::string body;
    /// In place of `body`: the body from its beginning, for each attempt anew. `payloadSha256` says its hash.
    std::function<std::unique_ptr<net::BodySource>()> source;
    std::string payloadSha256;
    /// For the body of a successful answer, for each attempt anew.
    std::function<net::BodySink()> sink;
    int attempts = 0; ///< 0: as set
    std::string what; ///< "list the recordings", for messages
};

/// Signs requests, sends them, tries them again. Knows by how much the server's clock differs from ours. Any thread.
///
/// Every body is hashed before it is sent, and the hash signed: parts wait in a buffer anyway, so that they can be sent
/// again, and a server then finds damage on the way also without TLS.
class S3Caller
{
public:
    static base::Result<std::unique_ptr<S3Caller>> make(const S3Settings& settings);

    /// The answer, with any status: see toError(). Errors: as net::HttpClient::send().
    base::Result<net::Response> call(const base::ExecutionContext& context, const S3Call& call);
    /// The same, but an answer other than 2xx is an error.
    base::Result<net::Response> demand(const base::ExecutionContext& context, const S3Call& call);

    /// What an unfriendly answer means: Denied (keys, rights), NotFound, Unavailable (retryable: busy; not: full),
    /// Invalid (region), Conflict (changed meanwhile), Internal.
    base::Error toError(const net::Response& answer, const std::string& what) const;

    const S3Settings& settings() const { return m_settings; }

private:
    S3Caller(const S3Settings& settings, std::unique_ptr<net::HttpClient> http);
    base::Result<net::Response> sendOnce(const base::ExecutionContext& context, const S3Call& call);
    bool learnClock(const base::ExecutionContext& context, const net::Response& answer);
    std::string withoutKeys(std::string text) const;

    const S3Settings m_settings;
    const std::unique_ptr<net::HttpClient> m_http;
    /// The server's clock less ours, microseconds; 0 until it complains.
    std::atomic<std::int64_t> m_clockOffset {0};
};

} // namespace argus::blob::s3
