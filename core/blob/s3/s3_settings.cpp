// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_settings.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdlib>

namespace argus::blob {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kPlain = "s3+http://";
constexpr std::string_view kSafe = "s3+https://";

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

/// The rules that all servers share: 3 to 63 of a-z, 0-9, '.' and '-', a letter or digit at both ends.
bool isBucketName(std::string_view name)
{
    const auto isWord = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return name.size() >= 3 && name.size() <= 63 && isWord(name.front()) && isWord(name.back())
        && name.find("..") == std::string_view::npos
        && std::all_of(name.begin(), name.end(), [&](char c) { return isWord(c) || c == '.' || c == '-'; });
}

base::Failure bad(const std::string& why)
{
    return fail(ErrorCode::Invalid,
                "the address of the S3 server is not usable: " + why
                    + ". Write s3+http://host:port/bucket or s3+https://host/bucket");
}

struct HostAndPort
{
    std::string host;
    std::string port; ///< empty: the scheme's own
};

Result<HostAndPort> splitAuthority(std::string_view authority)
{
    HostAndPort parts;
    std::string_view rest;
    if (!authority.empty() && authority.front() == '[') {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos
            || authority.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) {
            return bad("an IPv6 address stands in brackets, as in [::1]");
        }
        parts.host = base::toLower(authority.substr(0, end + 1));
        rest = authority.substr(end + 1);
    } else {
        const std::size_t end = std::min(authority.find(':'), authority.size());
        parts.host = base::toLower(authority.substr(0, end));
        rest = authority.substr(end);
        if (!std::all_of(parts.host.begin(), parts.host.end(), isHostCharacter)) {
            return bad("the host has a character that no host name has");
        }
    }
    if (parts.host.empty()) {
        return bad("the host is missing");
    }
    if (rest.empty()) {
        return parts;
    }
    const auto port = rest.front() == ':' ? base::parseDecimal<std::uint16_t>(rest.substr(1)) : std::nullopt;
    if (!port || *port == 0) {
        return bad("the port is no number from 1 to 65535");
    }
    parts.port = std::to_string(*port);
    return parts;
}

} // namespace

std::string S3Address::toString() const
{
    return std::string(tls ? kSafe : kPlain) + authority + "/" + bucket;
}

bool isS3Url(std::string_view url)
{
    return url.substr(0, 3) == "s3+" || url.substr(0, 5) == "s3://";
}

Result<S3Address> parseS3Url(std::string_view url)
{
    S3Address address;
    address.tls = url.substr(0, kSafe.size()) == kSafe;
    if (!address.tls && url.substr(0, kPlain.size()) != kPlain) {
        return bad("it begins with neither s3+http:// nor s3+https://");
    }
    url.remove_prefix(address.tls ? kSafe.size() : kPlain.size());
    if (url.find('@') != std::string_view::npos) {
        return bad("keys do not stand in it, where others could read them: they come from ARGUS_S3_ACCESS_KEY and "
                   "ARGUS_S3_SECRET_KEY, or from the profile's keyring entry");
    }
    if (url.find_first_of("?#") != std::string_view::npos) {
        return bad("it takes nothing after the bucket");
    }
    const std::size_t slash = std::min(url.find('/'), url.size());
    const auto parts = splitAuthority(url.substr(0, slash));
    if (!parts) {
        return fail(parts);
    }
    const bool usualPort = parts->port.empty() || parts->port == (address.tls ? "443" : "80");
    address.authority = usualPort ? parts->host : parts->host + ":" + parts->port;
    std::string_view bucket = url.substr(std::min(slash + 1, url.size()));
    if (!bucket.empty() && bucket.back() == '/') {
        bucket.remove_suffix(1);
    }
    if (bucket.empty()) {
        return bad("the bucket is missing");
    }
    if (bucket.find('/') != std::string_view::npos) {
        return bad("a bucket is for Argus alone; folders within one are not supported");
    }
    if (!isBucketName(bucket)) {
        return bad("'" + base::printable(bucket, 80)
                   + "' is no name of a bucket (3 to 63 of a-z, 0-9, '.' and '-', a letter or digit at both ends)");
    }
    address.bucket = bucket;
    return address;
}

std::filesystem::path defaultBlobCache()
{
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && std::filesystem::path(cache).is_absolute()) {
        return std::filesystem::path(cache) / "argus-desk" / "blobs";
    }
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? std::filesystem::path(home) / ".cache" / "argus-desk" / "blobs"
                                            : std::filesystem::path();
}

} // namespace argus::blob
