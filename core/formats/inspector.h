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

/// Gathers what `argus inspect` shows of a recording while it is read. One thread; memory does not grow with the file.
class Inspector final : public RecordSink
{
public:
    void frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    void otherRecords(std::string_view kind, std::uint64_t count) override;
    /// Counts it by what it is; see packetKind().
    void packet(const Packet& packet, const std::vector<std::string>& channels) override;

    /// What was found, with the skipped records and warnings of `summary`. Name, format, bytes and hash are the
    /// caller's to fill in.
    domain::Inspection finish(const ReadSummary& summary) const;

private:
    void countKinds(const FrameBlock& block);
    void countTimes(const FrameBlock& block);

    domain::Inspection m_found;
    domain::Inspection m_packets; ///< only its times: they stand where there are no frames
    std::vector<std::uint64_t> m_perChannel; ///< by channel index
    IdCounter m_ids;
};

/// True when every channel is one of the simulator's ("synth..."); false without channels.
bool isSynthetic(const std::vector<std::string>& channels);

/// Recognises a recording, reads and hashes it in one pass, and says what it holds. `filename` becomes its name.
/// `options.rawBytes` and `progress` are called as in Reader::read; the hash is of the whole file and is left empty
/// when the options choose a part. Errors: as recognise() and Reader::read.
base::Result<domain::Inspection> inspectSource(const base::ExecutionContext& context, const ByteSource& source,
                                               std::string_view filename, const ReadOptions& options = {});

} // namespace argus::formats
