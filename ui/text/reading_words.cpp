// SPDX-License-Identifier: Apache-2.0
#include "ui/text/reading_words.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace argus::ui::reading {

using namespace Qt::StringLiterals;

namespace {

struct LedgerText
{
    Q_DECLARE_TR_FUNCTIONS(LedgerModel)
};

struct ReadingWords
{
    Q_DECLARE_TR_FUNCTIONS(ReadingWords)
};

/// Files that are unpacked as they are taken in.
constexpr auto kPacked = "*.zip *.7z *.tar *.tgz *.gz *.bz2 *.xz *.zst *.lz4"_L1;

/// Seconds with the digits that say something: at least three, at most nine.
QString secondsText(double seconds, domain::RecordingTime nanoseconds)
{
    const int digits = nanoseconds % 1'000'000 == 0 ? 3 : nanoseconds % 1000 == 0 ? 6 : 9;
    return ReadingWords::tr("%1 s").arg(QLocale().toString(seconds, 'f', digits));
}

QString patternsOf(const api::Format& format)
{
    QStringList patterns;
    for (const std::string& extension : format.extensions) {
        patterns << u'*' % display::text(extension);
    }
    return patterns.join(u' ');
}

} // namespace

QString formatName(const Formats& formats, const std::string& format)
{
    if (format.empty()) {
        return display::none();
    }
    const auto known = std::ranges::find(formats, format, &api::Format::name);
    return display::text(known == formats.end() ? format : known->displayName);
}

QString formatText(const Formats& formats, const std::string& format, const std::string& readAs)
{
    const QString name = formatName(formats, format.empty() ? readAs : format);
    return readAs.empty() ? name : ReadingWords::tr("%1 (set by hand)").arg(name);
}

QString formatList(const Formats& formats)
{
    QStringList names;
    for (const api::Format& format : formats) {
        names << display::text(format.displayName);
    }
    return names.join(u", "_s);
}

QStringList nameFilters(const Formats& formats)
{
    QStringList all;
    QStringList filters;
    for (const api::Format& format : formats) {
        const QString patterns = patternsOf(format);
        for (const QString& pattern : patterns.split(u' ')) {
            if (!all.contains(pattern)) {
                all << pattern;
            }
        }
        // Brackets of a name would be taken for the patterns.
        QString name = display::text(format.displayName);
        name.remove(u'(').remove(u')');
        filters << u"%1 (%2)"_s.arg(name, patterns);
    }
    all.sort();
    filters.prepend(ReadingWords::tr("Recordings, also packed (%1)").arg(all.join(u' ') % u' ' % kPacked));
    filters << ReadingWords::tr("All files (*)");
    return filters;
}

QString shiftText(domain::RecordingTime shift)
{
    const QString text = secondsText(std::abs(static_cast<double>(shift)) / 1e9, shift);
    return (shift < 0 ? u"−"_s : u"+"_s) % text;
}

QString clockText(const domain::TriageClock& clock)
{
    const QString reference = display::text(clock.reference);
    const QString frames = ReadingWords::tr(
        "%n common frame(s)", nullptr, static_cast<int>(std::min<std::uint64_t>(clock.commonFrames, 2'000'000'000)));
    if (clock.source == "common frames" && !reference.isEmpty()) {
        const QString apart = secondsText(std::abs(static_cast<double>(clock.shift)) / 1e9, clock.shift);
        return clock.shift < 0 ? ReadingWords::tr("%1 ahead of %2, %3").arg(apart, reference, frames)
                               : ReadingWords::tr("%1 behind %2, %3").arg(apart, reference, frames);
    }
    if (clock.source == "given") {
        return reference.isEmpty() ? ReadingWords::tr("Set by hand: %1").arg(shiftText(clock.shift))
                                   : ReadingWords::tr("Set by hand: %1, as %2").arg(shiftText(clock.shift), reference);
    }
    if (clock.source == "split") {
        return reference.isEmpty() ? ReadingWords::tr("Goes on from the file before")
                                   : ReadingWords::tr("Goes on from the file before, as %1").arg(reference);
    }
    if (clock.source == "time of day") {
        return clock.commonFrames > 0 ? ReadingWords::tr("Time of day, as %1; %2").arg(reference, frames)
                                      : ReadingWords::tr("Time of day, as %1").arg(reference);
    }
    return clock.commonFrames > 0 ? ReadingWords::tr("Its own; %1").arg(frames) : ReadingWords::tr("Its own");
}

QString clockText(const domain::RecordingFile& file)
{
    return file.clockShift ? ReadingWords::tr("Set by hand: %1").arg(shiftText(*file.clockShift)) : display::none();
}

words::Badge fileBadge(const domain::TriageFile& file)
{
    if (file.duplicateOf) {
        return {LedgerText::tr("Duplicate"), u"duplicate"_s, Tone::Neutral};
    }
    if (file.status == domain::FileStatus::Failed) {
        return words::fileStatus(file.status);
    }
    if (!file.skipped.empty()) {
        return file.records == 0 && file.frames == 0
            ? words::Badge {LedgerText::tr("Nothing read"), u"error"_s, Tone::Bad}
            : words::Badge {LedgerText::tr("Read in part"), u"warning"_s, Tone::Warn};
    }
    if (!file.warnings.empty()) {
        return {LedgerText::tr("With warnings"), u"warning"_s, Tone::Warn};
    }
    return {LedgerText::tr("Read in full"), u"ok"_s, Tone::Ok};
}

std::uint64_t skippedCount(const domain::TriageFile& file)
{
    std::uint64_t count = 0;
    for (const domain::Skipped& skipped : file.skipped) {
        count += skipped.count;
    }
    return count;
}

QString skippedText(const std::vector<domain::Skipped>& skipped)
{
    QStringList reasons;
    for (const domain::Skipped& entry : skipped) {
        reasons << ReadingWords::tr("skipped: %1 (%2, first at %3)")
                       .arg(phrase(entry.reason), display::number(entry.count), display::offset(entry.firstOffset));
    }
    return reasons.join(u"; "_s);
}

QString kindsText(const std::map<std::string, std::uint64_t>& kinds)
{
    QStringList parts;
    for (const auto& [kind, count] : kinds) {
        parts << u"%1: %2"_s.arg(phrase(kind), display::number(count));
    }
    return parts.isEmpty() ? display::none() : parts.join(u"; "_s);
}

QString remarkText(const domain::TriageFile& file, const QString& separator)
{
    QStringList parts;
    if (!file.error.empty()) {
        parts << phrase(file.error);
    }
    for (const domain::Skipped& entry : file.skipped) {
        parts << skippedText({entry});
    }
    for (const std::string& warning : file.warnings) {
        parts << phrase(warning);
    }
    return parts.join(separator);
}

} // namespace argus::ui::reading
