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

template <class Take> void forEach(const std::uint8_t* record, std::size_t stride, std::size_t count, const Take& take)
{
    for (std::size_t i = 0; i < count; ++i, record += stride) {
        take(i, record);
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
    frames.m_mostBytes
        = (fields.flags & kRemote) != 0 ? 0 : std::min<std::uint64_t>(fields.payloadBytes, kMaxFrameData);
    // Of eight bytes or fewer the code is the number.
    frames.m_lengthIsCode = frames.isLong() && !fields.dataLength.isSet() && fields.dlc.isSet();
    frames.m_length = fields.dataLength.isSet() ? fields.dataLength.plain()
        : fields.dlc.isSet()                    ? fields.dlc.plain().only(kCodeBits)
                                                : PlainField {0, 0, 0, frames.m_mostBytes};
    frames.m_flags = fields.flags;
    const PlainField ide = fields.ide.isSet() ? fields.ide.plain() : frames.m_id.only(kIdeInId);
    const bool fit = frames.addFlag(ide, kExtendedId) && frames.addFlag(fields.dir.plain(), kTransmitted)
        && frames.addFlag(fields.edl.plain(), kFd) && frames.addFlag(fields.brs.plain(), kBitrateSwitch)
        && frames.addFlag(fields.esi.plain(), kErrorStateIndicator);
    return fit ? std::optional(std::move(frames)) : std::nullopt;
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

void PlainFrames::decode(const std::uint8_t* record, std::size_t stride, std::size_t count, FrameBatch& out) const
{
    // Fields are copied, so that no store can change them: they stay in registers.
    forEach(record, stride, count, [&out, id = m_id](std::size_t i, const std::uint8_t* at) {
        out.id[i] = static_cast<std::uint32_t>(id.read(at)) & kIdMask;
    });
    decodePayloads(record, stride, count, out);
    decodeFlags(record, stride, count, out);
    if (m_busChannel.mask == 0) {
        std::fill_n(out.bus.begin(), count, static_cast<std::uint32_t>(m_busChannel.constant));
        return;
    }
    forEach(record, stride, count, [&out, bus = m_busChannel](std::size_t i, const std::uint8_t* at) {
        out.bus[i] = static_cast<std::uint32_t>(bus.read(at));
    });
}

void PlainFrames::decodePayloads(const std::uint8_t* record, std::size_t stride, std::size_t count,
                                 FrameBatch& out) const
{
    if (isLong()) {
        out.payloads = record + m_payloadOffset;
        forEach(record, stride, count, [&](std::size_t i, const std::uint8_t* at) {
            const std::uint64_t stated = m_length.read(at);
            const std::uint64_t length = m_lengthIsCode ? kFdLengths[stated] : stated;
            out.length[i] = static_cast<std::uint8_t>(std::min(length, m_mostBytes));
        });
        return;
    }
    forEach(
        record, stride, count,
        [&out, field = m_length, most = m_mostBytes, place = m_payloadOffset](std::size_t i, const std::uint8_t* at) {
            const std::uint64_t length = std::min(field.read(at), most);
            out.length[i] = static_cast<std::uint8_t>(length);
            out.word[i] = loadLittle<std::uint64_t>(at + place) & kPayloadMasks[length];
        });
}

void PlainFrames::decodeFlags(const std::uint8_t* record, std::size_t stride, std::size_t count, FrameBatch& out) const
{
    std::fill_n(out.flags.begin(), count, m_flags);
    for (const FlagByte& byte : m_flagBytes) {
        forEach(record + byte.offset, stride, count,
                [&out, &flags = byte.flags](std::size_t i, const std::uint8_t* at) { out.flags[i] |= flags[*at]; });
    }
    // Without branches: identifiers and flags are as they come.
    static_assert(kExtendedId == 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t isLarge = (kLargestStandardId - out.id[i]) >> 31;
        out.flags[i] = static_cast<std::uint8_t>(kSoundRates[out.flags[i]] | isLarge);
    }
    if (isLong()) {
        for (std::size_t i = 0; i < count; ++i) {
            out.flags[i] |= static_cast<std::uint8_t>(out.length[i] > kWordBytes ? kFd : 0);
        }
    }
}

} // namespace argus::formats::mdf
