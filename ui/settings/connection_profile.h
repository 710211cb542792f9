// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace argus::ui {

/// Where a desk finds its store, its recordings and its bus, under a name. Holds no secrets: those are in the system's
/// keyring.
struct ConnectionProfile
{
    QString name;
    QString store; ///< a path, or postgresql://host:port/database; empty: the user's own store
    QString user; ///< of the database
    QString blobs; ///< a folder, shared:PATH, s3+http(s)://host:port/bucket; empty: beside the store
    QString keyId; ///< of the object store
    QString bus; ///< "local", or kafka://host:port[,host:port]; empty: local
    QString busUser;
    QString caFile; ///< whose certificates are trusted, PEM; empty: the system's

    bool operator==(const ConnectionProfile&) const = default;
    bool usesPostgres() const;
    bool usesS3() const;
    bool usesKafka() const;
};

/// What a profile needs beside itself.
struct ConnectionSecrets
{
    QString storePassword;
    QString blobSecret;
    QString busPassword;
};

enum class ProfileFault
{
    None,
    NoName,
    NameTooLong, ///< more than 64 characters
    PasswordInAddress, ///< it would stand in a file
    StoreAddress,
    BlobAddress,
    BusAddress,
    LocalAlone, ///< a local store goes with local recordings and the local bus
    SharedTogether, ///< PostgreSQL goes with Kafka, and with S3 or a shared folder
};

/// What is wrong with a profile, as far as can be told without its servers.
ProfileFault faultOf(const ConnectionProfile& profile);

/// The document of a profile, and back. Invalid for a text that is none, or of a newer version.
QByteArray toJson(const ConnectionProfile& profile);
base::Result<ConnectionProfile> profileFromJson(const QByteArray& json);

} // namespace argus::ui
