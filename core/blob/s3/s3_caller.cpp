// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_caller.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/blob/s3/s3_xml.h"
#include "core/net/http_date.h"

namespace argus::blob::s3 {

using base::Error;
using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// What differs by less than this is no reason for a refusal (servers allow 15 minutes).
constexpr std::chrono::minutes kClockTolerance {1};

std::string serverOf(const S3Settings& settings)
{
    return "the S3 server at " + settings.address.authority;
}

Error made(ErrorCode code, std::string message, bool retryable = false)
{
    return Error {code, std::move(message), {}, retryable};
}

bool isKeyFault(const std::string& code)
{
    return code == "InvalidAccessKeyId" || code == "SignatureDoesNotMatch" || code == "InvalidToken"
        || code == "ExpiredToken" || code == "InvalidSecurity" || code == "XAdminUserNotFound"; // versitygw's word
}

bool isFull(int status, const std::string& code)
{
    return status == 507 || code == "QuotaExceeded" || code == "XMinioStorageFull" || code == "InsufficientStorage";
}

} // namespace

S3Caller::S3Caller(const S3Settings& settings, std::unique_ptr<net::HttpClient> http)
    : m_settings(settings)
    , m_http(std::move(http))
{ }

Result<std::unique_ptr<S3Caller>> S3Caller::make(const S3Settings& settings)
{
    if (settings.accessKey.empty() || settings.secretKey.empty()) {
        return fail(ErrorCode::Denied,
                    "there are no keys for " + serverOf(settings)
                        + ": set ARGUS_S3_ACCESS_KEY and ARGUS_S3_SECRET_KEY, or keep them in the profile");
    }
    net::HttpSettings http;
    http.caFile = settings.caFile;
    auto client = net::HttpClient::make(http);
    if (!client) {
        return fail(client);
    }
    return std::unique_ptr<S3Caller>(new S3Caller(settings, std::move(*client)));
}

Result<net::Response> S3Caller::sendOnce(const ExecutionContext& context, const S3Call& call)
{
    SignedParts parts;
    parts.method = call.method;
    parts.host = m_settings.address.authority;
    parts.path = "/" + percentEncoded(m_settings.address.bucket)
        + (call.key.empty() ? "" : "/" + percentEncoded(call.key, /*isPath=*/true));
    parts.query = call.query;
    parts.headers = call.headers;
    parts.payloadSha256 = call.source ? call.payloadSha256 : sha256Hex(call.body);
    const base::UtcTime now = base::SystemClock::instance().now() + std::chrono::microseconds(m_clockOffset.load());
    net::Request request;
    request.method = call.method;
    const std::string query = queryText(call.query);
    request.url = std::string(m_settings.address.tls ? "https://" : "http://") + parts.host + parts.path
        + (query.empty() ? "" : "?" + query);
    request.headers = sign({m_settings.accessKey, m_settings.secretKey, m_settings.region}, parts, now);
    request.body = call.body;
    request.idleTimeout = m_settings.idleTimeout;
    request.connectTimeout = m_settings.connectTimeout;
    const auto source = call.source ? call.source() : nullptr;
    request.source = source.get();
    return m_http->send(context, request, call.sink ? call.sink() : net::BodySink());
}

Result<net::Response> S3Caller::call(const ExecutionContext& context, const S3Call& call)
{
    net::RetryPolicy policy;
    policy.attempts = call.attempts > 0 ? call.attempts : m_settings.attempts;
    return net::retry(context, policy, [&]() -> Result<net::Response> {
        auto answer = sendOnce(context, call);
        if (answer && answer->status == 403 && learnClock(context, *answer)) {
            return sendOnce(context, call);
        }
        return answer;
    });
}

Result<net::Response> S3Caller::demand(const ExecutionContext& context, const S3Call& wanted)
{
    auto answer = call(context, wanted);
    if (answer && !answer->isSuccess()) {
        return fail(toError(*answer, wanted.what));
    }
    return answer;
}

/// Takes over the server's time when it refuses ours; true when that is worth another try. HEAD has no body that would
/// say so: there the difference alone counts.
bool S3Caller::learnClock(const ExecutionContext& context, const net::Response& answer)
{
    const auto error = readError(answer.body);
    if (error && error->code != "RequestTimeTooSkewed" && error->code != "AccessDenied") {
        return false;
    }
    const std::string* date = answer.header("Date");
    const auto theirs = date != nullptr ? net::parseHttpDate(*date) : std::nullopt;
    if (!theirs) {
        return false;
    }
    const auto offset = *theirs - base::SystemClock::instance().now();
    const auto change = offset - std::chrono::microseconds(m_clockOffset.load());
    if (std::chrono::abs(change) < kClockTolerance) {
        return false;
    }
    m_clockOffset = offset.count();
    base::log(base::LogLevel::Warning, "blob",
              "the clock of " + serverOf(m_settings) + " is "
                  + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(offset)).count())
                  + " s " + (offset.count() > 0 ? "ahead of" : "behind")
                  + " this machine's: requests are stamped with its time. Set the clock that is wrong.",
              context.traceId());
    return true;
}

std::string S3Caller::withoutKeys(std::string text) const
{
    for (const std::string& secret : {m_settings.accessKey, m_settings.secretKey}) {
        constexpr std::string_view kInstead = "(key)";
        for (std::size_t at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + kInstead.size())) {
            text.replace(at, secret.size(), kInstead);
        }
    }
    return text;
}

Error S3Caller::toError(const net::Response& answer, const std::string& what) const
{
    const std::string server = serverOf(m_settings);
    const ErrorAnswer said = readError(answer.body).value_or(ErrorAnswer {});
    const std::string reason
        = withoutKeys(said.code.empty() ? "status " + std::to_string(answer.status) : said.code + ": " + said.message);
    if (isKeyFault(said.code)) {
        return made(ErrorCode::Denied,
                    server + " does not accept the keys (" + said.code
                        + "): check ARGUS_S3_ACCESS_KEY and ARGUS_S3_SECRET_KEY, or the profile's keyring entry");
    }
    if (isFull(answer.status, said.code)) {
        return made(ErrorCode::Unavailable, server + " is full: cannot " + what + " (" + reason + ")");
    }
    if (said.code == "AuthorizationHeaderMalformed" || said.code == "PermanentRedirect" || answer.status == 301
        || answer.status == 307) {
        const std::string* region = answer.header("x-amz-bucket-region");
        const std::string other = region != nullptr ? base::printable(*region, 60) : said.region;
        return made(ErrorCode::Invalid,
                    "bucket " + m_settings.address.bucket + " is not in region " + m_settings.region
                        + (other.empty() ? "" : " but in " + other) + ": set the region, or the address, of its own ("
                        + reason + ")");
    }
    if (answer.status == 401 || answer.status == 403) {
        return made(ErrorCode::Denied,
                    server + " refuses to " + what + " in bucket " + m_settings.address.bucket + " (" + reason
                        + "): the keys may be wrong, or lack the right");
    }
    if (said.code == "NoSuchBucket") {
        return made(ErrorCode::Unavailable,
                    "bucket " + m_settings.address.bucket + " is not on " + server + " any more");
    }
    if (answer.status == 404) {
        return made(ErrorCode::NotFound, "cannot " + what + ": " + server + " does not have it (" + reason + ")");
    }
    if (answer.status == 409 || answer.status == 412) {
        return made(ErrorCode::Conflict, "cannot " + what + ": it changed meanwhile (" + reason + ")",
                    /*retryable=*/true);
    }
    const std::string text = server + " cannot " + what + " (" + reason + ")";
    return net::isTransient(answer.status) ? made(ErrorCode::Unavailable, text, /*retryable=*/true)
                                           : made(ErrorCode::Internal, text);
}

} // namespace argus::blob::s3
