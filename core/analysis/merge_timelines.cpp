// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gap_finder.h"
#include "core/analysis/merge_parts.h"
#include "core/analysis/timeline_builder.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace argus::analysis {

namespace {

using Members = std::vector<const FileInput*>;

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
    for (const FileInput* file : members) {
        for (const ChannelFindings& channel : file->findings->channels) {
            Sum& sum = sums[channel.name];
            sum.frames += channel.frames;
            sum.bits += channel.bits;
            sum.seconds += seconds(file->findings->minTs, file->findings->maxTs);
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
bool isCovered(const domain::Gap& gap, const Members& members, const FileInput* owner)
{
    return std::ranges::any_of(members, [&](const FileInput* other) {
        if (other == owner || other->findings->maxTs <= gap.start || other->findings->minTs >= gap.end) {
            return false;
        }
        const TimeBuckets& timeline = other->findings->timeline;
        return std::ranges::any_of(timeline.buckets, [&](const domain::TimelineBucket& bucket) {
            return bucket.frames > 0 && bucket.start >= gap.start && bucket.start <= gap.end - timeline.width;
        });
    });
}

/// The pauses within files and between them.
std::vector<domain::Gap> mergeGaps(Members members)
{
    std::vector<domain::Gap> gaps;
    for (const FileInput* file : members) {
        for (const domain::Gap& gap : file->findings->gaps) {
            if (!isCovered(gap, members, file)) {
                gaps.push_back(gap);
            }
        }
    }
    std::ranges::stable_sort(members, {}, [](const FileInput* file) { return file->findings->minTs; });
    domain::RecordingTime end = domain::kNoTime;
    for (const FileInput* file : members) {
        if (end != domain::kNoTime && file->findings->minTs > end
            && static_cast<std::uint64_t>(file->findings->minTs) - static_cast<std::uint64_t>(end)
                > static_cast<std::uint64_t>(GapFinder::kShortest)) {
            gaps.push_back({end, file->findings->minTs, 0});
        }
        end = std::max(end, file->findings->maxTs);
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
    for (const FileInput* file : members) {
        const FileFindings& findings = *file->findings;
        timeline.files.push_back(file->row.originalFilename);
        if (findings.minTs == domain::kNoTime) {
            continue;
        }
        timeline.start = timeline.start == domain::kNoTime ? findings.minTs : std::min(timeline.start, findings.minTs);
        timeline.end = std::max(timeline.end, findings.maxTs);
        builder.add(findings.timeline);
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
    Members shared;
    std::vector<Members> alone;
    for (const FileInput& file : files) {
        if (file.findings == nullptr || file.findings->frames == 0) {
            continue;
        }
        if (isAbsoluteTime(file.findings->minTs)) {
            shared.push_back(&file);
        } else {
            alone.push_back({&file});
        }
    }
    std::vector<domain::Timeline> timelines;
    if (!shared.empty()) {
        timelines.push_back(timelineOf(shared));
    }
    for (const Members& members : alone) {
        timelines.push_back(timelineOf(members));
    }
    return timelines;
}

} // namespace argus::analysis
