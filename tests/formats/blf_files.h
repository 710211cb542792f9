// SPDX-License-Identifier: Apache-2.0
// Small BLF files spelled out by hand.
#pragma once

#include "core/formats/blf/blf_reader.h"
#include "core/formats/blf/blf_writer.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats::test {

/// `value` as `bytes` bytes, least first.
inline std::string number(std::uint64_t value, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i));
    }
    return text;
}

inline std::string zeros(std::size_t count)
{
    return std::string(count, '\0');
}

struct BlfHead
{
    std::uint64_t fileBytes = 1;
    std::uint32_t objects = 0;
    std::vector<std::uint16_t> start = std::vector<std::uint16_t>(8, 0);
};

inline std::string blfHeader(const BlfHead& head = {})
{
    std::string text = "LOGG" + number(144, 4) + zeros(8) + number(head.fileBytes, 8) + zeros(8)
        + number(head.objects, 4) + zeros(4);
    for (const std::uint16_t part : head.start) {
        text += number(part, 2);
    }
    return text + zeros(144 - text.size());
}

/// An object with a header of version 1 and a time in ns.
inline std::string blfObject(std::uint32_t type, std::string_view body, std::uint64_t time = 0, std::uint32_t unit = 2)
{
    return "LOBJ" + number(32, 2) + number(1, 2) + number(32 + body.size(), 4) + number(type, 4) + number(unit, 4)
        + zeros(4) + number(time, 8) + std::string(body);
}

inline std::string canBody(std::uint32_t id, std::string_view data, std::uint16_t channel = 1, std::uint8_t flags = 0)
{
    std::string body = number(channel, 2) + number(flags, 1) + number(data.size(), 1) + number(id, 4);
    body += std::string(data.substr(0, 8));
    return body + zeros(16 - body.size());
}

inline std::string canObject(std::uint32_t id, std::string_view data = "\x11\x22", std::uint64_t time = 0)
{
    return blfObject(1, canBody(id, data), time);
}

inline std::string blfContainer(std::string_view content, std::uint16_t method, std::uint64_t unpacked)
{
    const std::size_t size = 32 + content.size();
    return "LOBJ" + number(16, 2) + number(1, 2) + number(size, 4) + number(10, 4) + number(method, 2) + zeros(6)
        + number(unpacked, 4) + zeros(4) + std::string(content) + zeros(size % 4);
}

inline std::string deflated(std::string_view content)
{
    uLongf size = compressBound(content.size());
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
             content.size());
    packed.resize(size);
    return packed;
}

inline std::string stored(std::string_view content)
{
    return blfContainer(content, 0, content.size());
}

inline std::string packed(std::string_view content)
{
    return blfContainer(deflated(content), 2, content.size());
}

/// A finished file.
inline std::string blfFile(std::string_view objects, BlfHead head = {})
{
    head.fileBytes = 144 + objects.size();
    return blfHeader(head) + std::string(objects);
}

inline Reading readBlf(std::string_view bytes, ReadOptions options = {})
{
    return readWith(BlfReader(), bytes, std::move(options));
}

/// What reading one object in a container gives.
inline Reading readObject(std::string_view object)
{
    return readBlf(blfFile(stored(object), {0, 1, std::vector<std::uint16_t>(8, 0)}));
}

inline bool warns(const Reading& reading, std::string_view part)
{
    return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                       [part](const std::string& text) { return text.find(part) != std::string::npos; });
}

} // namespace argus::formats::test
