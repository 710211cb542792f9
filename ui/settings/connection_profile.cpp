// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/connection_profile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <array>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVersion = 1;
constexpr int kLongestName = 64;

struct Field
{
    QLatin1String key;
    QString ConnectionProfile::* member;
};

constexpr std::array<Field, 8> kFields {{
    {"name"_L1, &ConnectionProfile::name},
    {"store"_L1, &ConnectionProfile::store},
    {"user"_L1, &ConnectionProfile::user},
    {"blobs"_L1, &ConnectionProfile::blobs},
    {"key_id"_L1, &ConnectionProfile::keyId},
    {"bus"_L1, &ConnectionProfile::bus},
    {"bus_user"_L1, &ConnectionProfile::busUser},
    {"ca_file"_L1, &ConnectionProfile::caFile},
}};

bool hasPassword(const QString& address)
{
    const QUrl url(address);
    return url.isValid() && address.contains("://"_L1) && !url.password().isEmpty();
}

bool namesHost(const QString& address)
{
    const QUrl url(address, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty();
}

/// kafka:// takes several servers, which no URL does.
bool namesBrokers(const QString& address)
{
    const QStringList brokers = address.mid(address.indexOf("://"_L1) + 3).split(u',');
    for (const QString& broker : brokers) {
        if (!namesHost(u"kafka://"_s % broker)) {
            return false;
        }
    }
    return true;
}

bool isSharedFolder(const QString& blobs)
{
    return blobs.startsWith("shared:"_L1);
}

ProfileFault addressFault(const ConnectionProfile& profile)
{
    if (hasPassword(profile.store) || hasPassword(profile.blobs) || hasPassword(profile.bus)) {
        return ProfileFault::PasswordInAddress;
    }
    const bool strangeStore = profile.store.contains("://"_L1) && !profile.usesPostgres();
    const bool noDatabase = profile.usesPostgres()
        && (!namesHost(profile.store) || QUrl(profile.store).path().size() < 2 || QUrl(profile.store).hasQuery());
    if (strangeStore || noDatabase) {
        return ProfileFault::StoreAddress;
    }
    const bool strangeBlobs = profile.blobs.contains("://"_L1) && !profile.usesS3();
    const bool noBucket
        = profile.usesS3() && (!namesHost(profile.blobs.mid(3)) || QUrl(profile.blobs.mid(3)).path().size() < 2);
    if (strangeBlobs || noBucket || profile.blobs == "shared:"_L1) {
        return ProfileFault::BlobAddress;
    }
    const bool isLocalBus = profile.bus.isEmpty() || profile.bus == "local"_L1;
    if (!isLocalBus && (!profile.usesKafka() || !namesBrokers(profile.bus))) {
        return ProfileFault::BusAddress;
    }
    return ProfileFault::None;
}

} // namespace

bool ConnectionProfile::usesPostgres() const
{
    return store.startsWith("postgresql://"_L1) || store.startsWith("postgres://"_L1);
}

bool ConnectionProfile::usesS3() const
{
    return blobs.startsWith("s3+http://"_L1) || blobs.startsWith("s3+https://"_L1);
}

bool ConnectionProfile::usesKafka() const
{
    return bus.startsWith("kafka://"_L1);
}

ProfileFault faultOf(const ConnectionProfile& profile)
{
    if (profile.name.trimmed().isEmpty()) {
        return ProfileFault::NoName;
    }
    if (profile.name.size() > kLongestName) {
        return ProfileFault::NameTooLong;
    }
    if (const ProfileFault fault = addressFault(profile); fault != ProfileFault::None) {
        return fault;
    }
    if (!profile.usesPostgres() && (profile.usesKafka() || profile.usesS3() || isSharedFolder(profile.blobs))) {
        return ProfileFault::LocalAlone;
    }
    if (profile.usesPostgres() && (!profile.usesKafka() || !(profile.usesS3() || isSharedFolder(profile.blobs)))) {
        return ProfileFault::SharedTogether;
    }
    return ProfileFault::None;
}

QByteArray toJson(const ConnectionProfile& profile)
{
    QJsonObject object {{u"version"_s, kVersion}};
    for (const Field& field : kFields) {
        if (const QString& value = profile.*field.member; !value.isEmpty()) {
            object.insert(field.key, value);
        }
    }
    return QJsonDocument(object).toJson();
}

base::Result<ConnectionProfile> profileFromJson(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        return base::fail(base::ErrorCode::Invalid, "is no connection profile: " + error.errorString().toStdString());
    }
    const QJsonObject object = document.object();
    const int version = object.value("version"_L1).toInt();
    if (version < 1 || version > kVersion) {
        return base::fail(base::ErrorCode::Invalid,
                          "is of version " + std::to_string(version) + ", which this program does not know");
    }
    ConnectionProfile profile;
    for (const Field& field : kFields) {
        profile.*field.member = object.value(field.key).toString();
    }
    if (profile.name.isEmpty()) {
        return base::fail(base::ErrorCode::Invalid, "has no name");
    }
    return profile;
}

} // namespace argus::ui
