// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/domain/inspection.h"
#include "core/formats/reader.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Counts frames by identifier. Memory is bounded: past kMaxIds different extended ids, further ones are only counted
/// together. One thread.
class IdCounter
{
public:
    static constexpr std::size_t kMaxIds = std::size_t {1} << 18;

    IdCounter();
    void add(std::uint32_t id, bool extended);
    /// Frames whose id was one too many to be listed.
    std::uint64_t unlisted() const { return m_unlisted; }
    std::map<std::string, std::uint64_t> byText() const;

private:
    struct Entry
    {
        std::uint32_t key = 0; ///< id + 1; 0: free
        std::uint64_t count = 0;
    };

    Entry& entryFor(std::uint32_t key);
    void grow();

    std::array<std::uint64_t, 2048> m_standard {};
    std::vector<Entry> m_extended; ///< open addressing; a power of two long, at most half full
    std::size_t m_used = 0;
    std::uint64_t m_unlisted = 0;
};

/// Gathers for each signal how many values it has and where they lie. Memory is bounded: past kMaxSignals, further
/// signals are only counted. One thread.
class SignalCounter
{
public:
    static constexpr std::size_t kMaxSignals = std::size_t {1} << 16;

    void add(const SampleBlock& block, const std::vector<SignalGroup>& groups);
    /// Signals that were one too many to be listed.
    std::uint64_t unlisted() const { return m_unlisted; }
    std::vector<domain::SignalSummary> summaries() const { return m_signals; }

private:
    static constexpr std::size_t kUnlisted = SIZE_MAX;

    std::vector<std::size_t> m_firstOfGroup; ///< where a group's signals begin in m_signals, or kUnlisted
    std::vector<domain::SignalSummary> m_signals;
    std::uint64_t m_unlisted = 0;
};

/// Gathers what `argus inspect` shows of a recording while it is read. One thread; memory does not grow with the file.
class Inspector final : public RecordSink
{
public:
    void frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    void otherRecords(std::string_view kind, std::uint64_t count) override;
    /// Counts it by what it is; see packetKind().
    void packet(const Packet& packet, const std::vector<std::string>& channels) override;
    void diagnosticPayload(const DiagnosticPayload& payload, const std::vector<std::string>& channels) override;
    void samples(const SampleBlock& block, const std::vector<SignalGroup>& groups) override;

    /// What was found, with the skipped records and warnings of `summary`. Name, format, bytes and hash are the
    /// caller's to fill in.
    domain::Inspection finish(const ReadSummary& summary) const;

private:
    /// The stamps of one kind of record.
    struct Times
    {
        domain::RecordingTime first = domain::kNoTime;
        domain::RecordingTime last = domain::kNoTime;
        domain::RecordingTime min = domain::kNoTime;
        domain::RecordingTime max = domain::kNoTime;

        void add(domain::RecordingTime ts);
    };

    void countKinds(const FrameBlock& block);

    domain::Inspection m_found;
    Times m_frameTimes;
    Times m_otherTimes; ///< of packets, messages and samples; shown where there are no frames
    SignalCounter m_signals;
    std::vector<std::uint64_t> m_perChannel; ///< by channel index
    IdCounter m_ids;
};

/// True when every channel is one of the simulator's ("synth..."); false without channels.
bool isSynthetic(const std::vector<std::string>& channels);

/// Reads a recording with `reader` and hashes it in one pass, as below.
base::Result<domain::Inspection> inspectWith(const base::ExecutionContext& context, const ByteSource& source,
                                             const Reader& reader, std::string_view filename,
                                             const ReadOptions& options = {});

/// Recognises a recording, reads and hashes it in one pass, and says what it holds. `filename` becomes its name.
/// `options.rawBytes` and `progress` are called as in Reader::read; the hash is of the whole file and is left empty
/// when the options choose a part. Errors: as recognise() and Reader::read.
base::Result<domain::Inspection> inspectSource(const base::ExecutionContext& context, const ByteSource& source,
                                               std::string_view filename, const ReadOptions& options = {});

} // namespace argus::formats
