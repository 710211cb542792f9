// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/align_clocks.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>

namespace argus::analysis {

namespace {

constexpr domain::RecordingTime kMillisecond = 1'000'000;
constexpr domain::RecordingTime kSecond = 1000 * kMillisecond;
/// Two recorders stamp the same frame within this, once the difference of their clocks is taken off.
constexpr domain::RecordingTime kJitter = 20 * kMillisecond;
/// Common frames that agree on a difference, at least so many and so large a share of all common frames, in percent.
constexpr std::size_t kLeastAgreeing = 6;
constexpr std::size_t kLeastShare = 60;
/// Differences below this are those of one clock.
constexpr domain::RecordingTime kSameClock = 50 * kMillisecond;
/// A split recording goes on within this.
constexpr domain::RecordingTime kSplitPause = 5 * kSecond;

/// How far the clock of `right` is ahead of that of `left`, and how many frames say so.
struct Difference
{
    domain::RecordingTime ahead = 0;
    std::size_t agreeing = 0;
};

std::optional<Difference> compare(const FileFindings& left, const FileFindings& right)
{
    std::vector<domain::RecordingTime> differences;
    auto at = left.marks.begin();
    for (const ClockMark& mark : right.marks) {
        while (at != left.marks.end() && at->hash < mark.hash) {
            ++at;
        }
        domain::RecordingTime difference = 0;
        if (at != left.marks.end() && at->hash == mark.hash && !__builtin_sub_overflow(mark.ts, at->ts, &difference)) {
            differences.push_back(difference);
        }
    }
    std::ranges::sort(differences);
    // The widest run of differences within the jitter.
    Difference best;
    for (std::size_t first = 0, last = 0; last < differences.size(); ++last) {
        while (differences[last] - differences[first] > kJitter) {
            ++first;
        }
        if (last - first + 1 > best.agreeing) {
            best = {differences[first + (last - first) / 2], last - first + 1};
        }
    }
    const bool isSure = best.agreeing >= kLeastAgreeing && best.agreeing * 100 >= differences.size() * kLeastShare;
    return isSure ? std::optional(best) : std::nullopt;
}

bool isUsable(const FileInput& file)
{
    return file.findings != nullptr && file.findings->minTs != domain::kNoTime;
}

/// "12.340 s", of a time that is not negative.
std::string secondsText(domain::RecordingTime time)
{
    std::string thousandths = std::to_string(time / kMillisecond % 1000);
    thousandths.insert(0, 3 - thousandths.size(), '0');
    return std::to_string(time / kSecond) + "." + thousandths + " s";
}

bool sameChannels(const FileFindings& left, const FileFindings& right)
{
    return std::ranges::equal(left.channels, right.channels, {}, &ChannelFindings::name, &ChannelFindings::name);
}

/// Finds out which files share a clock. Groups are numbered by their first file.
class Alignment
{
public:
    Alignment(std::span<FileInput> files, std::vector<std::string>& warnings)
        : m_files(files)
        , m_warnings(warnings)
    { }

    void run()
    {
        placeByStamps();
        joinByCommonFrames();
        joinSplits();
        placeByHand();
    }

private:
    /// Every file on its own clock, but those with the time of day on one.
    void placeByStamps()
    {
        std::optional<std::size_t> dayClock;
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            m_files[i].clock = {i, 0, ClockSource::Own, 0};
            if (isUsable(m_files[i]) && isAbsoluteTime(m_files[i].findings->minTs)) {
                dayClock = dayClock.value_or(i);
                m_files[i].clock = {*dayClock, 0, *dayClock == i ? ClockSource::Own : ClockSource::TimeOfDay, 0};
            }
        }
    }

    void joinByCommonFrames()
    {
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            for (std::size_t k = i + 1; k < m_files.size(); ++k) {
                if (isUsable(m_files[i]) && isUsable(m_files[k])) {
                    joinPair(i, k);
                }
            }
        }
    }

    void joinPair(std::size_t i, std::size_t k)
    {
        const FileClock& left = m_files[i].clock;
        const FileClock& right = m_files[k].clock;
        if (left.group == right.group
            && (left.source == ClockSource::CommonFrames || right.source == ClockSource::CommonFrames)) {
            return; // brought together already
        }
        const auto difference = compare(*m_files[i].findings, *m_files[k].findings);
        if (!difference) {
            return;
        }
        // What has the time of day stays where it is.
        const bool moveLeft = !isAbsoluteTime(m_files[i].findings->minTs) && isAbsoluteTime(m_files[k].findings->minTs);
        const std::size_t moved = moveLeft ? i : k;
        const std::size_t stays = moveLeft ? k : i;
        const domain::RecordingTime shift
            = m_files[stays].clock.shift + (moveLeft ? difference->ahead : -difference->ahead);
        m_warnings.push_back(m_files[i].row.originalFilename + " and " + m_files[k].row.originalFilename
                             + " recorded the same frames: what both saw counts twice");
        const bool sameGroup = m_files[moved].clock.group == m_files[stays].clock.group;
        if (sameGroup && std::abs(shift - m_files[moved].clock.shift) < kSameClock) {
            m_files[moved].clock.agreeing = difference->agreeing;
            return;
        }
        moveGroup(moved, stays, shift, difference->agreeing, sameGroup);
        // Named is the file that it has the frames in common with, whichever began the clock that both are on now.
        const domain::RecordingTime apart = shift - m_files[stays].clock.shift;
        m_warnings.push_back("the clock of " + m_files[moved].row.originalFilename + " is "
                             + secondsText(std::abs(apart)) + (apart > 0 ? " behind" : " ahead of") + " that of "
                             + m_files[stays].row.originalFilename + " (" + std::to_string(difference->agreeing)
                             + " common frames): shown on the latter");
    }

    /// Takes a file, and where it is not alone on its clock all files there, to the clock of another.
    void moveGroup(std::size_t moved, std::size_t stays, domain::RecordingTime shift, std::size_t agreeing, bool alone)
    {
        const std::size_t from = m_files[moved].clock.group;
        const std::size_t to = m_files[stays].clock.group;
        const domain::RecordingTime by = shift - m_files[moved].clock.shift;
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            FileClock& clock = m_files[i].clock;
            if (i == moved || (!alone && clock.group == from)) {
                clock = {to, clock.shift + by, ClockSource::CommonFrames, agreeing};
            }
        }
    }

    void joinSplits()
    {
        for (std::size_t i = 0; i + 1 < m_files.size(); ++i) {
            const FileInput& before = m_files[i];
            FileInput& next = m_files[i + 1];
            if (!isUsable(before) || !isUsable(next) || next.clock.source != ClockSource::Own
                || next.clock.group == before.clock.group || isAbsoluteTime(next.findings->minTs)
                || before.row.format != next.row.format || !sameChannels(*before.findings, *next.findings)) {
                continue;
            }
            const domain::RecordingTime pause = next.findings->minTs - before.findings->maxTs;
            if (pause >= 0 && pause <= kSplitPause && next.findings->minTs > kSplitPause) {
                next.clock = {before.clock.group, before.clock.shift, ClockSource::Split, 0};
            }
        }
    }

    void placeByHand()
    {
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            if (!m_files[i].row.clockShift || !isUsable(m_files[i])) {
                continue;
            }
            m_files[i].clock = {mainClock(i), *m_files[i].row.clockShift, ClockSource::Given, 0};
        }
    }

    /// The clock that most files are on, `except` left out; the earliest of equals.
    std::size_t mainClock(std::size_t except) const
    {
        std::vector<std::size_t> members(m_files.size(), 0);
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            members[m_files[i].clock.group] += i != except && isUsable(m_files[i]) ? 1 : 0;
        }
        const auto most = std::ranges::max_element(members);
        return most != members.end() && *most > 0 ? static_cast<std::size_t>(most - members.begin()) : except;
    }

    std::span<FileInput> m_files;
    std::vector<std::string>& m_warnings;
};

} // namespace

void alignClocks(std::span<FileInput> files, std::vector<std::string>& warnings)
{
    Alignment(files, warnings).run();
}

} // namespace argus::analysis
