// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/mdf/conversion.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace argus::formats::mdf {

// What the blocks of an MDF file say, in one form for the versions 2, 3 and 4.

enum class ValueType : std::uint8_t
{
    Unsigned,
    Signed,
    Float,
    Latin1,
    Utf8,
    Utf16Little,
    Utf16Big,
    Bytes,
    VaxFloat, ///< F, D and G: only met in files of the nineties; not decoded
    Other, ///< CANopen date and time, complex numbers: not decoded
};

enum class ChannelRole : std::uint8_t
{
    Value,
    Vlsd, ///< the record holds an offset into data of variable length
    Master,
    VirtualMaster, ///< the value is the number of the record
    Virtual,
    MaxLength, ///< as Value; how much of it counts stands in another channel
};

enum class Packing : std::uint8_t
{
    None,
    Deflate,
    TransposedDeflate,
    Columns, ///< TransposedDeflate whose reader takes the columns as they are
    Unknown, ///< newer methods: the block is lost
};

/// A run of data of one data block.
struct DataSegment
{
    std::uint64_t position = 0; ///< of the stored bytes in the file
    std::uint64_t stored = 0;
    std::uint64_t bytes = 0; ///< unpacked
    std::uint64_t recordBase = 0; ///< what a record at the start of the segment has as offset
    std::uint32_t columns = 0; ///< of TransposedDeflate and Columns: length of a row
    Packing packing = Packing::None;
    std::uint8_t method = 0; ///< of packed ones, as the block says
};

/// Where a value lies in a record, and what it means.
struct Channel
{
    std::string name;
    std::string unit;
    std::string comment;
    ChannelRole role = ChannelRole::Value;
    ValueType type = ValueType::Unsigned;
    bool bigEndian = false;
    bool isTime = false; ///< of a master: it is time in seconds
    std::uint32_t byteOffset = 0; ///< within the record's data, behind its record id
    std::uint8_t bitOffset = 0; ///< 0 to 7
    std::uint32_t bitCount = 0;
    std::uint32_t elements = 1; ///< of an array
    bool allInvalid = false;
    bool hasInvalidBit = false;
    std::uint32_t invalidBit = 0; ///< within the invalidation bytes
    std::shared_ptr<const Conversion> conversion; ///< null: none
    std::uint64_t dataLink = 0; ///< of Vlsd: block that holds the values, or the channel group with them
    std::shared_ptr<const std::vector<DataSegment>> variable; ///< of Vlsd: the values, where no channel group has them
    std::vector<Channel> parts; ///< of a structure
};

/// What is known of the bus that a group comes from.
enum class BusType : std::uint8_t
{
    None,
    Can,
    Lin,
    Ethernet,
    Other,
};

/// Longer records are not read: each must be held at once.
inline constexpr std::uint64_t kMaxRecordBytes = 16 << 20;

/// One kind of record.
struct ChannelGroup
{
    std::uint64_t position = 0; ///< of its block in the file
    std::uint64_t recordId = 0;
    std::uint64_t cycles = 0;
    std::uint32_t dataBytes = 0;
    std::uint32_t invalidBytes = 0;
    bool isVlsd = false; ///< its records are values of variable length, for a channel of another group
    bool busEvents = false;
    BusType bus = BusType::None;
    std::string name;
    std::string source; ///< name of the source, where there is one
    std::vector<Channel> channels;

    std::uint64_t recordBytes() const { return std::uint64_t {dataBytes} + invalidBytes; }
};

/// Records of one or several kinds, one after the other.
struct DataGroup
{
    std::uint64_t position = 0;
    std::uint32_t idBytes = 0; ///< before each record; 0, 1, 2, 4 or 8
    std::uint32_t idBytesBehind = 0; ///< MDF 3 may repeat the id behind the record
    bool withoutInvalidBytes = false; ///< DV blocks hold the data bytes of the records alone
    std::vector<ChannelGroup> groups;
    std::vector<DataSegment> segments;

    std::uint64_t dataBytes() const
    {
        std::uint64_t bytes = 0;
        for (const DataSegment& segment : segments) {
            bytes += segment.bytes;
        }
        return bytes;
    }
};

struct Event
{
    domain::RecordingTime ts = domain::kNoTime;
    std::uint64_t position = 0;
    std::string kind;
    std::string text;
};

struct Document
{
    int version = 0; ///< 410 is 4.10
    domain::RecordingTime start = 0; ///< ns since 1970, UTC
    bool unfinished = false; ///< counters and lengths may not be up to date
    bool vlsdOffsetsUnset = false; ///< values of variable length belong to records by their order
    std::vector<DataGroup> dataGroups;
    std::vector<Event> events;
    std::uint64_t attachments = 0;
};

} // namespace argus::formats::mdf
