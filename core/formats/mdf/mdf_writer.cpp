// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf_writer.h"

#include "core/base/text.h"
#include "core/formats/mdf/mdf_blocks_out.h"
#include "core/formats/mdf/plain_frames.h"
#include "core/formats/mdf/transpose.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace argus::formats {

using namespace mdf;

namespace {

enum Kind : std::uint8_t
{
    kClassic,
    kLong,
    kRemoteFrame,
    kErrorFrame,
};

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr int kLevel = 4; ///< of libdeflate: half the time of its usual level for a few percent of size
constexpr std::uint64_t kIdBlock = 64;

constexpr const char* kNamesLost = "channel names written as numbers";
constexpr const char* kOrderLost = "frames out of the order of time are put into it";
constexpr const char* kTimeLost = "frames without a time got that of the frame before";

std::vector<std::uint8_t> identification(bool finished)
{
    BlockData data;
    for (const char c : std::string_view(finished ? "MDF     4.10    Argus   " : "UnFinMF 4.10    Argus   ")) {
        data.put(c);
    }
    constexpr std::uint16_t kVersion = 410;
    constexpr std::uint16_t kCountersAndLength = 1 | 4; // what is not up to date
    data.zeros(4).put(kVersion).zeros(30).put(std::uint16_t {finished ? std::uint16_t {0} : kCountersAndLength});
    return data.zeros(2).bytes();
}

std::uint8_t dlcOf(std::size_t length)
{
    constexpr std::array<std::uint8_t, 7> kLengths {12, 16, 20, 24, 32, 48, 64};
    if (length <= 8) {
        return static_cast<std::uint8_t>(length);
    }
    const auto* found
        = std::find_if(kLengths.begin(), kLengths.end(), [length](std::uint8_t each) { return length <= each; });
    return static_cast<std::uint8_t>(9 + (found - kLengths.begin()));
}

Kind kindOf(std::uint8_t flags, std::size_t length)
{
    if ((flags & kError) != 0) {
        return kErrorFrame;
    }
    if ((flags & kRemote) != 0) {
        return kRemoteFrame;
    }
    return length > 8 ? kLong : kClassic;
}

} // namespace

struct MdfWriter::Packer
{
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(kLevel);
    std::vector<std::uint8_t> columns;
    ~Packer() { libdeflate_free_compressor(compressor); }

    /// The data of a DZ block; empty when memory is short.
    std::vector<std::uint8_t> pack(const std::vector<std::uint8_t>& bytes, std::size_t rowBytes)
    {
        columns.resize(bytes.size());
        transpose(bytes, rowBytes, columns);
        constexpr std::uint8_t kTransposed = 1;
        BlockData head;
        head.put('D').put('T').put(kTransposed).zeros(1).put(static_cast<std::uint32_t>(rowBytes));
        head.put(std::uint64_t {bytes.size()});
        std::vector<std::uint8_t> packed(libdeflate_zlib_compress_bound(compressor, bytes.size()));
        packed.resize(
            libdeflate_zlib_compress(compressor, columns.data(), columns.size(), packed.data(), packed.size()));
        head.put(std::uint64_t {packed.size()});
        packed.insert(packed.begin(), head.bytes().begin(), head.bytes().end());
        return packed;
    }
};

MdfWriter::MdfWriter(ByteSink& sink, Compression compression)
    : m_sink(sink)
    , m_sorted(sink.canOverwrite())
{
    if (m_sorted && compression == Compression::Deflate) {
        m_packer = std::make_unique<Packer>();
        if (m_packer->compressor == nullptr) {
            m_packer.reset();
        }
    }
}

MdfWriter::~MdfWriter() = default;

base::Result<> MdfWriter::write(const std::vector<std::uint8_t>& bytes)
{
    ARGUS_TRY(m_sink.write(bytes));
    m_position += bytes.size();
    return {};
}

base::Result<> MdfWriter::patch(std::uint64_t position, std::uint64_t value)
{
    return m_sink.overwrite(position, BlockData().put(value).bytes());
}

base::Result<> MdfWriter::begin(domain::RecordingTime start)
{
    m_begun = true;
    // A start before 1970 cannot be written; times then count from there.
    m_start = std::max<domain::RecordingTime>(start, 0);
    m_last = m_start;
    ARGUS_TRY(write(identification(m_sorted)));
    BlocksOut out(kIdBlock);
    const auto places = appendFrameGroups(out, m_start, m_sorted);
    for (std::size_t i = 0; i < kKinds; ++i) {
        m_groups[i].dataLink = places[i].dataLink;
        m_groups[i].cycleCount = places[i].cycleCount;
    }
    if (!m_sorted) {
        // The data follows directly, in a block whose length nobody knows yet.
        out.set(places.front().dataLink, out.end());
        out.block("DT", {}, {});
    }
    return write(out.bytes());
}

std::uint8_t MdfWriter::channelNumber(std::uint16_t index, const std::vector<std::string>& channels)
{
    if (index >= m_numbers.size()) {
        m_numbers.resize(index + std::size_t {1}, -1);
    }
    if (m_numbers[index] < 0) {
        const auto number = index < channels.size() ? base::parseDecimal<std::uint8_t>(channels[index]) : std::nullopt;
        int chosen = 1;
        if (number && !m_taken[*number]) {
            chosen = *number;
        } else {
            while (chosen < 255 && m_taken[static_cast<std::size_t>(chosen)]) {
                ++chosen;
            }
        }
        m_taken[static_cast<std::size_t>(chosen)] = true;
        m_numbers[index] = number && *number == chosen ? chosen : chosen + 256;
    }
    if (m_numbers[index] >= 256) {
        ++m_losses[kNamesLost];
    }
    return static_cast<std::uint8_t>(m_numbers[index]);
}

/// Each group keeps its order; between the groups, readers put frames into the order of time.
void MdfWriter::countOrder(std::size_t kind)
{
    if (m_sorted && (m_last < m_highest || (m_last == m_highest && kind < m_kindOfHighest))) {
        ++m_losses[kOrderLost];
        return;
    }
    m_highest = m_last;
    m_kindOfHighest = kind;
}

base::Result<> MdfWriter::add(const FrameBlock& block, std::size_t i, std::uint8_t channel)
{
    const std::uint8_t flags = block.flags[i];
    const auto payload = block.payload(i);
    const std::size_t kind = kindOf(flags, payload.size());
    if (block.time[i] == domain::kNoTime) {
        ++m_losses[kTimeLost];
    } else {
        m_last = block.time[i];
    }
    countOrder(kind);
    const std::size_t buffer = m_sorted ? kind : 0; // unsorted records share one, in their order
    std::vector<std::uint8_t>& to = m_groups[buffer].pending;
    if (!m_sorted) {
        to.push_back(static_cast<std::uint8_t>(kind + 1));
    }
    const std::size_t at = to.size();
    to.resize(at + kFrameRecordBytes[kind]);
    std::uint8_t* record = to.data() + at;
    const std::int64_t ticks = m_last - m_start;
    const std::uint32_t id = block.id[i];
    std::memcpy(record, &ticks, sizeof ticks);
    std::memcpy(record + 8, &id, sizeof id);
    const auto bit = [flags](FrameFlag flag, unsigned place) { return (flags & flag) != 0 ? 1U << place : 0U; };
    record[12] = static_cast<std::uint8_t>(bit(kExtendedId, 0) | bit(kTransmitted, 1) | bit(kFd, 2)
                                           | bit(kBitrateSwitch, 3) | bit(kErrorStateIndicator, 4));
    record[13] = channel;
    record[14] = kind == kRemoteFrame ? std::min(block.length[i], kMostRequested) : dlcOf(payload.size());
    if (kind == kClassic || kind == kLong) {
        record[15] = static_cast<std::uint8_t>(payload.size());
        std::copy(payload.begin(), payload.end(), record + 16);
    } else if (!payload.empty()) {
        ++m_losses["data of error frames left out"];
    } else if (kind == kErrorFrame && block.isRemote(i)) {
        ++m_losses["error frames that were remote frames too"];
    }
    ++m_groups[kind].records;
    return to.size() + kFrameRecordBytes[kind] > kBlockBytes ? flush(buffer) : base::Result<>();
}

base::Result<> MdfWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (!m_begun) {
            ARGUS_TRY(begin(block.time[i] == domain::kNoTime ? 0 : block.time[i]));
        }
        ARGUS_TRY(add(block, i, channelNumber(block.channel[i], channels)));
    }
    return {};
}

base::Result<> MdfWriter::flush(std::size_t kind)
{
    Group& group = m_groups[kind];
    if (group.pending.empty()) {
        return {};
    }
    if (m_sorted) {
        group.blocks.push_back({m_position, group.bytes});
        group.bytes += group.pending.size();
        BlocksOut out(m_position);
        if (m_packer) {
            out.block("DZ", {}, m_packer->pack(group.pending, kFrameRecordBytes[kind]));
        } else {
            out.block("DT", {}, group.pending);
        }
        ARGUS_TRY(write(out.bytes()));
    } else {
        ARGUS_TRY(write(group.pending));
    }
    group.pending.clear();
    return {};
}

base::Result<> MdfWriter::writeList(std::size_t kind)
{
    const Group& group = m_groups[kind];
    ARGUS_TRY(patch(group.cycleCount, group.records));
    if (group.blocks.empty()) {
        return {};
    }
    BlocksOut out(m_position);
    std::vector<std::uint64_t> links {0};
    BlockData data;
    data.zeros(4).put(static_cast<std::uint32_t>(group.blocks.size()));
    for (const Written& block : group.blocks) {
        links.push_back(block.position);
        data.put(block.start);
    }
    std::uint64_t list = out.block("DL", links, data.bytes());
    if (m_packer) {
        constexpr std::uint8_t kTransposed = 1;
        list = out.block("HL", {list}, BlockData().zeros(2).put(kTransposed).zeros(5).bytes());
    }
    ARGUS_TRY(write(out.bytes()));
    return patch(group.dataLink, list);
}

base::Result<> MdfWriter::finish()
{
    if (!m_begun) {
        ARGUS_TRY(begin(0));
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        ARGUS_TRY(flush(kind));
    }
    for (std::size_t kind = 0; m_sorted && kind < kKinds; ++kind) {
        ARGUS_TRY(writeList(kind));
    }
    return {};
}

std::vector<WriteLoss> MdfWriter::losses() const
{
    std::vector<WriteLoss> losses;
    losses.reserve(m_losses.size());
    for (const auto& [what, frames] : m_losses) {
        losses.push_back({what, frames});
    }
    return losses;
}

} // namespace argus::formats
