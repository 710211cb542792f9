// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gap_finder.h"
#include "core/analysis/merge_parts.h"
#include "core/analysis/timeline_builder.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace argus::analysis {

namespace {

/// A file of a timeline, its times on the timeline's clock.
struct Member
{
    const FileInput* file = nullptr;
    domain::RecordingTime minTs = domain::kNoTime;
    domain::RecordingTime maxTs = domain::kNoTime;
    std::vector<domain::Gap> gaps;
    TimeBuckets timeline;
};
using Members = std::vector<Member>;

/// Buckets moved in time; they begin at multiples of their width again, so that a count may come to its neighbour.
TimeBuckets shifted(const TimeBuckets& buckets, domain::RecordingTime shift)
{
    if (shift == 0) {
        return buckets;
    }
    TimelineBuilder builder;
    builder.widenTo(buckets.width);
    for (const domain::TimelineBucket& from : buckets.buckets) {
        domain::TimelineBucket& to = builder.at(onClock(from.start, shift));
        to.frames += from.frames;
        to.errorFrames += from.errorFrames;
        to.dtcs += from.dtcs;
        to.negativeResponses += from.negativeResponses;
    }
    return builder.take();
}

Member memberOf(const FileInput& file)
{
    const FileFindings& findings = *file.findings;
    Member member {&file, findings.minTs, findings.maxTs, findings.gaps, shifted(findings.timeline, file.clock.shift)};
    if (file.clock.shift != 0 && findings.minTs != domain::kNoTime) {
        member.minTs = onClock(member.minTs, file.clock.shift);
        member.maxTs = onClock(member.maxTs, file.clock.shift);
        for (domain::Gap& gap : member.gaps) {
            gap.start = onClock(gap.start, file.clock.shift);
            gap.end = onClock(gap.end, file.clock.shift);
        }
    }
    return member;
}

double seconds(domain::RecordingTime start, domain::RecordingTime end)
{
    return start == domain::kNoTime ? 0 : (static_cast<double>(end) - static_cast<double>(start)) / 1e9;
}

std::vector<domain::ChannelLoad> channelLoads(const Members& members)
{
    struct Sum
    {
        std::uint64_t frames = 0;
        std::uint64_t bits = 0;
        double seconds = 0;
    };
    std::map<std::string, Sum> sums;
    for (const Member& member : members) {
        for (const ChannelFindings& channel : member.file->findings->channels) {
            Sum& sum = sums[channel.name];
            sum.frames += channel.frames;
            sum.bits += channel.bits;
            sum.seconds += seconds(member.minTs, member.maxTs);
        }
    }
    std::vector<domain::ChannelLoad> loads;
    for (const auto& [name, sum] : sums) {
        domain::ChannelLoad load;
        load.channel = name;
        load.frames = sum.frames;
        load.bits = sum.bits;
        if (sum.seconds > 0) {
            load.averageLoad
                = std::min(1.0, static_cast<double>(sum.bits) / (static_cast<double>(load.bitrate) * sum.seconds));
        }
        loads.push_back(std::move(load));
    }
    return loads;
}

/// True when another file on the same clock recorded something within the pause.
bool isCovered(const domain::Gap& gap, const Members& members, const Member& owner)
{
    return std::ranges::any_of(members, [&](const Member& other) {
        if (&other == &owner || other.maxTs <= gap.start || other.minTs >= gap.end) {
            return false;
        }
        const TimeBuckets& timeline = other.timeline;
        return std::ranges::any_of(timeline.buckets, [&](const domain::TimelineBucket& bucket) {
            return bucket.frames > 0 && bucket.start >= gap.start && bucket.start <= gap.end - timeline.width;
        });
    });
}

/// The pauses within files and between them.
std::vector<domain::Gap> mergeGaps(const Members& members)
{
    std::vector<domain::Gap> gaps;
    std::vector<const Member*> byStart;
    for (const Member& member : members) {
        byStart.push_back(&member);
        for (const domain::Gap& gap : member.gaps) {
            if (!isCovered(gap, members, member)) {
                gaps.push_back(gap);
            }
        }
    }
    std::ranges::stable_sort(byStart, {}, &Member::minTs);
    domain::RecordingTime end = domain::kNoTime;
    for (const Member* member : byStart) {
        if (end != domain::kNoTime && member->minTs > end
            && static_cast<std::uint64_t>(member->minTs) - static_cast<std::uint64_t>(end)
                > static_cast<std::uint64_t>(GapFinder::kShortest)) {
            gaps.push_back({end, member->minTs, 0});
        }
        end = std::max(end, member->maxTs);
    }
    const auto length = [](const domain::Gap& gap) {
        return static_cast<std::uint64_t>(gap.end) - static_cast<std::uint64_t>(gap.start);
    };
    std::ranges::stable_sort(
        gaps, [&](const domain::Gap& left, const domain::Gap& right) { return length(left) > length(right); });
    if (gaps.size() > kMaxGaps) {
        gaps.resize(kMaxGaps);
    }
    std::ranges::sort(gaps, {}, [](const domain::Gap& gap) { return std::tuple(gap.start, gap.end, gap.offset); });
    return gaps;
}

domain::Timeline timelineOf(const Members& members)
{
    domain::Timeline timeline;
    TimelineBuilder builder;
    for (const Member& member : members) {
        timeline.files.push_back(member.file->row.originalFilename);
        if (member.minTs == domain::kNoTime) {
            continue;
        }
        timeline.start = timeline.start == domain::kNoTime ? member.minTs : std::min(timeline.start, member.minTs);
        timeline.end = std::max(timeline.end, member.maxTs);
        builder.add(member.timeline);
    }
    TimeBuckets buckets = builder.take();
    timeline.bucketWidth = buckets.buckets.empty() ? 0 : buckets.width;
    timeline.buckets = std::move(buckets.buckets);
    timeline.channels = channelLoads(members);
    timeline.gaps = mergeGaps(members);
    return timeline;
}

} // namespace

std::vector<domain::Timeline> mergeTimelines(std::span<const FileInput> files)
{
    std::map<std::size_t, Members> clocks;
    for (const FileInput& file : files) {
        if (file.findings != nullptr && file.findings->frames > 0) {
            clocks[file.clock.group].push_back(memberOf(file));
        }
    }
    std::vector<domain::Timeline> timelines;
    timelines.reserve(clocks.size());
    for (const auto& [clock, members] : clocks) {
        timelines.push_back(timelineOf(members));
    }
    std::ranges::stable_partition(timelines,
                                  [](const domain::Timeline& timeline) { return isAbsoluteTime(timeline.start); });
    return timelines;
}

} // namespace argus::analysis
