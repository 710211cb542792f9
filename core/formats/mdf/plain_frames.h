// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/frame_batch.h"
#include "core/formats/mdf/record_bytes.h"
#include "core/formats/mdf/record_fields.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace argus::formats::mdf {

inline constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
inline constexpr std::uint32_t kIdeInId = 0x80000000; ///< where nothing else says that an identifier is extended
inline constexpr std::uint32_t kLargestStandardId = 0x7FF;
inline constexpr std::uint8_t kMostRequested = 8; ///< bytes that a remote frame can ask for
/// DLC to bytes of CAN FD (ISO 11898-1); classic frames stop at 8.
inline constexpr std::array<std::uint8_t, 16> kFdLengths {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

/// Takes frames apart whose fields are plain numbers in the record and whose bytes lie there: field by field for many
/// records, which is several times as fast as record by record. Constant after construction.
class PlainFrames
{
public:
    /// Where the fields of a frame lie. Fields that are not set read as zero.
    struct Fields
    {
        IntegerField id;
        IntegerField ide; ///< not set: bit 31 of the identifier
        IntegerField dir;
        IntegerField edl;
        IntegerField brs;
        IntegerField esi;
        IntegerField busChannel;
        IntegerField dataLength; ///< not set: the code
        IntegerField dlc; ///< not set either: all bytes
        std::uint32_t payloadOffset = 0;
        std::uint32_t payloadBytes = 0;
        std::uint8_t flags = 0; ///< what all frames are
    };

    /// Nothing where a field needs more than a load and a mask.
    static std::optional<PlainFrames> of(const Fields& fields);

    /// Fills all but times, offsets and channels for `count` records; at most FrameBatch::kMost. Payloads that may be
    /// longer than eight bytes stay in the records where these are in rows.
    void decode(const RecordBytes& records, std::size_t count, FrameBatch& out) const;

private:
    static constexpr std::uint64_t kWordBytes = 8;

    /// What the bits of one byte of the record say.
    struct FlagByte
    {
        std::uint32_t offset = 0;
        std::array<std::uint8_t, 256> flags {};
    };

    bool isLong() const { return m_mostBytes > kWordBytes; }
    void findLengths(const Fields& fields);
    bool addFlag(const PlainField& field, std::uint8_t flag);
    void decodeLengths(const RecordBytes& records, std::size_t count, FrameBatch& out) const;
    void decodePayloads(const RecordBytes& records, std::size_t count, FrameBatch& out) const;
    void decodeScatteredFlags(const RecordBytes& records, std::size_t count, FrameBatch& out) const;
    void decodeFlags(const RecordBytes& records, std::size_t count, FrameBatch& out) const;

    PlainField m_id;
    PlainField m_busChannel;
    PlainField m_length;
    bool m_lengthIsCode = false; ///< as in a DLC of CAN FD
    std::uint32_t m_mostBytes = 0; ///< of a payload
    std::uint32_t m_mostLength = 0;
    std::uint32_t m_payloadOffset = 0;
    std::uint8_t m_flags = 0; ///< of all frames
    std::vector<FlagByte> m_flagBytes; ///< where there is one alone, it has all that is known of the flags
};

} // namespace argus::formats::mdf
