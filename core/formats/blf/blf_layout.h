// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace argus::formats::blf {

// The parts of a BLF file. All numbers are little-endian. A file is a header and a run of objects; most of them are
// containers, whose unpacked bytes one after the other are a stream of the objects proper.

inline constexpr std::string_view kFileMagic = "LOGG";
inline constexpr std::string_view kObjectMagic = "LOBJ";

/// Bytes that every object begins with: magic, header size, header version, object size, type.
inline constexpr std::size_t kBaseHeader = 16;
/// The same with flags and time, as header versions 1 and 3 have it; version 2 and MOST objects add to it.
inline constexpr std::size_t kTimedHeader = 32;
/// Base header, method of compression and unpacked size of a container.
inline constexpr std::size_t kContainerHeader = 32;
/// Next objects follow at once or after padding that depends on the type; it is never longer.
inline constexpr std::size_t kMaxPadding = 8;
/// Objects that say they are larger are taken for damage. The largest known ones hold texts and arrays.
inline constexpr std::uint32_t kMaxObjectBytes = 16U << 20;

enum ObjectType : std::uint32_t
{
    kCanMessage = 1,
    kCanError = 2,
    kContainer = 10,
    kAppText = 65,
    kEthernetFrame = 71,
    kCanErrorExt = 73,
    kCanMessage2 = 86,
    kOverrunError = 91,
    kEventComment = 92,
    kGlobalMarker = 96,
    kCanFdMessage = 100,
    kCanFdMessage64 = 101,
    kCanFdError64 = 104,
    kRestorePoints = 115,
    kEthernetFrameEx = 120,
    kEthernetFrameForwarded = 121,
    kDataLostBegin = 125,
};

enum CompressionMethod : std::uint16_t
{
    kStored = 0,
    kDeflated = 2,
};

template <class Integer> Integer load(const std::uint8_t* at)
{
    static_assert(std::endian::native == std::endian::little);
    Integer value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

template <class Integer> void store(std::uint8_t* at, Integer value)
{
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(at, &value, sizeof value);
}

/// What every object begins with, as it stands in the file.
struct ObjectHeader
{
    std::uint16_t headerSize = 0;
    std::uint16_t headerVersion = 0;
    std::uint32_t objectSize = 0;
    std::uint32_t type = 0;
};

inline bool isObjectMagic(const std::uint8_t* at)
{
    return std::memcmp(at, kObjectMagic.data(), kObjectMagic.size()) == 0;
}

/// From kBaseHeader readable bytes.
inline ObjectHeader objectHeader(const std::uint8_t* at)
{
    return {load<std::uint16_t>(at + 4), load<std::uint16_t>(at + 6), load<std::uint32_t>(at + 8),
            load<std::uint32_t>(at + 12)};
}

/// True when sizes can be those of an object within the stream.
inline bool isPlausible(const ObjectHeader& header)
{
    return header.headerSize >= kBaseHeader && header.objectSize >= header.headerSize
        && header.objectSize <= kMaxObjectBytes;
}

/// True when an object's header can be that of a container; its size is not judged but for its least.
inline bool isContainer(const ObjectHeader& header)
{
    return header.type == kContainer && header.headerSize == kBaseHeader && header.objectSize >= kContainerHeader;
}

/// True for the header of an object of the file itself.
inline bool isOuterObject(const ObjectHeader& header)
{
    return header.type == kContainer ? isContainer(header) : isPlausible(header);
}

/// The place of the first object with plausible sizes at or behind `from`; else that of bytes at the end that may be
/// the start of a header; else `size`.
std::size_t findObject(const std::uint8_t* data, std::size_t from, std::size_t size);

/// The same among the objects of the file itself, where containers may be of any size.
std::size_t findOuterObject(const std::uint8_t* data, std::size_t from, std::size_t size);

/// The same for the header of a container; nothing that may be the start of one is reported.
std::size_t findContainer(const std::uint8_t* data, std::size_t from, std::size_t size);

/// What the format calls an object type: "LIN_MESSAGE2"; "unknown object type" for those without a name.
std::string_view objectTypeName(std::uint32_t type);

inline constexpr std::string_view kUnknownType = "unknown object type";

} // namespace argus::formats::blf
