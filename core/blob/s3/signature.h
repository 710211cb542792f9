// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/net/http_client.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// AWS Signature Version 4 for S3, in the Authorization header.
/// Source: "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)", Amazon S3 API.
namespace argus::blob::s3 {

struct Credentials
{
    std::string accessKey;
    std::string secretKey;
    std::string region;
};

using Query = std::vector<std::pair<std::string, std::string>>;

/// What is signed.
struct SignedParts
{
    std::string method;
    std::string host; ///< as it goes out in the Host header
    std::string path; ///< already encoded, "/bucket/key"
    Query query; ///< plain
    std::vector<net::Header> headers; ///< besides Host, X-Amz-Date and X-Amz-Content-Sha256; all are signed
    std::string payloadSha256; ///< hexadecimal
};

/// Every byte but A-Z, a-z, 0-9, '-', '.', '_', '~' as %XX; '/' too unless `isPath`.
std::string percentEncoded(std::string_view text, bool isPath = false);

/// "a=1&b=%2F", sorted and encoded as it is signed and sent; empty for no query.
std::string queryText(const Query& query);

/// The headers to send: those of `parts`, and X-Amz-Date, X-Amz-Content-Sha256 and Authorization.
std::vector<net::Header> sign(const Credentials& credentials, const SignedParts& parts, base::UtcTime now);

std::string sha256Hex(std::string_view bytes);
/// For Content-MD5.
std::string base64(std::string_view bytes);

} // namespace argus::blob::s3
