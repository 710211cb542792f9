// SPDX-License-Identifier: Apache-2.0
#include "core/index/column_block.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace argus::index {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// What a block begins with. Written and read as it lies in memory.
struct Head
{
    std::uint32_t rows = 0;
    std::uint32_t kinds = 0;
    std::uint64_t firstTime = 0;
    std::uint64_t firstOffset = 0;
    std::uint32_t timeUnit = 1; ///< ns
    std::uint8_t kindWidth = 1; ///< bytes
    std::uint8_t timeWidth = 1;
    std::uint8_t offsetWidth = 1;
    std::uint8_t hasPayload = 0;
};
static_assert(sizeof(Head) == 32);

/// What frames of ordinary traffic repeat.
struct Kind
{
    std::uint32_t id = 0;
    std::uint16_t channel = 0;
    std::uint8_t flags = 0;
    std::uint8_t length = 0;

    bool operator==(const Kind&) const = default;
};
static_assert(sizeof(Kind) == 8);

/// Small numbers for small differences of either sign.
constexpr std::uint64_t zigzag(std::uint64_t difference)
{
    return difference << 1 ^ (0 - (difference >> 63));
}

constexpr std::uint64_t unzigzag(std::uint64_t value)
{
    return value >> 1 ^ (0 - (value & 1));
}

std::uint8_t widthFor(std::uint64_t all)
{
    return all <= 0xFF ? 1 : all <= 0xFFFF ? 2 : all <= 0xFFFFFFFF ? 4 : 8;
}

constexpr std::uint8_t kLargestRequest = 8; ///< bytes that a remote frame asks for

bool isSound(const Kind& kind)
{
    const bool isRemote = (kind.flags & formats::kRemote) != 0;
    return kind.length <= (isRemote ? kLargestRequest : formats::kMaxFrameData);
}

constexpr bool isWidth(std::uint8_t width)
{
    return width == 1 || width == 2 || width == 4 || width == 8;
}

template <class Narrow> void putNarrow(std::vector<std::uint8_t>& out, std::span<const std::uint64_t> values)
{
    const std::size_t at = out.size();
    out.resize(at + values.size() * sizeof(Narrow));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto narrow = static_cast<Narrow>(values[i]);
        std::memcpy(out.data() + at + i * sizeof narrow, &narrow, sizeof narrow);
    }
}

void put(std::vector<std::uint8_t>& out, std::span<const std::uint64_t> values, std::uint8_t width)
{
    switch (width) {
    case 1:
        return putNarrow<std::uint8_t>(out, values);
    case 2:
        return putNarrow<std::uint16_t>(out, values);
    case 4:
        return putNarrow<std::uint32_t>(out, values);
    default:
        return putNarrow<std::uint64_t>(out, values);
    }
}

/// Value `i` of a column that is `width` bytes wide.
std::uint64_t get(const std::uint8_t* column, std::size_t i, std::uint8_t width)
{
    static_assert(std::endian::native == std::endian::little, "narrow values are read into the low bytes");
    std::uint64_t value = 0;
    std::memcpy(&value, column + i * width, width);
    return value;
}

/// Numbers the kinds of a block, in the order of their first frame.
class KindTable
{
public:
    std::uint64_t numberOf(const Kind& kind)
    {
        const auto bits = std::bit_cast<std::uint64_t>(kind);
        for (std::size_t at = bits * 0x9E3779B97F4A7C15 >> 51;; at = (at + 1) % m_slots.size()) {
            std::uint16_t& slot = m_slots[at];
            if (slot == 0) {
                m_kinds.push_back(kind);
                slot = static_cast<std::uint16_t>(m_kinds.size());
                return m_kinds.size() - 1;
            }
            if (m_kinds[slot - 1U] == kind) {
                return slot - 1U;
            }
        }
    }
    const std::vector<Kind>& kinds() const { return m_kinds; }

private:
    /// Twice the rows of a block: never full.
    std::array<std::uint16_t, kBlockRows * 2> m_slots {};
    std::vector<Kind> m_kinds;
};

/// The coarsest unit that divides all differences.
std::uint32_t timeUnitOf(std::span<const std::uint64_t> differences)
{
    for (const std::uint32_t unit : {1000000U, 1000U}) {
        if (std::ranges::all_of(differences, [unit](std::uint64_t difference) {
                return static_cast<std::int64_t>(difference) % unit == 0;
            })) {
            return unit;
        }
    }
    return 1;
}

} // namespace

std::vector<std::uint8_t> packBlock(const formats::FrameBlock& rows, bool withPayload)
{
    const std::size_t count = rows.size();
    KindTable table;
    std::vector<std::uint64_t> kinds(count);
    std::vector<std::uint64_t> times(count);
    std::vector<std::uint64_t> offsets(count);
    auto lastTime = static_cast<std::uint64_t>(rows.time.front());
    std::uint64_t lastOffset = rows.offset.front();
    for (std::size_t i = 0; i < count; ++i) {
        kinds[i] = table.numberOf({rows.id[i], rows.channel[i], rows.flags[i], rows.length[i]});
        const auto time = static_cast<std::uint64_t>(rows.time[i]);
        times[i] = time - lastTime; // wraps around, and back when it is added up
        offsets[i] = zigzag(rows.offset[i] - lastOffset);
        lastTime = time;
        lastOffset = rows.offset[i];
    }
    Head head;
    head.rows = static_cast<std::uint32_t>(count);
    head.kinds = static_cast<std::uint32_t>(table.kinds().size());
    head.firstTime = static_cast<std::uint64_t>(rows.time.front());
    head.firstOffset = rows.offset.front();
    head.timeUnit = timeUnitOf(times);
    std::uint64_t allTimes = 0;
    std::uint64_t allOffsets = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t units = static_cast<std::int64_t>(times[i]) / head.timeUnit;
        times[i] = zigzag(static_cast<std::uint64_t>(units));
        allTimes |= times[i];
        allOffsets |= offsets[i];
    }
    head.kindWidth = widthFor(head.kinds - 1);
    head.timeWidth = widthFor(allTimes);
    head.offsetWidth = widthFor(allOffsets);
    head.hasPayload = withPayload ? 1 : 0;

    std::vector<std::uint8_t> out(sizeof head + head.kinds * sizeof(Kind));
    std::memcpy(out.data(), &head, sizeof head);
    std::memcpy(out.data() + sizeof head, table.kinds().data(), head.kinds * sizeof(Kind));
    put(out, kinds, head.kindWidth);
    put(out, times, head.timeWidth);
    put(out, offsets, head.offsetWidth);
    for (std::size_t i = 0; withPayload && i < count; ++i) {
        const auto payload = rows.payload(i);
        out.insert(out.end(), payload.begin(), payload.end());
    }
    return out;
}

Result<> unpackBlock(std::span<const std::uint8_t> packed, formats::FrameBlock& out)
{
    const auto damaged = [] { return fail(ErrorCode::Invalid, "a block of the index is damaged"); };
    Head head;
    if (packed.size() < sizeof head) {
        return damaged();
    }
    std::memcpy(&head, packed.data(), sizeof head);
    if (head.rows == 0 || head.rows > kBlockRows || head.kinds == 0 || head.kinds > head.rows
        || !isWidth(head.kindWidth) || !isWidth(head.timeWidth) || !isWidth(head.offsetWidth) || head.hasPayload > 1) {
        return damaged();
    }
    const std::size_t kindsAt = sizeof head;
    const std::size_t codesAt = kindsAt + head.kinds * sizeof(Kind);
    const std::size_t timesAt = codesAt + std::size_t {head.rows} * head.kindWidth;
    const std::size_t offsetsAt = timesAt + std::size_t {head.rows} * head.timeWidth;
    std::size_t payloadAt = offsetsAt + std::size_t {head.rows} * head.offsetWidth;
    if (payloadAt > packed.size()) {
        return damaged();
    }
    static constexpr std::array<std::uint8_t, formats::kMaxFrameData> kNoPayload {};
    std::uint64_t time = head.firstTime;
    std::uint64_t offset = head.firstOffset;
    if (out.empty()) {
        out.reserve(head.rows);
    }
    for (std::size_t i = 0; i < head.rows; ++i) {
        const std::uint64_t number = get(packed.data() + codesAt, i, head.kindWidth);
        if (number >= head.kinds) {
            return damaged();
        }
        Kind kind;
        std::memcpy(&kind, packed.data() + kindsAt + number * sizeof kind, sizeof kind);
        if (!isSound(kind)) {
            return damaged();
        }
        std::span<const std::uint8_t> payload(kNoPayload.data(), kind.length);
        if (head.hasPayload != 0) {
            const std::size_t stored = (kind.flags & formats::kRemote) != 0 ? 0 : kind.length;
            if (packed.size() - payloadAt < stored) {
                return damaged();
            }
            if (stored > 0) {
                payload = packed.subspan(payloadAt, stored);
                payloadAt += stored;
            }
        }
        time += unzigzag(get(packed.data() + timesAt, i, head.timeWidth)) * head.timeUnit;
        offset += unzigzag(get(packed.data() + offsetsAt, i, head.offsetWidth));
        out.append(static_cast<domain::RecordingTime>(time), offset, kind.id, kind.channel, kind.flags, payload);
    }
    return payloadAt == packed.size() ? Result<>() : damaged();
}

} // namespace argus::index
