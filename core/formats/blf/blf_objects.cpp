// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_objects.h"

#include "core/base/text.h"
#include "core/formats/data_length.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace argus::formats::blf {

namespace {

constexpr std::size_t kSizeAt = 8; // of an object
constexpr std::size_t kTypeAt = 12;
constexpr std::size_t kFlagsAt = 16;
constexpr std::size_t kTimeAt = 24;
constexpr std::uint32_t kTenMicroseconds = 1; // unit of an object's time; all others are taken for nanoseconds
constexpr std::int64_t kNsPerUnit = 10000;

constexpr std::size_t kClassicBody = 16; // up to and with eight bytes of data
constexpr std::uint32_t kExtendedBit = 0x80000000;
constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;

/// Zero bytes between objects that are taken for padding; longer runs may be a hole in the file.
constexpr std::size_t kMaxZeroPadding = 64;

bool isPadding(const std::uint8_t* bytes, std::size_t size)
{
    if (size <= kMaxPadding) {
        return true;
    }
    return size <= kMaxZeroPadding && std::all_of(bytes, bytes + size, [](std::uint8_t byte) { return byte == 0; });
}

/// Looks for the next object behind padding only: a search that goes further must not be made for each object, or its
/// cost is no longer linear.
bool findNear(const std::uint8_t* data, std::size_t from, std::size_t size, std::size_t& found)
{
    const std::size_t window = std::min(size, from + kMaxZeroPadding + kBaseHeader);
    found = findObject(data, from, window);
    const bool cut = window < size && window - found < kBaseHeader;
    return !cut && isPadding(data + from, found - from);
}

/// Ids beyond 11 bits without the mark of extended ones are read as extended.
std::uint8_t idFlags(std::uint32_t id)
{
    return (id & kExtendedBit) != 0 || (id & kIdMask) > kMaxStandardId ? kExtendedId : 0;
}

/// The first `length` of eight bytes, the others zero.
std::uint64_t firstBytes(const std::uint8_t* bytes, std::size_t length)
{
    const auto word = load<std::uint64_t>(bytes);
    return length == 8 ? word : word & ((std::uint64_t {1} << (8 * length)) - 1);
}

/// A frame out of the body of CAN_MESSAGE or CAN_MESSAGE2.
struct ClassicFrame
{
    explicit ClassicFrame(const std::uint8_t* body)
    {
        constexpr std::uint8_t kSent = 0x01;
        constexpr std::uint8_t kRequest = 0x80;
        const std::uint8_t bits = body[2];
        const bool remote = (bits & kRequest) != 0;
        const auto wholeId = load<std::uint32_t>(body + 4);
        id = wholeId & kIdMask;
        channel = load<std::uint16_t>(body);
        flags = static_cast<std::uint8_t>(idFlags(wholeId) | (remote ? kRemote : 0)
                                          | ((bits & kSent) != 0 ? kTransmitted : 0));
        length = static_cast<std::uint8_t>(classicLengthOf(body[3]));
        word = remote ? 0 : firstBytes(body + 8, length);
    }

    std::uint32_t id = 0;
    std::uint16_t channel = 0;
    std::uint8_t flags = 0;
    std::uint8_t length = 0;
    std::uint64_t word = 0;
};

/// True for a classic frame with the usual header that another object with such a header follows at once.
inline bool isUsualFrame(const std::uint8_t* data, std::size_t at, std::size_t size)
{
    constexpr std::uint64_t kUsualStart = 0x000100204A424F4C; // "LOBJ", a header of 32 bytes, version 1
    constexpr std::size_t kUsualSize = kTimedHeader + kClassicBody;
    if (size - at < kUsualSize + kBaseHeader || load<std::uint64_t>(data + at) != kUsualStart) {
        return false;
    }
    const auto type = load<std::uint32_t>(data + at + kTypeAt);
    const auto objectSize = load<std::uint32_t>(data + at + kSizeAt);
    if ((type != kCanMessage && type != kCanMessage2) || objectSize < kUsualSize
        || objectSize > size - at - kBaseHeader) {
        return false;
    }
    const std::uint8_t* next = data + at + objectSize;
    return load<std::uint64_t>(next) == kUsualStart && isPlausible(objectHeader(next));
}

} // namespace

inline domain::RecordingTime ObjectParser::timeOf(const std::uint8_t* object) const
{
    const auto units = load<std::uint64_t>(object + kTimeAt);
    std::int64_t ns = 0;
    const bool coarse = load<std::uint32_t>(object + kFlagsAt) == kTenMicroseconds;
    if (__builtin_mul_overflow(units, coarse ? kNsPerUnit : 1, &ns) || __builtin_add_overflow(ns, m_start, &ns)) {
        return domain::kNoTime;
    }
    return ns;
}

// u16 channel, u8 flags, u8 dlc, u32 id, u8[8] data
bool ObjectParser::readCanMessage(const Body& body)
{
    if (body.size < kClassicBody) {
        return false;
    }
    const ClassicFrame frame(body.bytes);
    m_findings.addFrame(body.ts, body.at, frame.id, frame.channel, frame.flags, frame.length, frame.word);
    return true;
}

/// Reads classic frames as nearly all writers write them, as long as one follows the other, and returns where the next
/// object begins: a place as parse() starts from. A short cut to readCanMessage() for most of most recordings.
std::size_t ObjectParser::readUsualFrames(const std::uint8_t* data, std::size_t at, std::size_t size)
{
    if (!isUsualFrame(data, at, size)) {
        return at;
    }
    const BlockWriter::Columns columns = m_findings.blocks.columns();
    std::size_t count = 0;
    std::uint32_t channel = UINT32_MAX; // the last one, and its index
    std::uint16_t index = 0;
    while (count < columns.room && isUsualFrame(data, at, size)) {
        const ClassicFrame frame(data + at + kTimedHeader);
        if (frame.channel != channel) {
            channel = frame.channel;
            index = m_findings.indexOf(frame.channel);
        }
        columns.time[count] = timeOf(data + at);
        columns.offset[count] = at;
        columns.id[count] = frame.id;
        columns.channel[count] = index;
        columns.flags[count] = frame.flags;
        columns.length[count] = frame.length;
        columns.dataStart[count] = columns.firstStart + static_cast<std::uint32_t>(8 * count);
        store(columns.data + 8 * count, frame.word);
        ++count;
        at += load<std::uint32_t>(data + at + kSizeAt);
    }
    m_findings.commitFrames(count);
    m_findings.objects += count;
    return at;
}

std::size_t ObjectParser::parse(const std::uint8_t* data, std::size_t from, std::size_t size)
{
    std::size_t at = from;
    while (size - at >= kBaseHeader) {
        at = readUsualFrames(data, at, size);
        const ObjectHeader header = objectHeader(data + at);
        if (header.objectSize > size - at) {
            return at;
        }
        const std::size_t next = at + header.objectSize;
        std::size_t following = next;
        const bool adjacent
            = size - next >= kBaseHeader && isObjectMagic(data + next) && isPlausible(objectHeader(data + next));
        if (!adjacent && !findNear(data, next, size, following)) {
            std::size_t inner = 0;
            if (isOverlong(data, at, next, inner)) {
                m_findings.lose(Loss::UnreadableObject, at, inner - at);
                at = inner;
                continue;
            }
            following = findObject(data, next, size);
        }
        readObject(data + at, header, at);
        if (!adjacent) {
            accountGap(data + next, following - next, next);
        }
        at = following;
    }
    return at;
}

bool ObjectParser::isOverlong(const std::uint8_t* data, std::size_t at, std::size_t next, std::size_t& inner)
{
    inner = findObject(data, at + kObjectMagic.size(), next);
    return next - inner >= kBaseHeader;
}

void ObjectParser::accountGap(const std::uint8_t* bytes, std::size_t size, std::uint64_t at)
{
    if (size >= kBaseHeader && isObjectMagic(bytes)) {
        m_findings.lose(Loss::ImpossibleSize, at, size);
    } else if (!isPadding(bytes, size)) {
        m_findings.lose(Loss::NoObject, at, size);
    }
}

void ObjectParser::loseObject(const ObjectHeader& header, std::uint64_t at)
{
    m_findings.lose(Loss::UnreadableObject, at, header.objectSize);
}

void ObjectParser::readObject(const std::uint8_t* object, const ObjectHeader& header, std::uint64_t at)
{
    if (header.type != kRestorePoints) {
        ++m_findings.objects;
    }
    switch (header.type) {
    case kCanMessage:
    case kCanMessage2:
    case kCanError:
    case kCanErrorExt:
    case kCanFdMessage:
    case kCanFdMessage64:
    case kCanFdError64:
    case kEthernetFrame:
    case kEthernetFrameEx:
    case kEthernetFrameForwarded:
    case kEventComment:
    case kGlobalMarker:
    case kAppText:
        if (header.headerVersion < 1 || header.headerVersion > 3) {
            m_findings.lose(Loss::UnknownVersion, at, header.objectSize);
        } else if (header.headerSize < kTimedHeader) {
            loseObject(header, at);
        } else {
            readTimed(object, header, at);
        }
        return;
    case kContainer:
        m_findings.lose(Loss::NestedContainer, at, header.objectSize);
        return;
    default:
        m_findings.countOther(header.type);
        return;
    }
}

void ObjectParser::readTimed(const std::uint8_t* object, const ObjectHeader& header, std::uint64_t at)
{
    const Body body {object,
                     object + header.headerSize,
                     header.objectSize - std::size_t {header.headerSize},
                     header.headerSize,
                     timeOf(object),
                     at};
    bool read = false;
    switch (header.type) {
    case kCanMessage:
    case kCanMessage2:
        read = readCanMessage(body);
        break;
    case kCanError:
        read = readCanError(body);
        break;
    case kCanErrorExt:
        read = readCanErrorExt(body);
        break;
    case kCanFdMessage:
        read = readCanFdMessage(body);
        break;
    case kCanFdMessage64:
        read = readCanFdMessage64(body);
        break;
    case kCanFdError64:
        read = readCanFdError64(body);
        break;
    case kEthernetFrame:
        read = readEthernetFrame(body);
        break;
    case kEthernetFrameEx:
    case kEthernetFrameForwarded:
        read = readEthernetFrameEx(body);
        break;
    case kEventComment:
        read = readEventComment(body);
        break;
    case kGlobalMarker:
        read = readGlobalMarker(body);
        break;
    default:
        read = readAppText(body);
        break;
    }
    if (!read) {
        loseObject(header, at);
    }
}

/// Adds a frame of `length` bytes, of which those in [dataAt, dataEnd) of the body were stored; the rest is zero, as
/// all that a remote frame asks for.
void ObjectParser::addLongFrame(const Body& body, std::uint32_t id, std::uint32_t channel, std::uint8_t flags,
                                std::size_t dataAt, std::size_t dataEnd, std::size_t length)
{
    std::array<std::uint8_t, kMaxFrameData> data {};
    length = std::min(length, data.size());
    dataEnd = (flags & kRemote) != 0 ? dataAt : std::min(dataEnd, body.size);
    if (dataEnd > dataAt) {
        std::memcpy(data.data(), body.bytes + dataAt, std::min(length, dataEnd - dataAt));
    }
    if (length > 8 && (flags & kError) == 0) {
        flags |= kFd; // no classic frame is that long
    }
    m_findings.addFrame(body.ts, body.at, id & kIdMask, channel, static_cast<std::uint8_t>(flags | idFlags(id)),
                        std::span(data.data(), length));
}

// u16 channel, u8 flags, u8 dlc, u32 id, u32 duration, u8 bits, u8 FD flags, u8 length, 5 reserved, u8[64] data
bool ObjectParser::readCanFdMessage(const Body& body)
{
    constexpr std::size_t kDataAt = 20;
    if (body.size < kDataAt) {
        return false;
    }
    const std::uint8_t bits = body.bytes[2];
    const std::uint8_t fdBits = body.bytes[13];
    const auto flags = static_cast<std::uint8_t>(
        ((bits & 0x01) != 0 ? kTransmitted : 0) | ((bits & 0x80) != 0 ? kRemote : 0) | ((fdBits & 1) != 0 ? kFd : 0)
        | ((fdBits & 2) != 0 ? kBitrateSwitch : 0) | ((fdBits & 4) != 0 ? kErrorStateIndicator : 0));
    addLongFrame(body, load<std::uint32_t>(body.bytes + 4), load<std::uint16_t>(body.bytes), flags, kDataAt, body.size,
                 (flags & kRemote) != 0 ? classicLengthOf(body.bytes[3]) : body.bytes[14]);
    return true;
}

// u8 channel, u8 dlc, u8 length, u8, u32 id, u32 duration, u32 flags, 4 x u32, u16 bits, u8 direction, u8 place of
// further data in the object (0: none), u32 checksum, data
bool ObjectParser::readCanFdMessage64(const Body& body)
{
    constexpr std::size_t kDataAt = 40;
    if (body.size < kDataAt) {
        return false;
    }
    const auto bits = load<std::uint32_t>(body.bytes + 12);
    const auto flags = static_cast<std::uint8_t>(
        (body.bytes[34] != 0 ? kTransmitted : 0) | ((bits & 0x10) != 0 ? kRemote : 0) | ((bits & 0x1000) != 0 ? kFd : 0)
        | ((bits & 0x2000) != 0 ? kBitrateSwitch : 0) | ((bits & 0x4000) != 0 ? kErrorStateIndicator : 0));
    const std::size_t further = body.bytes[35];
    const std::size_t dataEnd = further > body.headerSize ? further - body.headerSize : body.size;
    const std::size_t length = (flags & kRemote) != 0 ? classicLengthOf(body.bytes[1]) : body.bytes[2];
    addLongFrame(body, load<std::uint32_t>(body.bytes + 4), body.bytes[0], flags, kDataAt, dataEnd, length);
    return true;
}

// u16 channel, u16 length, u32
bool ObjectParser::readCanError(const Body& body)
{
    if (body.size < 4) {
        return false;
    }
    m_findings.addFrame(body.ts, body.at, 0, load<std::uint16_t>(body.bytes), kError, 0, 0);
    return true;
}

// u16 channel, u16 length, u32 flags, u8 code, u8 position, u8 dlc, u8, u32 duration, u32 id, u16 code, u16, u8[8] data
bool ObjectParser::readCanErrorExt(const Body& body)
{
    constexpr std::size_t kDataAt = 24;
    if (body.size < kDataAt) {
        return false;
    }
    const auto id = load<std::uint32_t>(body.bytes + 16);
    addLongFrame(body, id, load<std::uint16_t>(body.bytes), kError, kDataAt, body.size,
                 std::min<std::size_t>(body.bytes[10], 8));
    return true;
}

// u8 channel, u8 dlc, u8 length, u8 code, u16 flags, u16 code, u16 more flags, u8 place of further data, u8, u32 id,
// 6 x u32, u16 position, u16, data
bool ObjectParser::readCanFdError64(const Body& body)
{
    constexpr std::size_t kDataAt = 44;
    if (body.size < kDataAt) {
        return false;
    }
    const auto bits = load<std::uint16_t>(body.bytes + 8);
    const auto flags
        = static_cast<std::uint8_t>(kError | ((bits & 1) != 0 ? kFd : 0) | ((bits & 2) != 0 ? kBitrateSwitch : 0)
                                    | ((bits & 4) != 0 ? kErrorStateIndicator : 0));
    const std::size_t further = body.bytes[10];
    const std::size_t dataEnd = further > body.headerSize ? further - body.headerSize : body.size;
    addLongFrame(body, load<std::uint32_t>(body.bytes + 12), body.bytes[0], flags, kDataAt, dataEnd, body.bytes[2]);
    return true;
}

// u8[6] source, u16 channel, u8[6] destination, u16 direction, u16 type, u16 VLAN type, u16 VLAN tag, u16 length of the
// payload, u64, payload
bool ObjectParser::readEthernetFrame(const Body& body)
{
    constexpr std::size_t kPayloadAt = 32;
    constexpr std::size_t kAddress = 6;
    if (body.size < kPayloadAt) {
        return false;
    }
    const std::uint8_t* from = body.bytes;
    std::vector<std::uint8_t>& bytes = m_findings.bytes();
    const std::size_t start = bytes.size();
    const auto addBigEndian = [&bytes](std::uint16_t value) {
        bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes.push_back(static_cast<std::uint8_t>(value));
    };
    bytes.insert(bytes.end(), from + 8, from + 8 + kAddress);
    bytes.insert(bytes.end(), from, from + kAddress);
    const auto vlanType = load<std::uint16_t>(from + 18);
    if (vlanType != 0) {
        addBigEndian(vlanType);
        addBigEndian(load<std::uint16_t>(from + 20));
    }
    addBigEndian(load<std::uint16_t>(from + 16));
    const std::size_t wanted = load<std::uint16_t>(from + 22);
    const std::size_t stored = std::min(wanted, body.size - kPayloadAt);
    bytes.insert(bytes.end(), from + kPayloadAt, from + kPayloadAt + stored);
    Packet packet;
    packet.ts = body.ts;
    packet.offset = body.at;
    packet.transmitted = load<std::uint16_t>(from + 14) != 0;
    packet.wireLength = static_cast<std::uint32_t>(bytes.size() - start + wanted - stored);
    m_findings.addPacket(packet, kEthernetChannel | load<std::uint16_t>(from + 6), start);
    return true;
}

// u16 size of this part, u16 flags, u16 channel, u16, u64 duration, u32 checksum, u16 direction, u16 length, u32, u32,
// the frame
bool ObjectParser::readEthernetFrameEx(const Body& body)
{
    constexpr std::size_t kFrameAt = 32;
    if (body.size < kFrameAt) {
        return false;
    }
    const std::size_t wanted = load<std::uint16_t>(body.bytes + 22);
    const std::size_t stored = std::min(wanted, body.size - kFrameAt);
    std::vector<std::uint8_t>& bytes = m_findings.bytes();
    const std::size_t start = bytes.size();
    bytes.insert(bytes.end(), body.bytes + kFrameAt, body.bytes + kFrameAt + stored);
    Packet packet;
    packet.ts = body.ts;
    packet.offset = body.at;
    packet.transmitted = load<std::uint16_t>(body.bytes + 20) != 0;
    packet.wireLength = static_cast<std::uint32_t>(wanted);
    m_findings.addPacket(packet, kEthernetChannel | load<std::uint16_t>(body.bytes + 4), start);
    return true;
}

namespace {

/// `length` bytes of text at `at` of a body, or what is there of them, safe to print.
std::string textAt(const std::uint8_t* bytes, std::size_t size, std::size_t at, std::size_t length)
{
    if (at >= size) {
        return {};
    }
    std::string_view text(reinterpret_cast<const char*>(bytes) + at, std::min(length, size - at));
    text = text.substr(0, text.find('\0'));
    return base::printable(base::trimmed(text));
}

Marker markerAt(domain::RecordingTime ts, std::uint64_t at, std::string_view kind)
{
    Marker marker;
    marker.ts = ts;
    marker.offset = at;
    marker.kind = kind;
    return marker;
}

} // namespace

// u32 type of the commented object, u32 length, u64, text
bool ObjectParser::readEventComment(const Body& body)
{
    constexpr std::size_t kTextAt = 16;
    if (body.size < kTextAt) {
        return false;
    }
    const std::string text = textAt(body.bytes, body.size, kTextAt, load<std::uint32_t>(body.bytes + 4));
    m_findings.addMarker(markerAt(body.ts, body.at, "comment"), text);
    return true;
}

// 4 x u32, u32 length of the group's name, of the marker's, of the description, u32, u64, the three texts
bool ObjectParser::readGlobalMarker(const Body& body)
{
    constexpr std::size_t kLengthsAt = 16;
    constexpr std::size_t kTextAt = 40;
    if (body.size < kTextAt) {
        return false;
    }
    std::string whole;
    std::size_t at = kTextAt;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t length = load<std::uint32_t>(body.bytes + kLengthsAt + 4 * i);
        const std::string text = textAt(body.bytes, body.size, at, length);
        whole += whole.empty() || text.empty() ? "" : ": ";
        whole += text;
        at += length;
    }
    m_findings.addMarker(markerAt(body.ts, body.at, "marker"), whole);
    return true;
}

// u32 source, u32, u32 length, u32, text
bool ObjectParser::readAppText(const Body& body)
{
    constexpr std::size_t kTextAt = 16;
    constexpr std::array<std::string_view, 3> kKinds {"comment", "database", "metadata"};
    if (body.size < kTextAt) {
        return false;
    }
    const auto source = load<std::uint32_t>(body.bytes);
    const std::string text = textAt(body.bytes, body.size, kTextAt, load<std::uint32_t>(body.bytes + 8));
    m_findings.addMarker(markerAt(body.ts, body.at, source < kKinds.size() ? kKinds[source] : "application text"),
                         text);
    return true;
}

} // namespace argus::formats::blf
