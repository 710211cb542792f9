// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace argus::formats::test {

/// Bytes of a capture, written number by number in one byte order.
class Capture
{
public:
    explicit Capture(bool bigEndian = false)
        : m_big(bigEndian)
    { }

    Capture& number(std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i) {
            const int shift = 8 * (m_big ? bytes - 1 - i : i);
            text += static_cast<char>(value >> shift & 0xFF);
        }
        return *this;
    }
    Capture& raw(std::string_view bytes)
    {
        text += bytes;
        return *this;
    }

    /// The header of a pcap file.
    Capture& pcap(std::uint32_t linkType, std::uint32_t magic = 0xA1B2C3D4)
    {
        return number(magic, 4).number(2, 2).number(4, 2).number(0, 8).number(65535, 4).number(linkType, 4);
    }
    Capture& pcapPacket(std::uint32_t seconds, std::uint32_t fraction, std::string_view bytes)
    {
        return number(seconds, 4).number(fraction, 4).number(bytes.size(), 4).number(bytes.size(), 4).raw(bytes);
    }

    /// A packet of a file with magic A1B2CD34: interface, protocol and direction are in its header.
    Capture& modifiedPacket(std::uint32_t seconds, std::uint32_t fraction, std::string_view bytes)
    {
        number(seconds, 4).number(fraction, 4).number(bytes.size(), 4).number(bytes.size(), 4);
        return number(3, 4).number(0x000C, 2).number(0, 2).raw(bytes);
    }

    /// A block of a pcapng file; `body` is padded to 32 bits.
    Capture& block(std::uint32_t type, std::string_view body)
    {
        const std::string padding((4 - body.size() % 4) % 4, '\0');
        const std::uint64_t length = body.size() + padding.size() + 12;
        return number(type, 4).number(length, 4).raw(body).raw(padding).number(length, 4);
    }
    Capture& section()
    {
        return block(0x0A0D0D0A, part().number(0x1A2B3C4D, 4).number(1, 2).number(0, 2).number(UINT64_MAX, 8).text);
    }
    Capture& interface(std::uint16_t linkType, std::string_view options = {})
    {
        return block(1, part().number(linkType, 2).number(0, 2).number(0, 4).raw(options).text);
    }
    Capture& packet(std::uint32_t interface, std::uint64_t units, std::string_view bytes, std::string_view options = {})
    {
        const std::string padding((4 - bytes.size() % 4) % 4, '\0');
        return block(6,
                     part()
                         .number(interface, 4)
                         .number(units >> 32, 4)
                         .number(units & 0xFFFFFFFF, 4)
                         .number(bytes.size(), 4)
                         .number(bytes.size(), 4)
                         .raw(bytes)
                         .raw(padding)
                         .raw(options)
                         .text);
    }
    /// An option of a block, padded.
    std::string option(std::uint16_t code, std::string_view value) const
    {
        return part()
            .number(code, 2)
            .number(value.size(), 2)
            .raw(value)
            .raw(std::string((4 - value.size() % 4) % 4, '\0'))
            .text;
    }
    /// More bytes in the same byte order.
    Capture part() const { return Capture(m_big); }

    std::string text;

private:
    bool m_big;
};

/// A frame as Linux hands it out, with the id in network order unless `littleId`.
inline std::string socketCan(std::uint32_t idWithFlags, std::string_view data, std::uint8_t fdFlags = 0,
                             bool littleId = false)
{
    Capture out(!littleId);
    out.number(idWithFlags, 4);
    return out.number(data.size(), 1).number(fdFlags, 1).number(0, 2).raw(data).text;
}

/// The same behind a Linux "cooked" header.
inline std::string cookedCan(std::uint16_t protocol, std::string_view frame, std::uint16_t packetType = 1)
{
    return Capture(true).number(packetType, 2).number(280, 2).number(0, 10).number(protocol, 2).raw(frame).text;
}

} // namespace argus::formats::test
