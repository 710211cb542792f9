// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/signature.h"

#include "core/base/sha256.h"
#include "core/base/text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace argus::blob::s3 {

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

std::string hmac(std::string_view key, std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned size = 0;
    ::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
    return std::string(reinterpret_cast<const char*>(digest.data()), size);
}

std::string toLowerHex(std::string_view bytes)
{
    return base::toLower(base::toHex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
}

/// "20130524T000000Z"
std::string stamp(base::UtcTime time)
{
    std::string compact;
    for (const char c : base::formatIso(time).substr(0, 19)) { // 2013-05-24T00:00:00
        if (c != '-' && c != ':') {
            compact += c;
        }
    }
    return compact + "Z";
}

/// What the signature is over, with the list of header names.
struct Canonical
{
    std::string text;
    std::string names;
};

Canonical canonical(const SignedParts& parts, const std::vector<net::Header>& headers)
{
    std::vector<std::pair<std::string, std::string>> fields;
    fields.emplace_back("host", parts.host);
    for (const net::Header& header : headers) {
        fields.emplace_back(base::toLower(header.name), std::string(base::trimmed(header.value)));
    }
    std::sort(fields.begin(), fields.end());
    Canonical made;
    std::string lines;
    for (const auto& [name, value] : fields) {
        lines += name + ":" + value + "\n";
        made.names += (made.names.empty() ? "" : ";") + name;
    }
    made.text = parts.method + "\n" + parts.path + "\n" + queryText(parts.query) + "\n" + lines + "\n" + made.names
        + "\n" + parts.payloadSha256;
    return made;
}

} // namespace

std::string percentEncoded(std::string_view text, bool isPath)
{
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.' || c == '_' || c == '~' || (isPath && c == '/');
        const auto byte = static_cast<unsigned char>(c);
        if (plain) {
            encoded += c;
        } else {
            encoded += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 15]};
        }
    }
    return encoded;
}

std::string queryText(const Query& query)
{
    Query encoded;
    for (const auto& [name, value] : query) {
        encoded.emplace_back(percentEncoded(name), percentEncoded(value));
    }
    std::sort(encoded.begin(), encoded.end());
    std::string text;
    for (const auto& [name, value] : encoded) {
        text += (text.empty() ? "" : "&") + name + "=" + value;
    }
    return text;
}

std::vector<net::Header> sign(const Credentials& credentials, const SignedParts& parts, base::UtcTime now)
{
    const std::string time = stamp(now);
    const std::string day = time.substr(0, 8);
    std::vector<net::Header> headers = parts.headers;
    headers.push_back({"X-Amz-Date", time});
    headers.push_back({"X-Amz-Content-Sha256", parts.payloadSha256});
    const Canonical request = canonical(parts, headers);
    const std::string scope = day + "/" + credentials.region + "/s3/aws4_request";
    const std::string toSign = std::string(kAlgorithm) + "\n" + time + "\n" + scope + "\n" + sha256Hex(request.text);
    const std::string key
        = hmac(hmac(hmac(hmac("AWS4" + credentials.secretKey, day), credentials.region), "s3"), "aws4_request");
    headers.push_back({"Authorization",
                       std::string(kAlgorithm) + " Credential=" + credentials.accessKey + "/" + scope
                           + ",SignedHeaders=" + request.names + ",Signature=" + toLowerHex(hmac(key, toSign))});
    return headers;
}

std::string sha256Hex(std::string_view bytes)
{
    base::Sha256 hash;
    hash.update(bytes.data(), bytes.size());
    return hash.finish();
}

std::string base64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size
        = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                            reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(std::max(size, 0)));
    return text;
}

} // namespace argus::blob::s3
