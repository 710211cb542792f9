// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace argus::desktop {

/// What argus-desk was started with.
struct Options
{
    QString store; ///< a path or postgresql://...; empty: the user's default store
    QString blobs; ///< empty: beside the store
    QString bus; ///< empty: local
    QString profile; ///< a saved connection; empty: none
    QStringList busOptions; ///< "name=value"
    QString sample; ///< a recording to submit and show; empty: none
    QString theme; ///< "light" or "dark"; empty: as in the settings
    QString language; ///< "en", "zh_CN" or "ko"; empty: as in the settings
    QString screenshot; ///< where to save a picture of the window; empty: nowhere
    QString page; ///< to show at first; empty: the last one
    QStringList paths; ///< files and folders to take in
    bool measureStart = false;
};

/// Reads the command line; where it only asks for help or the version, or is wrong, prints what is due and gives the
/// exit status instead (0, or 2 for bad usage). Needs a QCoreApplication.
struct ParsedOptions
{
    Options options;
    std::optional<int> exitStatus;
};
ParsedOptions parseOptions(const QStringList& arguments);

} // namespace argus::desktop
