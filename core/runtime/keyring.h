// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/runtime/connection.h"

#include <chrono>
#include <string>

/// Secrets of saved connections in the system's keyring (Secret Service, KWallet), where the desk puts them. Blocking:
/// any thread but the window's. Without a keyring service each call fails with Unavailable and says so.
namespace argus::runtime {

/// What a profile may keep secret.
enum class Secret
{
    StorePassword,
    S3AccessKey,
    S3SecretKey,
    BusPassword, ///< sasl.password of the Kafka client
};

/// Empty when there is none.
base::Result<std::string> readSecret(const std::string& profile, Secret secret);

/// Fills in what the connection of a profile lacks: from the environment (PGPASSWORD is libpq's own; for S3
/// ARGUS_S3_ACCESS_KEY and ARGUS_S3_SECRET_KEY; ARGUS_BUS_PASSWORD, ARGUS_BUS_KEY_PASSWORD), else from the keyring.
/// `profile` may be empty: then only from the environment. A keyring that is away is an error only where the profile's
/// connection is a shared one and the environment lacks what it needs for S3.
base::Result<> fillSecrets(const std::string& profile, Connection& connection);

} // namespace argus::runtime
