// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/connection.h"

#include <string_view>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kSharedPrefix = "shared:";

bool startsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

/// "a path", "PostgreSQL": what was given, for messages.
std::string kindOfStore(const Connection& connection)
{
    return isPostgres(connection.store) ? "a PostgreSQL store" : "a local store";
}

std::string nameOfBus(const Connection& connection)
{
    return connection.bus.empty() ? std::string("local") : withoutPassword(connection.bus);
}

Result<> refuseUnknownScheme(const std::string& option, const std::string& value, const std::string& known)
{
    const std::size_t scheme = value.find("://");
    return scheme == std::string::npos ? Result<>()
                                       : Result<>(fail(ErrorCode::Invalid,
                                                       option + " " + withoutPassword(value) + ": there is no '"
                                                           + value.substr(0, scheme) + "' here; give " + known));
}

} // namespace

bool isPostgres(const std::string& store)
{
    return startsWith(store, "postgresql://") || startsWith(store, "postgres://");
}

bool isKafka(const std::string& bus)
{
    return startsWith(bus, "kafka://");
}

bool isS3(const std::string& blobs)
{
    return startsWith(blobs, "s3+http://") || startsWith(blobs, "s3+https://");
}

std::string sharedFolder(const std::string& blobs)
{
    return startsWith(blobs, kSharedPrefix) ? blobs.substr(kSharedPrefix.size()) : std::string();
}

Result<Mode> modeOf(const Connection& connection)
{
    const bool postgres = isPostgres(connection.store);
    const bool kafka = isKafka(connection.bus);
    const bool s3 = isS3(connection.blobs);
    const bool folder = startsWith(connection.blobs, kSharedPrefix);
    if (!postgres) {
        ARGUS_TRY(refuseUnknownScheme("--store", connection.store, "a path or postgresql://..."));
    }
    if (!kafka && !connection.bus.empty() && connection.bus != "local") {
        return fail(ErrorCode::Invalid,
                    "--bus " + withoutPassword(connection.bus) + ": give 'local' or kafka://host:port");
    }
    if (!s3 && !folder) {
        ARGUS_TRY(refuseUnknownScheme("--blobs", connection.blobs,
                                      "a path, shared:PATH, s3+http://host:port/bucket or s3+https://..."));
    }
    if (folder && sharedFolder(connection.blobs).empty()) {
        return fail(ErrorCode::Invalid, "--blobs shared: needs the path of the folder that all mount");
    }
    if (!postgres && !kafka && !s3 && !folder) {
        if (!connection.busOptions.empty()) {
            return fail(ErrorCode::Invalid, "--bus-option is for a Kafka bus: give --bus kafka://host:port as well");
        }
        return Mode::Local;
    }
    if (postgres && kafka && (s3 || folder)) {
        return Mode::Shared;
    }
    // What is shared in one place and private in another would lose events or recordings.
    std::string missing;
    const auto need = [&missing](bool there, const char* what) {
        if (!there) {
            missing += (missing.empty() ? "" : " and ") + std::string(what);
        }
    };
    need(postgres, "--store postgresql://...");
    need(kafka, "--bus kafka://host:port");
    need(s3 || folder, "--blobs s3+http://host:port/bucket (or s3+https://, or shared:PATH)");
    return fail(ErrorCode::Invalid,
                kindOfStore(connection) + ", the bus '" + nameOfBus(connection) + "' and "
                    + (connection.blobs.empty() ? "recordings beside the store"
                                                : "recordings in '" + withoutPassword(connection.blobs) + "'")
                    + " do not go together. A shared store needs all three; missing here: " + missing);
}

std::string withoutPassword(const std::string& url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos) {
        return url;
    }
    const std::size_t begin = scheme + 3;
    std::string safe = url;
    // The last one, although a password must not hold an unescaped '/' or '@': what was mistyped is a secret, too.
    const std::size_t at = url.rfind('@', url.find('?', begin));
    const std::size_t colon = url.find(':', begin);
    if (at != std::string::npos && at > begin && colon != std::string::npos && colon < at) {
        safe = url.substr(0, colon) + url.substr(at);
    }
    // libpq takes one among the parameters, too.
    const std::size_t parameter = safe.find("password=");
    if (parameter != std::string::npos) {
        const std::size_t end = std::min(safe.find('&', parameter), safe.size());
        safe.replace(parameter, end - parameter, "password=...");
    }
    return safe;
}

std::string describe(const Connection& connection)
{
    return (connection.store.empty() ? std::string("the user's store") : withoutPassword(connection.store)) + ", bus "
        + nameOfBus(connection) + ", recordings in "
        + (connection.blobs.empty() ? std::string("a folder beside the store") : withoutPassword(connection.blobs));
}

} // namespace argus::runtime
