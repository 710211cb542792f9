// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/profiles.h"

#include "core/base/file_io.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLargestFile = 1 << 20;

fs::path fileOf(const std::string& name, const fs::path& folder)
{
    return folder / (name + ".json");
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

Result<> checkName(const std::string& name)
{
    return isValidProfileName(name)
        ? Result<>()
        : Result<>(
              fail(ErrorCode::Invalid,
                   "'" + name + "' is no name of a profile: letters, digits, '-', '_', '.' and spaces, 64 at most"));
}

Result<std::string> textOf(const json& object, const char* key, const fs::path& path)
{
    const auto found = object.find(key);
    if (found == object.end()) {
        return std::string();
    }
    if (!found->is_string()) {
        return fail(ErrorCode::Invalid, path.string() + ": \"" + key + "\" must be a text");
    }
    return found->get<std::string>();
}

Result<Connection> fromJson(const json& object, const fs::path& path)
{
    if (!object.is_object()) {
        return fail(ErrorCode::Invalid, path.string() + " is no profile: it must hold one JSON object");
    }
    Connection connection;
    for (const auto& [key, target] :
         {std::pair {"store", &connection.store}, std::pair {"bus", &connection.bus},
          std::pair {"blobs", &connection.blobs}, std::pair {"certificates", &connection.certificates}}) {
        auto text = textOf(object, key, path);
        if (!text) {
            return fail(text);
        }
        if (object.contains(key)) {
            *target = std::move(*text);
        }
    }
    const auto options = object.find("bus_options");
    if (options != object.end()) {
        if (!options->is_object()) {
            return fail(ErrorCode::Invalid, path.string() + ": \"bus_options\" must be an object");
        }
        for (const auto& [name, value] : options->items()) {
            if (!value.is_string()) {
                return fail(ErrorCode::Invalid, path.string() + ": the option \"" + name + "\" must be a text");
            }
            connection.busOptions[name] = value.get<std::string>();
        }
    }
    return connection;
}

} // namespace

fs::path profileFolder()
{
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = config && *config ? fs::path(config) : fs::path(home && *home ? home : ".") / ".config";
    return base / "argus-desk" / "profiles";
}

bool isValidProfileName(const std::string& name)
{
    return !name.empty() && name.size() <= kLongestName && name.front() != '.' && name.front() != ' '
        && std::all_of(name.begin(), name.end(),
                       [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ' '; });
}

std::vector<std::string> profileNames(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() == ".json" && isValidProfileName(it->path().stem().string())) {
            names.push_back(it->path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<Connection> loadProfile(const std::string& name, const fs::path& folder)
{
    ARGUS_TRY(checkName(name));
    const fs::path path = fileOf(name, folder);
    std::error_code error;
    if (!fs::exists(path, error)) {
        std::string known;
        for (const std::string& other : profileNames(folder)) {
            known += (known.empty() ? "" : ", ") + other;
        }
        return fail(ErrorCode::NotFound,
                    "there is no profile '" + name + "'"
                        + (known.empty() ? "; none is saved in " + folder.string() : "; there are: " + known));
    }
    const auto text = base::readSmallFile(path, kLargestFile);
    if (!text) {
        return fail(text);
    }
    const json object = json::parse(*text, nullptr, /*allow_exceptions=*/false);
    if (object.is_discarded()) {
        return fail(ErrorCode::Invalid, path.string() + " is no JSON");
    }
    return fromJson(object, path);
}

} // namespace argus::runtime
