// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/record_fields.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace argus::formats::mdf {

namespace {

constexpr double kNsPerSecond = 1e9;
/// Doubles of this size are a thousand nanoseconds apart: a sum that is in range by their account stays in range.
constexpr std::int64_t kRounding = 4096;
constexpr std::int64_t kLatest = INT64_MAX - kRounding;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A factor that is a whole number of nanoseconds in decimal is one, though its binary form is not quite.
double rounded(double factor)
{
    const double whole = std::nearbyint(factor);
    return std::fabs(factor - whole) < whole * 1e-12 ? whole : factor;
}

bool isLinear(const Channel& channel)
{
    return !channel.conversion || channel.conversion->kind == ConversionKind::Identity
        || (channel.conversion->kind == ConversionKind::Linear && channel.conversion->parameters.size() >= 2);
}

/// IEEE 754 half precision.
double halfFloat(std::uint64_t bits)
{
    const double sign = (bits & 0x8000) != 0 ? -1 : 1;
    const int exponent = static_cast<int>(bits >> 10 & 31);
    const auto fraction = static_cast<double>(bits & 0x3FF);
    if (exponent == 31) {
        return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : kNone;
    }
    return exponent == 0 ? sign * std::ldexp(fraction, -24) : sign * std::ldexp(1024 + fraction, exponent - 25);
}

double floatOf(std::uint64_t bits, std::uint32_t bitCount)
{
    switch (bitCount) {
    case 16:
        return halfFloat(bits);
    case 32:
        return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case 64:
        return std::bit_cast<double>(bits);
    default:
        return kNone;
    }
}

} // namespace

bool fitsRecord(const Channel& channel, std::uint64_t recordBytes)
{
    const std::uint64_t bits = std::uint64_t {channel.bitOffset} + channel.bitCount;
    return channel.bitCount > 0 && channel.bitCount <= 64 && channel.byteOffset + (bits + 7) / 8 <= recordBytes;
}

double rawNumber(const std::uint8_t* record, const Channel& channel)
{
    const std::uint64_t bits = loadBits(record, channel);
    switch (channel.type) {
    case ValueType::Unsigned:
        return static_cast<double>(bits);
    case ValueType::Signed: {
        const unsigned unused = 64 - channel.bitCount;
        return static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused);
    }
    case ValueType::Float:
        return floatOf(bits, channel.bitCount);
    case ValueType::Latin1:
    case ValueType::Utf8:
    case ValueType::Utf16Little:
    case ValueType::Utf16Big:
    case ValueType::Bytes:
    case ValueType::VaxFloat:
    case ValueType::Other:
        return kNone;
    }
    return kNone;
}

namespace {

std::uint64_t toUnsigned(double value)
{
    return value > 0 && value < 0x1p63 ? static_cast<std::uint64_t>(value) : 0;
}

} // namespace

IntegerField IntegerField::constant(std::uint64_t value)
{
    IntegerField field;
    field.m_isSet = true;
    field.m_plain.constant = value;
    return field;
}

IntegerField::IntegerField(const Channel& channel, std::uint64_t recordBytes)
    : m_channel(channel)
{
    if (channel.role == ChannelRole::Virtual) {
        // The value is that of the conversion for the number of the record; a constant in all files met.
        m_isSet = true;
        m_plain.constant = channel.conversion ? toUnsigned(channel.conversion->number(0.0)) : 0;
        return;
    }
    if (!fitsRecord(channel, recordBytes)) {
        return;
    }
    m_isSet = true;
    const bool converted = channel.conversion && !channel.conversion->givesText()
        && channel.conversion->kind != ConversionKind::Identity;
    m_slow = converted || channel.bigEndian || channel.bitOffset + channel.bitCount > 64
        || channel.type == ValueType::Float;
    if (m_slow) {
        if (channel.bitCount <= 8 && converted) {
            for (std::uint64_t raw = 0; raw < std::uint64_t {1} << channel.bitCount; ++raw) {
                m_table.push_back(toUnsigned(channel.conversion->number(static_cast<double>(raw))));
            }
        }
        return;
    }
    m_plain.offset = channel.byteOffset;
    m_plain.shift = channel.bitOffset;
    m_plain.mask = channel.bitCount >= 64 ? ~std::uint64_t {0} : (std::uint64_t {1} << channel.bitCount) - 1;
}

std::uint64_t IntegerField::readSlow(const std::uint8_t* record) const
{
    const std::uint64_t raw = loadBits(record, m_channel);
    if (!m_table.empty()) {
        return m_table[static_cast<std::size_t>(raw)];
    }
    if (m_channel.type == ValueType::Float || (m_channel.conversion && !m_channel.conversion->givesText())) {
        const double value = rawNumber(record, m_channel);
        return toUnsigned(m_channel.conversion ? m_channel.conversion->number(value) : value);
    }
    return raw;
}

TimeField::TimeField(const Channel& master, std::uint64_t recordBytes, domain::RecordingTime start)
    : m_channel(master)
    , m_start(std::clamp<domain::RecordingTime>(start, -kLatest, kLatest))
    , m_mostNs(kLatest - std::abs(m_start))
{
    if (!master.isTime) {
        return;
    }
    if (isLinear(master) && master.conversion && master.conversion->kind == ConversionKind::Linear) {
        m_offset = master.conversion->parameters[0] * kNsPerSecond;
        m_factor = rounded(master.conversion->parameters[1] * kNsPerSecond);
    }
    if (master.role == ChannelRole::VirtualMaster) {
        m_kind = Kind::Index;
        return;
    }
    if (!fitsRecord(master, recordBytes)) {
        return;
    }
    const bool wholeTicks = m_factor >= 1 && m_factor <= 1e12 && m_factor == std::nearbyint(m_factor) && m_offset == 0;
    if (!isLinear(master)) {
        m_kind = Kind::Other;
    } else if (master.type == ValueType::Float && master.bitCount == 64 && master.bitOffset == 0 && !master.bigEndian) {
        m_kind = Kind::Double;
    } else if (wholeTicks
               && (master.type == ValueType::Unsigned
                   || (master.type == ValueType::Signed && master.bitCount == 64 && master.bitOffset == 0
                       && !master.bigEndian))) {
        m_kind = master.type == ValueType::Unsigned ? Kind::Ticks : Kind::SignedTicks;
        m_nsPerTick = static_cast<std::uint64_t>(m_factor);
        m_maxTicks = static_cast<std::uint64_t>(m_mostNs) / m_nsPerTick;
        m_isScattered = master.bigEndian || master.bitOffset + master.bitCount > 64;
    } else {
        m_kind = Kind::Other;
    }
}

void TimeField::readAll(const RecordBytes& records, std::uint64_t index, std::size_t count,
                        domain::RecordingTime* out) const
{
    if (!isPlain()) {
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = read(records.record(i), index + i);
        }
        return;
    }
    if (m_kind == Kind::None) {
        std::fill_n(out, count, domain::kNoTime);
        return;
    }
    const std::size_t bytes = (std::size_t {m_channel.bitOffset} + m_channel.bitCount + 7) / 8;
    const auto raw = reinterpret_cast<std::uint64_t*>(out);
    records.numbers(m_channel.byteOffset, bytes, count, raw);
    const auto each = [=](const auto& timeOf) {
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = timeOf(static_cast<std::uint64_t>(out[i]));
        }
    };
    // Copies, which no store can change: they stay in registers.
    const domain::RecordingTime start = m_start;
    const std::uint64_t most = m_maxTicks;
    const std::uint64_t ns = m_nsPerTick;
    if (m_kind == Kind::Double) {
        each([this, factor = m_factor, offset = m_offset](std::uint64_t bits) {
            return fromNs(std::bit_cast<double>(bits) * factor + offset);
        });
    } else if (m_kind == Kind::Ticks) {
        const std::uint64_t mask = ~std::uint64_t {0} >> (64 - m_channel.bitCount);
        each([=, shift = m_channel.bitOffset](std::uint64_t bits) {
            const std::uint64_t ticks = bits >> shift & mask;
            return ticks > most ? domain::kNoTime : start + static_cast<domain::RecordingTime>(ticks * ns);
        });
    } else {
        each([=](std::uint64_t ticks) {
            const bool isSound = ticks + most <= 2 * most; // between -most and most
            return isSound ? start + static_cast<domain::RecordingTime>(ticks * ns) : domain::kNoTime;
        });
    }
}

domain::RecordingTime TimeField::readSlow(const std::uint8_t* record, std::uint64_t index) const
{
    const double raw = m_kind == Kind::Index ? static_cast<double>(index) : rawNumber(record, m_channel);
    return isLinear(m_channel) ? fromNs(raw * m_factor + m_offset)
                               : fromNs(m_channel.conversion->number(raw) * kNsPerSecond);
}

} // namespace argus::formats::mdf
