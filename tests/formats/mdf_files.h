// SPDX-License-Identifier: Apache-2.0
// Builds small MDF 4 files block by block, so that tests can have any layout and any damage.
#pragma once

#include "core/formats/mdf/mdf_blocks_out.h"
#include "core/formats/mdf/mdf_reader.h"
#include "core/formats/mdf/mdf_writer.h"
#include "core/formats/mdf/transpose.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats::test {

using mdf::BlockData;
using mdf::BlocksOut;

/// One channel as the file has it.
struct TestChannel
{
    std::string name;
    std::uint8_t type = 0; ///< 0 value, 1 variable length, 2 master, 6 virtual
    std::uint8_t dataType = 0;
    std::uint32_t byte = 0;
    std::uint8_t bit = 0;
    std::uint32_t bits = 8;
    std::uint64_t conversion = 0;
    std::uint64_t data = 0;
    std::uint64_t unit = 0;
};

class TestFile
{
public:
    static constexpr std::int64_t kStart = 1'600'000'000'000'000'000;

    explicit TestFile(std::string_view id = "MDF     ", std::uint16_t unfinished = 0)
    {
        BlockData head;
        for (const char c : std::string(id) + "4.10    test    ") {
            head.put(c);
        }
        head.zeros(4).put(std::uint16_t {410}).zeros(30).put(unfinished).zeros(2);
        m_id = head.bytes();
        m_header = out.block("HD", {0, 0, 0, 0, 0, 0},
                             BlockData().put(kStart).zeros(4).put(std::uint8_t {2}).zeros(19).bytes());
    }

    std::uint64_t linear(double offset, double factor) { return conversion(1, {}, {offset, factor}); }
    std::uint64_t conversion(std::uint8_t type, const std::vector<std::uint64_t>& references,
                             const std::vector<double>& values)
    {
        std::vector<std::uint64_t> links {0, 0, 0, 0};
        links.insert(links.end(), references.begin(), references.end());
        BlockData data;
        data.put(type).put(std::uint8_t {0}).zeros(2).put(static_cast<std::uint16_t>(references.size()));
        data.put(static_cast<std::uint16_t>(values.size())).zeros(16);
        for (const double value : values) {
            data.put(value);
        }
        return out.block("CC", links, data.bytes());
    }
    std::uint64_t channels(const std::vector<TestChannel>& list, std::uint64_t composition = 0)
    {
        std::uint64_t next = 0;
        for (auto each = list.rbegin(); each != list.rend(); ++each) {
            const std::uint64_t name = out.text("TX", each->name);
            BlockData data;
            data.put(each->type).put(static_cast<std::uint8_t>(each->type == 2 ? 1 : 0)).put(each->dataType);
            data.put(each->bit).put(each->byte).put(each->bits).zeros(4 + 4 + 4 + 48);
            const bool isLast = each == list.rbegin();
            next = out.block("CN",
                             {next, isLast ? composition : 0, name, 0, each->conversion, each->data, each->unit, 0},
                             data.bytes());
        }
        return next;
    }
    std::uint64_t group(std::uint64_t firstChannel, std::uint32_t bytes, std::uint64_t cycles, std::uint64_t id = 0,
                        std::uint64_t next = 0, std::uint16_t flags = 2, std::string_view name = "group",
                        std::uint32_t invalidBytes = 0)
    {
        const std::uint64_t text = out.text("TX", name);
        BlockData data;
        data.put(id).put(cycles).put(flags).zeros(6).put(bytes).put(invalidBytes);
        return out.block("CG", {next, firstChannel, text, 0, 0, 0}, data.bytes());
    }
    std::uint64_t dataGroup(std::uint64_t firstGroup, std::uint64_t data, std::uint8_t idBytes = 0)
    {
        const std::uint64_t position
            = out.block("DG", {m_nextGroup, firstGroup, data, 0}, BlockData().put(idBytes).zeros(7).bytes());
        m_nextGroup = position;
        out.set(m_header + 24, position);
        return position;
    }
    void setEvent(std::uint64_t event) { out.set(m_header + 24 + 32, event); }

    /// A compressed block with `bytes`. `rowBytes`: they are rows of that length, put into columns.
    std::uint64_t packed(const std::vector<std::uint8_t>& bytes, std::string_view kind = "DT", std::uint8_t method = 0,
                         std::uint32_t rowBytes = 0)
    {
        uLongf size = compressBound(bytes.size());
        std::vector<std::uint8_t> zipped(size);
        std::vector<std::uint8_t> columns(bytes.size());
        mdf::transpose(bytes, rowBytes, columns);
        compress2(zipped.data(), &size, columns.data(), columns.size(), 6);
        BlockData data;
        data.put(kind[0]).put(kind[1]).put(method).zeros(1).put(rowBytes).put(std::uint64_t {bytes.size()});
        data.put(std::uint64_t {size});
        std::vector<std::uint8_t> all = data.bytes();
        all.insert(all.end(), zipped.begin(), zipped.begin() + static_cast<std::ptrdiff_t>(size));
        return out.block("DZ", {}, all);
    }
    std::uint64_t packedRows(const std::vector<std::uint8_t>& bytes, std::uint32_t rowBytes)
    {
        return packed(bytes, "DT", 1, rowBytes);
    }
    std::uint64_t list(const std::vector<std::uint64_t>& blocks, std::uint64_t next = 0)
    {
        std::vector<std::uint64_t> links {next};
        links.insert(links.end(), blocks.begin(), blocks.end());
        BlockData data;
        data.zeros(4).put(static_cast<std::uint32_t>(blocks.size())).zeros(8 * blocks.size());
        return out.block("DL", links, data.bytes());
    }

    std::string bytes() const
    {
        std::string all(m_id.begin(), m_id.end());
        all.append(out.bytes().begin(), out.bytes().end());
        return all;
    }

    BlocksOut out {64};

private:
    std::vector<std::uint8_t> m_id;
    std::uint64_t m_header = 0;
    std::uint64_t m_nextGroup = 0; ///< data groups are chained from the last one made to the first
};

/// The usual channels of a bus group: time in ns (8 bytes), identifier (4), length (1), bytes (8).
inline std::vector<TestChannel> frameChannels(TestFile& file, const std::string& event = "CAN_DataFrame",
                                              std::uint64_t variable = 0)
{
    const std::uint64_t toSeconds = file.linear(0, 1e-9);
    std::vector<TestChannel> channels {
        {"Timestamp", 2, 0, 0, 0, 64, toSeconds},
        {event + ".ID", 0, 0, 8, 0, 32},
        {event + ".DataLength", 0, 0, 12, 0, 8},
        {event + ".DataBytes", 0, 10, 13, 0, 64},
    };
    if (variable != 0) {
        channels.back().type = 1;
        channels.back().dataType = 10;
        channels.back().data = variable;
    }
    return channels;
}

inline constexpr std::uint32_t kFrameBytes = 21;

/// A record of those channels. `payload`: eight bytes, or the offset of variable data.
inline void putFrame(BlockData& to, std::uint64_t ns, std::uint32_t id, std::uint8_t length, std::uint64_t payload)
{
    to.put(ns).put(id).put(length).put(payload);
}

inline Reading readMdf(std::string_view bytes, ReadOptions options = {})
{
    return readWith(MdfReader(), bytes, std::move(options));
}

} // namespace argus::formats::test
