// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/resolve.h"

#include "core/runtime/keyring.h"
#include "core/runtime/profiles.h"

#include <utility>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

Result<> addBusOption(Connection& connection, const std::string& option)
{
    const std::size_t equals = option.find('=');
    if (equals == std::string::npos || equals == 0) {
        return fail(ErrorCode::Invalid, "--bus-option " + option + ": give name=value");
    }
    const std::string name = option.substr(0, equals);
    if (isSecretBusOption(name)) {
        return fail(ErrorCode::Invalid,
                    "--bus-option " + name
                        + ": a secret does not belong on the command line; give it in ARGUS_BUS_PASSWORD or keep it in "
                          "the keyring of a profile");
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
