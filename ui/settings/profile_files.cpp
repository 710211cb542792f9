// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/profile_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// A profile is some hundred bytes; nothing that is larger is read into memory.
constexpr qint64 kLargestFile = 64 * 1024;

base::Failure cannot(const QString& what, const QString& path, const QString& why)
{
    return base::fail(base::ErrorCode::Unavailable, QString(what % u' ' % path % u": "_s % why).toStdString());
}

base::Result<ConnectionProfile> readProfile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return cannot(u"cannot read"_s, path, file.errorString());
    }
    return profileFromJson(QFileInfo(path).completeBaseName(), file.read(kLargestFile));
}

} // namespace

ProfileFiles::ProfileFiles(QString folder)
    : m_folder(std::move(folder))
{ }

QString ProfileFiles::pathOf(const QString& name) const
{
    return m_folder % u'/' % name % u".json"_s;
}

ProfileFiles::Loaded ProfileFiles::load() const
{
    Loaded loaded;
    const QDir folder(m_folder);
    for (const QString& name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto profile = readProfile(folder.filePath(name));
        if (profile) {
            loaded.profiles << *profile;
        } else {
            loaded.unreadable << QString(name % u": "_s % QString::fromStdString(profile.error().message));
        }
    }
    std::sort(loaded.profiles.begin(), loaded.profiles.end(),
              [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    return loaded;
}

base::Result<> ProfileFiles::save(const ConnectionProfile& profile, const QString& replaces) const
{
    if (const ProfileFault fault = faultOf(profile); fault == ProfileFault::NoName || fault == ProfileFault::BadName) {
        return base::fail(base::ErrorCode::Invalid, "'" + profile.name.toStdString() + "' is no name of a profile");
    }
    if (!QDir().mkpath(m_folder)) {
        return cannot(u"cannot make the folder"_s, m_folder, u"check who may write there"_s);
    }
    QSaveFile file(pathOf(profile.name));
    const QByteArray json = toJson(profile);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size()
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !file.commit()) {
        return cannot(u"cannot write"_s, file.fileName(), file.errorString());
    }
    return replaces.isEmpty() || replaces == profile.name ? base::Result<>() : remove(replaces);
}

base::Result<> ProfileFiles::remove(const QString& name) const
{
    QFile file(pathOf(name));
    if (file.exists() && !file.remove()) {
        return cannot(u"cannot remove"_s, file.fileName(), file.errorString());
    }
    return {};
}

} // namespace argus::ui
