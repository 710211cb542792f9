// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace argus::ui {

/// Where a desk finds its store, its recordings and its bus, under a name. Holds no secrets: those are in the system's
/// keyring.
struct ConnectionProfile
{
    QString name;
    QString store; ///< a path, or postgresql://user@host:port/database; empty: the user's own store
    QString blobs; ///< a folder, shared:PATH, s3+http(s)://host:port/bucket; empty: beside the store
    QString bus; ///< "local", or kafka://host:port[,host:port]; empty: local
    QMap<QString, QString> busOptions; ///< of the Kafka client, by its names: security.protocol, sasl.username, ...
    QString certificates; ///< a PEM file of authorities for S3 over TLS; empty: the system's

    bool operator==(const ConnectionProfile&) const = default;
    bool usesPostgres() const;
    bool usesS3() const;
    bool usesKafka() const;
};

/// What a profile needs beside itself.
struct ConnectionSecrets
{
    QString storePassword;
    QString accessKey; ///< of S3
    QString secretKey;
    QString busPassword;
};

enum class ProfileFault
{
    None,
    NoName,
    BadName, ///< not of ASCII letters, digits, '-', '_', '.' and spaces, 64 at most, beginning with a visible one
    PasswordInAddress, ///< it would stand in a file
    StoreAddress,
    BlobAddress,
    BusAddress,
    SecretOption, ///< an option of the bus that holds a secret
    LocalAlone, ///< a local store goes with local recordings and the local bus
    SharedTogether, ///< PostgreSQL goes with Kafka, and with S3 or a shared folder
};

/// What is wrong with a profile, as far as can be told without its servers.
ProfileFault faultOf(const ConnectionProfile& profile);

/// The document of a profile without its name, and back. Invalid for a text that is none.
QByteArray toJson(const ConnectionProfile& profile);
base::Result<ConnectionProfile> profileFromJson(const QString& name, const QByteArray& json);

/// "security.protocol=SASL_SSL, sasl.username=desk" and back; what has no '=' is left out.
QString optionsText(const QMap<QString, QString>& options);
QMap<QString, QString> optionsFromText(const QString& text);

} // namespace argus::ui
