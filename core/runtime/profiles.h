// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/runtime/connection.h"

#include <filesystem>
#include <string>
#include <vector>

/// Saved connections, as the desk writes them (ui/settings/profile_files): one JSON file each in the user's
/// configuration folder. Secrets are not in them but in the system's keyring (core/runtime/keyring.h). Any thread; small
/// files, blocking.
namespace argus::runtime {

/// `$XDG_CONFIG_HOME/argus-desk/connections`, or the same in ~/.config.
std::filesystem::path profileFolder();

/// The names, sorted. A folder that is not there holds none; a file that is no profile is left out.
std::vector<std::string> profileNames(const std::filesystem::path& folder = profileFolder());
/// NotFound names those that are there; Invalid says what is wrong with the file. The secrets are empty.
base::Result<Connection> loadProfile(const std::string& name, const std::filesystem::path& folder = profileFolder());

/// True for options of the Kafka client that hold a secret (sasl.password, ssl.key.password, ...).
bool isSecretBusOption(const std::string& name);

/// The store's URL with the login in it, where it names none.
std::string withLogin(const std::string& url, const std::string& user);
/// The options of the Kafka client that a user name and a file of authorities stand for: SASL (SCRAM-SHA-512) over TLS,
/// or TLS alone. Options that are there already stay.
void addBusLogin(Connection& connection, const std::string& user);

} // namespace argus::runtime
