// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>

/// Where the state of an engine lives, as users name it, and which of these places go together.
namespace argus::runtime {

/// Database, bus and recordings as options, environment and profiles give them. The secrets never come from the command
/// line and are never written to a file of ours.
struct Connection
{
    std::string store; ///< a path (SQLite) or postgresql://...; empty: the user's default store
    std::string bus; ///< "local" or kafka://host:port[,host:port]; empty: local
    /// A folder, shared:PATH, s3+http://host:port/bucket or s3+https://...; empty: beside a local store.
    std::string blobs;
    std::map<std::string, std::string> busOptions; ///< of the Kafka client library, by its names
    std::string certificates; ///< a PEM file of authorities for S3 over TLS; empty: the system's

    std::string storePassword; ///< empty: from the URL, PGPASSWORD or the password file
    std::string s3AccessKey;
    std::string s3SecretKey;
};

enum class Mode : std::uint8_t
{
    Local, ///< SQLite, the bus of this process, a folder
    Shared, ///< PostgreSQL, Kafka, and S3 or a folder that all mount
};

bool isPostgres(const std::string& store);
bool isKafka(const std::string& bus);
bool isS3(const std::string& blobs);
/// The path of shared:PATH, empty for anything else.
std::string sharedFolder(const std::string& blobs);

/// Only these go together: all three local; PostgreSQL, Kafka and S3; PostgreSQL, Kafka and a shared folder. Everything
/// else is Invalid, with what is missing.
base::Result<Mode> modeOf(const Connection& connection);

/// The connection for people and logs: without passwords.
std::string describe(const Connection& connection);
/// A URL without the password in it.
std::string withoutPassword(const std::string& url);

} // namespace argus::runtime
