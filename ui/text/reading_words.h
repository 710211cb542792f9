// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"
#include "core/domain/recording_file.h"
#include "core/domain/triage.h"
#include "ui/text/words.h"

#include <QString>
#include <QStringList>

#include <vector>

/// How a recording was read, in the user's words. GUI thread.
namespace argus::ui::reading {

using Formats = std::vector<api::Format>;

/// "Vector BLF"; the name itself where it is not known; a dash for none.
QString formatName(const Formats& formats, const std::string& format);
/// The same, with a remark when the user named it.
QString formatText(const Formats& formats, const std::string& format, const std::string& readAs);
/// "ASAM MDF, candump log, …": every format once.
QString formatList(const Formats& formats);
/// Name filters for a dialog that chooses files: all recordings, each format, all files.
QStringList nameFilters(const Formats& formats);

/// "+12.340 s", with as many digits as it takes.
QString shiftText(domain::RecordingTime shift);
/// "12.340 s behind a.log, 412 common frames", "by its own clock", ...
QString clockText(const domain::TriageClock& clock);
/// Of a file that is not gathered yet: only what the user said.
QString clockText(const domain::RecordingFile& file);

/// "skipped: container cut off (1, first at 0x118B7F0); …", one line.
QString skippedText(const std::vector<domain::Skipped>& skipped);
/// "LIN frame: 1,200; marker: 2"; a dash for none.
QString kindsText(const std::map<std::string, std::uint64_t>& kinds);
/// Error, skipped records and warnings: one after the other, or each on a line.
QString remarkText(const domain::TriageFile& file, const QString& separator);
/// How much of the file was read: "Read in full", "Read in part", "Failed", ...
words::Badge fileBadge(const domain::TriageFile& file);
std::uint64_t skippedCount(const domain::TriageFile& file);

} // namespace argus::ui::reading
