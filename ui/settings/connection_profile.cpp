// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/connection_profile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestName = 64;

struct Field
{
    QLatin1String key;
    QString ConnectionProfile::* member;
};

constexpr std::array<Field, 4> kFields {{
    {"store"_L1, &ConnectionProfile::store},
    {"bus"_L1, &ConnectionProfile::bus},
    {"blobs"_L1, &ConnectionProfile::blobs},
    {"certificates"_L1, &ConnectionProfile::certificates},
}};

bool isNameCharacter(QChar c)
{
    const bool isLetter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
    return isLetter || c == u'-' || c == u'_' || c == u'.' || c == u' ';
}

bool isGoodName(const QString& name)
{
    return name.size() <= kLongestName && !name.startsWith(u'.') && !name.startsWith(u' ')
        && std::all_of(name.begin(), name.end(), isNameCharacter);
}

/// As the Kafka client names what is secret: it does not belong into a file.
bool isSecretOption(const QString& name)
{
    return name.contains("password"_L1) || name.contains("secret"_L1) || name == "ssl.key.pem"_L1
        || name == "sasl.oauthbearer.config"_L1;
}

bool hasPassword(const QString& address)
{
    const QUrl url(address);
    // libpq takes one among the parameters, too.
    return address.contains("://"_L1)
        && (!url.password().isEmpty() || address.contains("password="_L1)
            || address.section(u'@', 0, -2).section("://"_L1, 1).contains(u':'));
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
    const bool noDatabase
        = profile.usesPostgres() && (!namesHost(profile.store) || QUrl(profile.store).path().size() < 2);
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
    const QStringList options = profile.busOptions.keys();
    return std::any_of(options.begin(), options.end(), isSecretOption) ? ProfileFault::SecretOption
                                                                       : ProfileFault::None;
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
    if (!isGoodName(profile.name)) {
        return ProfileFault::BadName;
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
    QJsonObject object;
    for (const Field& field : kFields) {
        if (const QString& value = profile.*field.member; !value.isEmpty()) {
            object.insert(field.key, value);
        }
    }
    QJsonObject options;
    for (auto it = profile.busOptions.begin(); it != profile.busOptions.end(); ++it) {
        options.insert(it.key(), it.value());
    }
    if (!options.isEmpty()) {
        object.insert("bus_options"_L1, options);
    }
    return QJsonDocument(object).toJson();
}

base::Result<ConnectionProfile> profileFromJson(const QString& name, const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        return base::fail(base::ErrorCode::Invalid, "is no connection profile: " + error.errorString().toStdString());
    }
    const QJsonObject object = document.object();
    ConnectionProfile profile;
    profile.name = name;
    for (const Field& field : kFields) {
        profile.*field.member = object.value(field.key).toString();
    }
    const QJsonObject options = object.value("bus_options"_L1).toObject();
    for (auto it = options.begin(); it != options.end(); ++it) {
        profile.busOptions.insert(it.key(), it.value().toString());
    }
    return profile;
}

QString optionsText(const QMap<QString, QString>& options)
{
    QStringList parts;
    for (auto it = options.begin(); it != options.end(); ++it) {
        parts << QString(it.key() % u'=' % it.value());
    }
    return parts.join(u", "_s);
}

QMap<QString, QString> optionsFromText(const QString& text)
{
    QMap<QString, QString> options;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        if (const QString name = part.left(equals).trimmed(); equals > 0 && !name.isEmpty()) {
            options.insert(name, part.mid(equals + 1).trimmed());
        }
    }
    return options;
}

} // namespace argus::ui
