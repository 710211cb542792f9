// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/runtime/connection.h"

#include <filesystem>
#include <string>
#include <vector>

/// Saved connections, as the desk writes them (ui/settings/profile_files): one JSON file each in the user's
/// configuration folder, for the desk and the command line alike. Secrets are not in them but in the system's keyring
/// (core/runtime/keyring.h). Any thread; small files, blocking.
namespace argus::runtime {

/// `$XDG_CONFIG_HOME/argus-desk/profiles`, or the same in ~/.config.
std::filesystem::path profileFolder();

/// Names of letters, digits, '-', '_', '.' and spaces, 1 to 64 of them, not beginning with a dot.
bool isValidProfileName(const std::string& name);

/// The names, sorted. A folder that is not there holds none.
std::vector<std::string> profileNames(const std::filesystem::path& folder = profileFolder());
/// NotFound names those that are there; Invalid says what is wrong with the file. The secrets are empty.
base::Result<Connection> loadProfile(const std::string& name, const std::filesystem::path& folder = profileFolder());

} // namespace argus::runtime
