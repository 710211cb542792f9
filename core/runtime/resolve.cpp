// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/resolve.h"

#include "core/base/text.h"
#include "core/bus/kafka/kafka_settings.h"
#include "core/runtime/keyring.h"
#include "core/runtime/profiles.h"

#include <utility>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

std::string whereSecretGoes(const std::string& option)
{
    return option == "sasl.password" ? "give it in ARGUS_BUS_PASSWORD, or keep it in the keyring of a profile"
        : option == "ssl.key.password"
        ? "give it in ARGUS_BUS_KEY_PASSWORD"
        : "this program takes only sasl.password and ssl.key.password, from ARGUS_BUS_PASSWORD and "
          "ARGUS_BUS_KEY_PASSWORD";
}

/// Profiles are files: somebody may have written a secret into one by hand.
Result<> refuseSecrets(const Connection& saved, const std::string& profile)
{
    if (withoutPassword(saved.store) != saved.store) {
        return fail(ErrorCode::Invalid,
                    "the profile '" + profile + "' holds the password of " + withoutPassword(saved.store)
                        + ", which does not belong into a file: take it out; give it in PGPASSWORD, or keep it in "
                          "~/.pgpass or the keyring");
    }
    for (const auto& [name, value] : saved.busOptions) {
        if (bus::kafka::isSecretOption(name)) {
            return fail(ErrorCode::Invalid,
                        "the profile '" + profile + "' holds the secret " + base::printable(name)
                            + ", which does not belong into a file: take it out; " + whereSecretGoes(name));
        }
    }
    return {};
}

Result<> addBusOption(Connection& connection, const std::string& option)
{
    const std::size_t equals = option.find('=');
    if (equals == std::string::npos || equals == 0) {
        return fail(ErrorCode::Invalid, "--bus-option " + option + ": give name=value");
    }
    const std::string name = option.substr(0, equals);
    if (bus::kafka::isSecretOption(name)) {
        return fail(ErrorCode::Invalid,
                    "--bus-option " + base::printable(name) + ": a secret does not belong on the command line; "
                        + whereSecretGoes(name));
    }
    connection.busOptions[name] = option.substr(equals + 1);
    return {};
}

} // namespace

Result<Connection> resolveConnection(const Connection& given, const std::string& profile,
                                     const std::vector<std::string>& busOptions)
{
    Connection connection;
    if (!profile.empty()) {
        auto saved = loadProfile(profile);
        if (!saved) {
            return fail(saved);
        }
        ARGUS_TRY(refuseSecrets(*saved, profile));
        connection = std::move(*saved);
    }
    for (const auto member : {&Connection::store, &Connection::bus, &Connection::blobs, &Connection::certificates}) {
        if (!(given.*member).empty()) {
            connection.*member = given.*member;
        }
    }
    for (const std::string& option : busOptions) {
        ARGUS_TRY(addBusOption(connection, option));
    }
    ARGUS_TRY(fillSecrets(profile, connection));
    return connection;
}

} // namespace argus::runtime
