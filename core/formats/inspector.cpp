// SPDX-License-Identifier: Apache-2.0
#include "core/formats/inspector.h"

#include "core/base/sha256.h"
#include "core/formats/network/packet_kind.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::size_t kFirstTable = 1024;
constexpr std::string_view kSyntheticPrefix = "synth";

/// Fibonacci hashing: spreads ids that differ in a few bits over the table.
std::size_t bucketOf(std::uint32_t key, std::size_t tableSize)
{
    return static_cast<std::size_t>((key * std::uint64_t {0x9E3779B97F4A7C15}) >> 32) & (tableSize - 1);
}

} // namespace

IdCounter::IdCounter()
    : m_extended(kFirstTable)
{ }

IdCounter::Entry& IdCounter::entryFor(std::uint32_t key)
{
    std::size_t at = bucketOf(key, m_extended.size());
    while (m_extended[at].key != key && m_extended[at].key != 0) {
        at = (at + 1) & (m_extended.size() - 1);
    }
    return m_extended[at];
}

void IdCounter::grow()
{
    std::vector<Entry> old(m_extended.size() * 2);
    old.swap(m_extended);
    for (const Entry& entry : old) {
        if (entry.key != 0) {
            entryFor(entry.key) = entry;
        }
    }
}

void IdCounter::add(std::uint32_t id, bool extended)
{
    if (!extended && id < m_standard.size()) {
        ++m_standard[id];
        return;
    }
    Entry* entry = &entryFor(id + 1);
    if (entry->key == 0) {
        if (m_used == kMaxIds) {
            ++m_unlisted;
            return;
        }
        if ((m_used + 1) * 2 > m_extended.size()) {
            grow();
            entry = &entryFor(id + 1);
        }
        entry->key = id + 1;
        ++m_used;
    }
    ++entry->count;
}

std::map<std::string, std::uint64_t> IdCounter::byText() const
{
    std::map<std::string, std::uint64_t> ids;
    for (std::uint32_t id = 0; id < m_standard.size(); ++id) {
        if (m_standard[id] > 0) {
            ids.emplace(idText(id, /*extended=*/false), m_standard[id]);
        }
    }
    for (const Entry& entry : m_extended) {
        if (entry.key != 0) {
            ids[idText(entry.key - 1, /*extended=*/true)] += entry.count;
        }
    }
    return ids;
}

void SignalCounter::add(const SampleBlock& block, const std::vector<SignalGroup>& groups)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = m_firstOfGroup.size(); i < groups.size(); ++i) {
        const SignalGroup& group = groups[i];
        if (m_signals.size() + group.signals.size() > kMaxSignals) {
            m_firstOfGroup.push_back(kUnlisted);
            m_unlisted += group.signals.size();
            continue;
        }
        m_firstOfGroup.push_back(m_signals.size());
        for (const SignalInfo& signal : group.signals) {
            m_signals.push_back({group.name, signal.name, signal.unit, 0, kNone, kNone});
        }
    }
    if (block.group >= m_firstOfGroup.size() || m_firstOfGroup[block.group] == kUnlisted) {
        return;
    }
    const std::size_t first = m_firstOfGroup[block.group];
    const std::size_t count = groups[block.group].signals.size();
    for (std::size_t i = 0; i < count && first + i < m_signals.size(); ++i) {
        domain::SignalSummary& signal = m_signals[first + i];
        if (i < block.values.size()) {
            for (const double value : block.values[i]) {
                if (!std::isnan(value)) {
                    ++signal.samples;
                    // Written so that the first number replaces "none".
                    signal.min = value >= signal.min ? signal.min : value;
                    signal.max = value <= signal.max ? signal.max : value;
                }
            }
        }
        if (i < block.texts.size()) {
            signal.samples += static_cast<std::uint64_t>(
                std::ranges::count_if(block.texts[i], [](const std::string& text) { return !text.empty(); }));
        }
    }
}

void Inspector::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    m_perChannel.resize(std::max(m_perChannel.size(), channels.size()));
    for (const std::uint16_t channel : block.channel) {
        ++m_perChannel[channel];
    }
    countKinds(block);
    for (const domain::RecordingTime ts : block.time) {
        m_frameTimes.add(ts);
    }
}

void Inspector::countKinds(const FrameBlock& block)
{
    m_found.frames += block.size();
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::uint8_t flags = block.flags[i];
        m_found.fdFrames += (flags & kFd) != 0 ? 1 : 0;
        if ((flags & kError) != 0) {
            ++m_found.errorFrames;
            continue;
        }
        m_found.remoteFrames += (flags & kRemote) != 0 ? 1 : 0;
        m_ids.add(block.id[i], (flags & kExtendedId) != 0);
    }
}

void Inspector::Times::add(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        return;
    }
    if (first == domain::kNoTime) {
        first = ts;
        min = ts;
        max = ts;
    }
    last = ts;
    min = std::min(min, ts);
    max = std::max(max, ts);
}

void Inspector::packet(const Packet& packet, const std::vector<std::string>&)
{
    otherRecords(packetKind(packet), 1);
    m_otherTimes.add(packet.ts);
}

void Inspector::otherRecords(std::string_view kind, std::uint64_t count)
{
    m_found.byType[std::string(kind)] += count;
}

void Inspector::diagnosticPayload(const DiagnosticPayload& payload, const std::vector<std::string>&)
{
    m_otherTimes.add(payload.ts);
    otherRecords(kDiagnosticKind, 1);
}

void Inspector::samples(const SampleBlock& block, const std::vector<SignalGroup>& groups)
{
    for (const domain::RecordingTime ts : block.time) {
        m_otherTimes.add(ts);
    }
    m_signals.add(block, groups);
    otherRecords(kSampleKind, block.time.size());
}

domain::Inspection Inspector::finish(const ReadSummary& summary) const
{
    domain::Inspection found = m_found;
    found.dataFrames = found.frames - found.remoteFrames - found.errorFrames;
    found.records = found.frames;
    for (const auto& [kind, count] : found.byType) {
        found.records += count;
    }
    for (std::size_t i = 0; i < m_perChannel.size() && i < summary.channels.size(); ++i) {
        found.channels[summary.channels[i]] += m_perChannel[i];
    }
    found.ids = m_ids.byText();
    const Times& times = found.frames > 0 ? m_frameTimes : m_otherTimes;
    found.firstTs = times.first;
    found.lastTs = times.last;
    found.minTs = times.min;
    found.maxTs = times.max;
    found.signals = m_signals.summaries();
    found.skipped = summary.ledger.skipped();
    found.warnings = summary.ledger.warnings();
    if (m_ids.unlisted() > 0) {
        found.warnings.push_back("there are more than " + std::to_string(IdCounter::kMaxIds) + " extended ids; "
                                 + std::to_string(m_ids.unlisted()) + " frames of further ids are not listed by id");
    }
    if (m_signals.unlisted() > 0) {
        found.warnings.push_back("there are more than " + std::to_string(SignalCounter::kMaxSignals) + " signals; "
                                 + std::to_string(m_signals.unlisted()) + " further ones are not listed");
    }
    found.synthetic = isSynthetic(summary.channels);
    return found;
}

bool isSynthetic(const std::vector<std::string>& channels)
{
    return !channels.empty() && std::all_of(channels.begin(), channels.end(), [](const std::string& name) {
        return name.starts_with(kSyntheticPrefix);
    });
}

base::Result<domain::Inspection> inspectSource(const base::ExecutionContext& context, const ByteSource& source,
                                               std::string_view filename, const ReadOptions& options)
{
    const auto reader = recognise(source, filename);
    if (!reader) {
        return base::fail(reader);
    }
    return inspectWith(context, source, **reader, filename, options);
}

base::Result<domain::Inspection> inspectWith(const base::ExecutionContext& context, const ByteSource& source,
                                             const Reader& reader, std::string_view filename,
                                             const ReadOptions& options)
{
    base::Sha256 hash;
    std::uint64_t bytes = 0;
    ReadOptions hashing = options;
    hashing.rawBytes = [&](std::span<const std::uint8_t> data) {
        hash.update(data.data(), data.size());
        bytes += data.size();
        if (options.rawBytes) {
            options.rawBytes(data);
        }
    };
    Inspector inspector;
    const auto summary = reader.read(context, source, inspector, hashing);
    if (!summary) {
        return base::fail(summary);
    }
    domain::Inspection found = inspector.finish(*summary);
    found.name = filename;
    found.format = reader.format();
    found.bytes = source.size();
    if (bytes == source.size()) {
        found.sha256 = hash.finish();
    }
    return found;
}

} // namespace argus::formats
