// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/profiles.h"

#include "core/base/file_io.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kLargestFile = 64 * 1024;

std::string percentEncoded(const std::string& name, bool dots)
{
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '~' || (c == '.' && !dots)) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += kDigits[byte >> 4U];
            encoded += kDigits[byte & 15U];
        }
    }
    return encoded;
}

Result<json> readDocument(const fs::path& path)
{
    const auto text = base::readSmallFile(path, kLargestFile);
    if (!text) {
        return fail(text);
    }
    json object = json::parse(*text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return fail(ErrorCode::Invalid, path.string() + " is no connection profile");
    }
    const auto version = object.find("version");
    if (version == object.end() || !version->is_number_integer() || version->get<std::int64_t>() < 1
        || version->get<std::int64_t>() > kVersion) {
        return fail(ErrorCode::Invalid, path.string() + " is of a version that this program does not know");
    }
    return object;
}

std::string textOf(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

fs::path profileFolder()
{
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = config && *config ? fs::path(config) : fs::path(home && *home ? home : ".") / ".config";
    return base / "argus-desk" / "connections";
}

std::vector<std::string> profileNames(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() != ".json") {
            continue;
        }
        if (const auto object = readDocument(it->path()); object && !textOf(*object, "name").empty()) {
            names.push_back(textOf(*object, "name"));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<Connection> loadProfile(const std::string& name, const fs::path& folder)
{
    const fs::path path = folder / (percentEncoded(name, /*dots=*/true) + ".json");
    std::error_code error;
    if (name.empty() || !fs::exists(path, error)) {
        std::string known;
        for (const std::string& other : profileNames(folder)) {
            known += (known.empty() ? "" : ", ") + other;
        }
        return fail(ErrorCode::NotFound,
                    "there is no connection '" + name + "'"
                        + (known.empty() ? "; none is saved in " + folder.string() : "; there are: " + known));
    }
    const auto object = readDocument(path);
    if (!object) {
        return fail(object);
    }
    Connection connection;
    connection.store = withLogin(textOf(*object, "store"), textOf(*object, "user"));
    connection.bus = textOf(*object, "bus");
    connection.blobs = textOf(*object, "blobs");
    connection.certificates = textOf(*object, "ca_file");
    connection.s3AccessKey = textOf(*object, "key_id");
    addBusLogin(connection, textOf(*object, "bus_user"));
    return connection;
}

bool isSecretBusOption(const std::string& name)
{
    const auto contains = [&name](const char* part) { return name.find(part) != std::string::npos; };
    return contains("password") || contains("secret") || name == "ssl.key.pem" || name == "sasl.oauthbearer.config";
}

std::string withLogin(const std::string& url, const std::string& user)
{
    const std::size_t scheme = url.find("://");
    if (user.empty() || scheme == std::string::npos || !isPostgres(url)) {
        return url;
    }
    const std::size_t begin = scheme + 3;
    const std::size_t end = std::min(url.find_first_of("/?", begin), url.size());
    if (url.substr(begin, end - begin).find('@') != std::string::npos) {
        return url;
    }
    return url.substr(0, begin) + percentEncoded(user, /*dots=*/false) + "@" + url.substr(begin);
}

void addBusLogin(Connection& connection, const std::string& user)
{
    if (!isKafka(connection.bus)) {
        return;
    }
    auto& options = connection.busOptions;
    if (!user.empty()) {
        options.try_emplace("security.protocol", "SASL_SSL");
        options.try_emplace("sasl.mechanisms", "SCRAM-SHA-512");
        options.try_emplace("sasl.username", user);
    }
    if (!connection.certificates.empty()) {
        options.try_emplace("security.protocol", "SSL");
        options.try_emplace("ssl.ca.location", connection.certificates);
    }
}

} // namespace argus::runtime
