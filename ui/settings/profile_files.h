// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/connection_profile.h"

#include <QList>
#include <QStringList>

namespace argus::ui {

/// The connection profiles of a user: a folder with NAME.json for each, which the command line reads too; written whole
/// or not at all. Any
/// thread, one at a time.
class ProfileFiles
{
public:
    /// The folder is made with the first profile.
    explicit ProfileFiles(QString folder);

    struct Loaded
    {
        QList<ConnectionProfile> profiles; ///< by name
        QStringList unreadable; ///< "FILE: why", in English
    };
    Loaded load() const;
    /// `replaces`: the name it had before; its file goes. Invalid for a bad name; Unavailable when the folder cannot be
    /// written.
    base::Result<> save(const ConnectionProfile& profile, const QString& replaces) const;
    /// What is not there is no error.
    base::Result<> remove(const QString& name) const;

private:
    QString pathOf(const QString& name) const;

    QString m_folder;
};

} // namespace argus::ui
