// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/plain_frames.h"

#include "core/formats/frame_block.h"

#include <algorithm>
#include <bit>

namespace argus::formats::mdf {

namespace {

constexpr std::uint64_t kCodeBits = 15; ///< of a DLC

/// What is a payload's own of the eight bytes that are loaded, by its length.
constexpr std::array<std::uint64_t, 9> kPayloadMasks = [] {
    std::array<std::uint64_t, 9> masks {};
    for (std::size_t length = 1; length < masks.size(); ++length) {
        masks[length] = ~std::uint64_t {0} >> (64 - 8 * length);
    }
    return masks;
}();

/// Flags without those that only CAN FD has, where it is not.
constexpr std::array<std::uint8_t, 256> kSoundRates = [] {
    std::array<std::uint8_t, 256> sound {};
    for (unsigned flags = 0; flags < sound.size(); ++flags) {
        constexpr unsigned kRates = unsigned {kBitrateSwitch} | kErrorStateIndicator;
        sound[flags] = static_cast<std::uint8_t>((flags & kFd) != 0 ? flags : flags & ~kRates);
    }
    return sound;
}();

// Loops run over whole batches, whose length the compiler knows: it makes wide steps of them then. What is behind the
// last record is not used.
constexpr std::size_t kMost = FrameBatch::kMost;

/// The numbers of a field, or `most` where they are larger.
void readNumbers(const PlainField& field, std::uint32_t most, const RecordBytes& records, std::size_t count,
                 FrameBatch::Column<std::uint32_t>& out)
{
    const std::size_t bytes = field.bytes();
    const auto atMost
        = [most](std::uint64_t value) { return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, most)); };
    if (bytes == 0) {
        out.fill(atMost(field.constant));
    } else if (bytes <= sizeof(std::uint32_t)) {
        records.numbers(field.offset, bytes, count, out.data());
        // Copies, which no store can change: they stay in registers.
        const auto mask = static_cast<std::uint32_t>(field.mask);
        const std::uint32_t shift = field.shift;
        for (std::size_t i = 0; i < kMost; ++i) {
            const std::uint32_t value = out[i] >> shift & mask;
            out[i] = value < most ? value : most;
        }
    } else {
        std::array<std::uint64_t, kMost> wide;
        records.numbers(field.offset, bytes, count, wide.data());
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = atMost(wide[i] >> field.shift & field.mask);
        }
    }
}

} // namespace

std::optional<PlainFrames> PlainFrames::of(const Fields& fields)
{
    const std::array<const IntegerField*, 9> all {&fields.id,         &fields.ide, &fields.dir,
                                                  &fields.edl,        &fields.brs, &fields.esi,
                                                  &fields.busChannel, &fields.dlc, &fields.dataLength};
    const bool arePlain
        = std::all_of(all.begin(), all.end(), [](const IntegerField* field) { return field->isPlain(); });
    const PlainField& bus = fields.busChannel.plain();
    if (!arePlain || std::max(bus.mask, bus.constant) > UINT32_MAX) {
        return std::nullopt;
    }
    PlainFrames frames;
    frames.m_id = fields.id.plain();
    frames.m_busChannel = bus;
    frames.m_payloadOffset = fields.payloadOffset;
    frames.m_flags = fields.flags;
    frames.findLengths(fields);
    const PlainField ide = fields.ide.isSet() ? fields.ide.plain() : frames.m_id.only(kIdeInId);
    const bool fit = frames.addFlag(ide, kExtendedId) && frames.addFlag(fields.dir.plain(), kTransmitted)
        && frames.addFlag(fields.edl.plain(), kFd) && frames.addFlag(fields.brs.plain(), kBitrateSwitch)
        && frames.addFlag(fields.esi.plain(), kErrorStateIndicator);
    if (frames.m_flagBytes.size() == 1) {
        for (std::uint8_t& flags : frames.m_flagBytes.front().flags) {
            flags = kSoundRates[flags | frames.m_flags];
        }
    }
    return fit ? std::optional(std::move(frames)) : std::nullopt;
}

void PlainFrames::findLengths(const Fields& fields)
{
    const PlainField code = fields.dlc.plain().only(kCodeBits);
    if ((m_flags & kRemote) != 0) {
        // No bytes; the code says how many it asks for.
        m_mostLength = kMostRequested;
        m_length = fields.dlc.isSet() ? code : fields.dataLength.plain();
        return;
    }
    m_mostBytes = std::min<std::uint32_t>(fields.payloadBytes, kMaxFrameData);
    m_mostLength = m_mostBytes;
    // Of eight bytes or fewer the code is the number.
    m_lengthIsCode = isLong() && !fields.dataLength.isSet() && fields.dlc.isSet();
    m_length = fields.dataLength.isSet() ? fields.dataLength.plain()
        : fields.dlc.isSet()             ? code
                                         : PlainField {0, 0, 0, m_mostBytes};
}

/// A flag is set where any bit of its field is; false where these lie in several bytes.
bool PlainFrames::addFlag(const PlainField& field, std::uint8_t flag)
{
    const std::uint64_t bits = field.mask << field.shift;
    if (bits == 0) {
        m_flags |= field.constant != 0 ? flag : 0;
        return true;
    }
    const auto byte = static_cast<unsigned>(std::countr_zero(bits)) / 8;
    if (bits >> (8 * byte) > UINT8_MAX) {
        return false;
    }
    const auto mask = static_cast<std::uint8_t>(bits >> (8 * byte));
    const std::uint32_t offset = field.offset + byte;
    auto known = std::find_if(m_flagBytes.begin(), m_flagBytes.end(),
                              [offset](const FlagByte& each) { return each.offset == offset; });
    if (known == m_flagBytes.end()) {
        known = m_flagBytes.insert(known, FlagByte {offset, {}});
    }
    for (unsigned value = 0; value < known->flags.size(); ++value) {
        known->flags[value] |= (value & mask) != 0 ? flag : 0;
    }
    return true;
}

void PlainFrames::decode(const RecordBytes& records, std::size_t count, FrameBatch& out) const
{
    readNumbers(m_id.only(kIdMask), UINT32_MAX, records, count, out.id);
    readNumbers(m_busChannel, UINT32_MAX, records, count, out.bus);
    decodeLengths(records, count, out);
    decodePayloads(records, count, out);
    decodeFlags(records, count, out);
}

void PlainFrames::decodeLengths(const RecordBytes& records, std::size_t count, FrameBatch& out) const
{
    if (!m_lengthIsCode && m_length.bytes() == 1) {
        records.bytes(m_length.offset, count, out.length.data());
        const auto mask = static_cast<std::uint8_t>(m_length.mask);
        const auto most = static_cast<std::uint8_t>(m_mostLength);
        const std::uint32_t shift = m_length.shift;
        for (std::size_t i = 0; i < kMost; ++i) {
            const auto value = static_cast<std::uint8_t>(out.length[i] >> shift & mask);
            out.length[i] = value < most ? value : most;
        }
        return;
    }
    FrameBatch::Column<std::uint32_t> stated {};
    readNumbers(m_length, m_lengthIsCode ? kCodeBits : m_mostLength, records, count, stated);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t length = m_lengthIsCode ? kFdLengths[stated[i]] : stated[i];
        out.length[i] = static_cast<std::uint8_t>(std::min(length, m_mostLength));
    }
}

void PlainFrames::decodePayloads(const RecordBytes& records, std::size_t count, FrameBatch& out) const
{
    out.isLong = isLong();
    if (!isLong()) {
        if (m_mostBytes == 0) {
            out.word.fill(0);
            return;
        }
        records.numbers(m_payloadOffset, m_mostBytes, count, out.word.data());
        for (std::size_t i = 0; i < count; ++i) {
            out.word[i] &= kPayloadMasks[out.length[i]];
        }
        return;
    }
    out.payloadBytes = m_mostBytes;
    if (records.areInRows()) {
        out.payloads = records.record(0) + m_payloadOffset;
        out.payloadStride = records.stride();
        return;
    }
    out.payloadBuffer.resize(kMost * kMaxFrameData);
    records.copyParts(m_payloadOffset, m_mostBytes, count, out.payloadBuffer.data());
    out.payloads = out.payloadBuffer.data();
    out.payloadStride = m_mostBytes;
}

void PlainFrames::decodeScatteredFlags(const RecordBytes& records, std::size_t count, FrameBatch& out) const
{
    std::array<std::uint8_t, kMost> bytes;
    out.flags.fill(m_flags);
    for (const FlagByte& byte : m_flagBytes) {
        records.bytes(byte.offset, count, bytes.data());
        for (std::size_t i = 0; i < count; ++i) {
            out.flags[i] |= byte.flags[bytes[i]];
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        out.flags[i] = kSoundRates[out.flags[i]];
    }
}

void PlainFrames::decodeFlags(const RecordBytes& records, std::size_t count, FrameBatch& out) const
{
    std::array<std::uint8_t, kMost> bytes;
    if (m_flagBytes.size() == 1) {
        const std::uint8_t* const flagsOf = m_flagBytes.front().flags.data();
        records.bytes(m_flagBytes.front().offset, count, bytes.data());
        for (std::size_t i = 0; i < count; ++i) {
            out.flags[i] = flagsOf[bytes[i]];
        }
    } else {
        decodeScatteredFlags(records, count, out);
    }
    // Without branches: identifiers are as they come.
    static_assert(kExtendedId == 1);
    for (std::size_t i = 0; i < kMost; ++i) {
        out.flags[i] |= static_cast<std::uint8_t>((kLargestStandardId - out.id[i]) >> 31);
    }
    if (isLong()) {
        for (std::size_t i = 0; i < count; ++i) {
            out.flags[i] |= static_cast<std::uint8_t>(out.length[i] > kWordBytes ? kFd : 0);
        }
    }
}

} // namespace argus::formats::mdf
