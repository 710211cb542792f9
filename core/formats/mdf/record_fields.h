// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/mdf/mdf_bytes.h"
#include "core/formats/mdf/mdf_model.h"
#include "core/formats/mdf/record_bytes.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace argus::formats::mdf {

/// Reads up to 64 bits out of a record as they lie there. Records are followed by eight readable bytes or more.
inline std::uint64_t loadBits(const std::uint8_t* record, const Channel& channel)
{
    const std::uint8_t* at = record + channel.byteOffset;
    const unsigned shift = channel.bitOffset;
    const unsigned bits = channel.bitCount;
    std::uint64_t value = 0;
    if (channel.bigEndian) {
        // The bytes make one number with the first byte on top; bits are counted from its lowest.
        const unsigned bytes = (shift + bits + 7) / 8;
        value = swapBytes(loadLittle<std::uint64_t>(at));
        if (bytes <= 8) {
            value = value >> (64 - 8 * bytes) >> shift;
        } else {
            value = value << (8 - shift) | at[8] >> shift;
        }
    } else {
        value = loadLittle<std::uint64_t>(at) >> shift;
        if (shift + bits > 64) {
            value |= std::uint64_t {at[8]} << (64 - shift);
        }
    }
    return bits >= 64 ? value : value & ((std::uint64_t {1} << bits) - 1);
}

/// True when the channel's value lies within a record of `recordBytes` and has 1 to 64 bits.
bool fitsRecord(const Channel& channel, std::uint64_t recordBytes);

/// A number of up to 64 bits that lies within eight bytes, or one that is the same everywhere: mask 0.
struct PlainField
{
    std::uint32_t offset = 0;
    std::uint32_t shift = 0;
    std::uint64_t mask = 0;
    std::uint64_t constant = 0;

    std::uint64_t read(const std::uint8_t* record) const
    {
        return (loadLittle<std::uint64_t>(record + offset) >> shift & mask) + constant;
    }
    /// How many bytes from `offset` on have bits of it.
    std::size_t bytes() const { return (static_cast<std::size_t>(std::bit_width(mask << shift)) + 7) / 8; }
    /// The same number without all bits that `bits` lacks.
    PlainField only(std::uint64_t bits) const { return {offset, shift, mask & bits, constant & bits}; }
};

/// A small number in each record of a group, or one that is the same in all of them. Constant after construction.
class IntegerField
{
public:
    /// Not there: reads as zero.
    IntegerField() = default;
    /// Of a channel; not there where the channel does not fit the record or is no number. Conversions are done.
    IntegerField(const Channel& channel, std::uint64_t recordBytes);
    static IntegerField constant(std::uint64_t value);

    bool isSet() const { return m_isSet; }
    bool isConstant() const { return m_isSet && m_plain.mask == 0 && !m_slow; }
    std::uint32_t bits() const { return m_channel.bitCount; }
    std::uint64_t read(const std::uint8_t* record) const
    {
        if (m_slow) [[unlikely]] {
            return readSlow(record);
        }
        return m_plain.read(record);
    }
    /// How it is read, unless it needs more than that.
    bool isPlain() const { return !m_slow; }
    const PlainField& plain() const { return m_plain; }

private:
    std::uint64_t readSlow(const std::uint8_t* record) const;

    PlainField m_plain;
    bool m_isSet = false;
    bool m_slow = false;
    Channel m_channel; ///< of slow fields: big-endian, long or converted ones
    std::vector<std::uint64_t> m_table; ///< converted values of fields of up to eight bits
};

/// The time of each record: ns since 1970 where the file has a start, which `start` is.
class TimeField
{
public:
    /// No time at all.
    TimeField() = default;
    TimeField(const Channel& master, std::uint64_t recordBytes, domain::RecordingTime start);

    /// `index` is the record's number in its group, for masters that are not stored.
    domain::RecordingTime read(const std::uint8_t* record, std::uint64_t index) const
    {
        switch (m_kind) {
        case Kind::Double:
            return fromNs(loadLittle<double>(record + m_channel.byteOffset) * m_factor + m_offset);
        case Kind::Ticks:
            // Up to two years of nanoseconds this is exact; no recording is longer.
            return fromTicks(loadBits(record, m_channel));
        case Kind::SignedTicks:
            return fromSignedTicks(loadLittle<std::int64_t>(record + m_channel.byteOffset));
        case Kind::None:
            return domain::kNoTime;
        case Kind::Index:
        case Kind::Other:
            return readSlow(record, index);
        }
        return domain::kNoTime;
    }
    /// True when the time is made of a number that lies as it is in the record.
    bool isPlain() const { return m_kind != Kind::Index && m_kind != Kind::Other && !m_isScattered; }
    /// The times of records of which the first has the number `index`; in rows, unless isPlain(). `out` has room for
    /// `count` rounded up to a multiple of RecordBytes::kTogether.
    void readAll(const RecordBytes& records, std::uint64_t index, std::size_t count, domain::RecordingTime* out) const;

private:
    enum class Kind : std::uint8_t
    {
        None,
        Double, ///< little-endian, linear
        Ticks, ///< unsigned, a whole number of nanoseconds each
        SignedTicks, ///< the same with 64 bits and a sign
        Index,
        Other,
    };

    domain::RecordingTime fromNs(double ns) const
    {
        if (!(std::fabs(ns) < static_cast<double>(m_mostNs))) {
            return domain::kNoTime;
        }
        return m_start + static_cast<domain::RecordingTime>(ns + (ns < 0 ? -0.5 : 0.5));
    }
    domain::RecordingTime fromTicks(std::uint64_t ticks) const
    {
        return ticks > m_maxTicks ? domain::kNoTime : m_start + static_cast<domain::RecordingTime>(ticks * m_nsPerTick);
    }
    domain::RecordingTime fromSignedTicks(std::int64_t ticks) const
    {
        const auto most = static_cast<std::int64_t>(m_maxTicks);
        return ticks > most || ticks < -most ? domain::kNoTime
                                             : m_start + ticks * static_cast<domain::RecordingTime>(m_nsPerTick);
    }
    domain::RecordingTime readSlow(const std::uint8_t* record, std::uint64_t index) const;

    Kind m_kind = Kind::None;
    bool m_isScattered = false; ///< of Ticks: a field that is not a load, a shift and a mask
    Channel m_channel;
    double m_factor = 1e9; ///< ns for each unit
    double m_offset = 0; ///< ns
    std::uint64_t m_nsPerTick = 1;
    std::uint64_t m_maxTicks = 0;
    domain::RecordingTime m_start = 0;
    std::int64_t m_mostNs = 0; ///< so far from the start a time can be without leaving the range, either way
};

/// A number as double, without its conversion; NaN for types that are no numbers.
double rawNumber(const std::uint8_t* record, const Channel& channel);

} // namespace argus::formats::mdf
