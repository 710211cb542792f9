// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_analyzer.h"

#include "core/analysis/frame_bits.h"
#include "core/base/text.h"
#include "core/domain/vin.h"
#include "core/formats/network/packet_kind.h"

#include <algorithm>
#include <array>

namespace argus::analysis {

namespace {

constexpr std::string_view kOtherChannels = "(other channels)";
constexpr std::string_view kOtherKinds = "(other kinds)";
/// Names of channels that begin so mark a recording as made by a simulator of this program.
constexpr std::string_view kSyntheticChannel = "synth";

/// frameBits for every combination, looked up for each frame.
struct BitTable
{
    std::array<std::array<std::uint16_t, formats::kMaxFrameData + 1>, 32> bits {};

    BitTable()
    {
        for (std::size_t flags = 0; flags < bits.size(); ++flags) {
            for (std::size_t length = 0; length <= formats::kMaxFrameData; ++length) {
                bits[flags][length] = static_cast<std::uint16_t>(
                    frameBits(static_cast<std::uint8_t>(flags), static_cast<std::uint8_t>(length)));
            }
        }
    }
};

void countTime(FileFindings& all, domain::RecordingTime ts)
{
    if (all.lastTs == domain::kNoTime) {
        all.firstTs = ts;
        all.minTs = ts;
        all.maxTs = ts;
    } else if (ts < all.lastTs) {
        ++all.timeGoesBack;
        all.minTs = std::min(all.minTs, ts);
    }
    all.maxTs = std::max(all.maxTs, ts);
    all.lastTs = ts;
}

} // namespace

FileAnalyzer::FileAnalyzer()
    : m_collector(m_findings, m_timeline)
    , m_decoder(m_collector)
    , m_network(m_collector)
{ }

void FileAnalyzer::frames(const formats::FrameBlock& block, const std::vector<std::string>& channels)
{
    if (block.empty()) {
        return;
    }
    countKinds(block, channels);
    countTimes(block);
    m_marks.frames(block);
    m_decoder.frames(block, channels);
}

void FileAnalyzer::otherRecords(std::string_view kind, std::uint64_t count)
{
    m_findings.records += count;
    auto& kinds = m_findings.otherRecords;
    const bool isKept = kinds.size() < kMaxRecordKinds || kinds.contains(std::string(kind));
    kinds[std::string(isKept ? kind : kOtherKinds)] += count;
}

void FileAnalyzer::diagnosticPayload(const formats::DiagnosticPayload& payload,
                                     const std::vector<std::string>& channels)
{
    otherRecords(formats::kDiagnosticKind, 1);
    if (payload.ts != domain::kNoTime) {
        countTime(m_others, payload.ts);
    }
    m_decoder.payload(payload, channels);
}

void FileAnalyzer::samples(const formats::SampleBlock& block, const std::vector<formats::SignalGroup>&)
{
    otherRecords(formats::kSampleKind, block.time.size());
    for (const domain::RecordingTime ts : block.time) {
        if (ts != domain::kNoTime) {
            countTime(m_others, ts);
        }
    }
}

void FileAnalyzer::packet(const formats::Packet& packet, const std::vector<std::string>& channels)
{
    otherRecords(formats::packetKind(packet), 1);
    if (packet.ts != domain::kNoTime) {
        countTime(m_others, packet.ts);
    }
    m_network.packet(packet, channels);
}

void FileAnalyzer::addOthers()
{
    for (const auto& [kind, count] : m_network.counts().byKind()) {
        m_findings.messages.emplace(kind, count);
    }
    if (m_findings.frames == 0) {
        m_findings.timeGoesBack += m_others.timeGoesBack;
        m_findings.firstTs = m_others.firstTs;
        m_findings.lastTs = m_others.lastTs;
        m_findings.minTs = m_others.minTs;
        m_findings.maxTs = m_others.maxTs;
    }
}

void FileAnalyzer::countKinds(const formats::FrameBlock& block, const std::vector<std::string>& channels)
{
    static const BitTable kTable;
    auto& known = m_findings.channels;
    for (std::size_t i = known.size(); i < std::min(channels.size(), kMaxChannels); ++i) {
        known.emplace_back().name = channels[i];
    }
    if (channels.size() > kMaxChannels && known.size() == kMaxChannels) {
        known.emplace_back().name = kOtherChannels;
    }
    std::uint64_t remote = 0;
    std::uint64_t errors = 0;
    std::uint64_t fd = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::uint8_t flags = block.flags[i];
        const bool isError = (flags & formats::kError) != 0;
        errors += isError ? 1 : 0;
        remote += !isError && (flags & formats::kRemote) != 0 ? 1 : 0;
        fd += (flags & formats::kFd) != 0 ? 1 : 0;
        const std::size_t channel = std::min<std::size_t>(block.channel[i], kMaxChannels);
        if (channel < known.size()) {
            ChannelFindings& counts = known[channel];
            ++counts.frames;
            counts.errorFrames += isError ? 1 : 0;
            counts.bits += kTable.bits[flags & 31U][std::min<std::size_t>(block.length[i], formats::kMaxFrameData)];
        }
    }
    m_findings.frames += block.size();
    m_findings.records += block.size();
    m_findings.remoteFrames += remote;
    m_findings.errorFrames += errors;
    m_findings.dataFrames += block.size() - remote - errors;
    m_findings.fdFrames += fd;
}

void FileAnalyzer::countTimes(const formats::FrameBlock& block)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        const domain::RecordingTime ts = block.time[i];
        if (ts == domain::kNoTime) {
            continue;
        }
        countTime(m_findings, ts);
        m_gaps.frame(ts, block.offset[i]);
        domain::TimelineBucket& bucket = m_timeline.at(ts);
        ++bucket.frames;
        bucket.errorFrames += (block.flags[i] & formats::kError) != 0 ? 1 : 0;
    }
}

void FileAnalyzer::addWarnings(const formats::ReadSummary& summary)
{
    auto& warnings = m_findings.warnings;
    warnings.insert(warnings.begin(), summary.ledger.warnings().begin(), summary.ledger.warnings().end());
    if (m_findings.timeGoesBack > 0) {
        warnings.push_back(m_findings.timeGoesBack == 1
                               ? std::string("time stamps go back once")
                               : "time stamps go back " + std::to_string(m_findings.timeGoesBack) + " times");
    }
    std::string last;
    for (const domain::VinCandidate& candidate : m_findings.vins) {
        if (!domain::isWellFormedVin(candidate.vin) && candidate.vin != last) {
            last = candidate.vin;
            warnings.push_back("the vehicle identification \"" + base::printable(candidate.vin, domain::kMaxVinLength)
                               + "\" is no VIN as ISO 3779 defines it");
        }
    }
    for (std::string& text : m_network.warnings()) {
        warnings.push_back(std::move(text));
    }
    if (summary.channels.size() > kMaxChannels) {
        warnings.push_back("more than " + std::to_string(kMaxChannels) + " channels: the others are counted together");
    }
}

FileFindings FileAnalyzer::finish(const formats::ReadSummary& summary)
{
    m_decoder.finish();
    m_network.finish();
    m_collector.finish();
    addOthers();
    m_findings.skipped = summary.ledger.skipped();
    m_findings.gaps = m_gaps.result();
    m_findings.marks = m_marks.marks();
    m_findings.timeline = m_timeline.take();
    m_findings.synthetic = std::ranges::any_of(
        summary.channels, [](const std::string& name) { return name.starts_with(kSyntheticChannel); });
    addWarnings(summary);
    return std::move(m_findings);
}

} // namespace argus::analysis
