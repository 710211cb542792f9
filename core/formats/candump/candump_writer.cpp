// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_writer.h"

#include "core/formats/frame_block.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

constexpr std::uint64_t kNsPerSecond = 1000000000;
constexpr std::uint32_t kErrorBit = 0x20000000; // CAN_ERR_FLAG of linux/can.h
constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
constexpr int kSecondsDigits = 10;

char hexChar(std::uint32_t nibble)
{
    return "0123456789ABCDEF"[nibble & 15];
}

char* putHex(char* at, std::uint32_t value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        *at++ = hexChar(value >> (4 * i));
    }
    return at;
}

char* putDecimal(char* at, std::uint64_t value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + digits;
}

char* putTime(char* at, domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        ts = 0;
    }
    *at++ = '(';
    if (ts < 0) {
        *at++ = '-';
    }
    const auto ns = ts < 0 ? std::uint64_t {0} - static_cast<std::uint64_t>(ts) : static_cast<std::uint64_t>(ts);
    at = putDecimal(at, ns / kNsPerSecond, kSecondsDigits);
    *at++ = '.';
    const std::uint64_t fraction = ns % kNsPerSecond;
    at = fraction % 1000 == 0 ? putDecimal(at, fraction / 1000, 6) : putDecimal(at, fraction, 9);
    *at++ = ')';
    *at++ = ' ';
    return at;
}

bool isNumber(const std::string& name)
{
    return name.find_first_not_of("0123456789") == std::string::npos;
}

bool breaksLine(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
}

/// A name that a line can hold as it is. Tools expect the name of an interface: a number is none.
bool isPlainName(const std::string& name)
{
    return !name.empty() && !isNumber(name) && std::ranges::none_of(name, breaksLine);
}

/// Channel 1 of other recorders becomes "can1".
std::string interfaceName(const std::string& name, std::size_t index)
{
    if (name.empty() || isNumber(name)) {
        return "can" + (name.empty() ? std::to_string(index) : name);
    }
    std::string text = name;
    std::ranges::replace_if(text, breaksLine, '_');
    return text;
}

} // namespace

void appendCandumpLine(std::string& out, domain::RecordingTime ts, std::string_view channel, std::uint32_t id,
                       std::uint8_t flags, std::span<const std::uint8_t> data, std::uint8_t requested)
{
    std::array<char, 32> time;
    out.append(time.data(), static_cast<std::size_t>(putTime(time.data(), ts) - time.data()));
    out.append(channel);

    std::array<char, 2 * kMaxFrameData + 24> frame;
    char* at = frame.data();
    *at++ = ' ';
    if ((flags & kError) != 0) {
        at = putHex(at, (id & kIdMask) | kErrorBit, 8);
    } else {
        at = (flags & kExtendedId) != 0 ? putHex(at, id & kIdMask, 8) : putHex(at, id & 0x7FF, 3);
    }
    *at++ = '#';
    if ((flags & kRemote) != 0 && (flags & kError) == 0) {
        *at++ = 'R';
        if (requested > 0) {
            *at++ = hexChar(std::min<std::uint32_t>(requested, 8));
        }
    } else {
        const auto bytes = data.first(std::min(data.size(), kMaxFrameData));
        if ((flags & kFd) != 0 || bytes.size() > 8) {
            *at++ = '#';
            *at++
                = hexChar(((flags & kBitrateSwitch) != 0 ? 1U : 0U) | ((flags & kErrorStateIndicator) != 0 ? 2U : 0U));
        }
        for (const std::uint8_t byte : bytes) {
            at = putHex(at, byte, 2);
        }
    }
    if ((flags & kTransmitted) != 0) {
        *at++ = ' ';
        *at++ = 'T';
    }
    *at++ = '\n';
    out.append(frame.data(), static_cast<std::size_t>(at - frame.data()));
}

/// The name of a channel, as a line can hold it and as no other has it.
const CandumpFrameWriter::Name& CandumpFrameWriter::nameOf(std::uint16_t channel,
                                                           const std::vector<std::string>& channels)
{
    const auto isFree = [this](const std::string& text) { return !m_taken.contains(text); };
    const std::size_t known = m_names.size();
    m_names.resize(std::max(known, channels.size()));
    for (std::size_t i = known; i < channels.size(); ++i) {
        if (isPlainName(channels[i]) && isFree(channels[i])) {
            m_names[i].text = *m_taken.insert(channels[i]).first;
        }
    }
    for (std::size_t i = known; i < channels.size(); ++i) {
        if (m_names[i].text.empty()) {
            const std::string wanted = interfaceName(channels[i], i);
            std::string text = wanted;
            for (int next = 2; !isFree(text); ++next) {
                text = wanted + "_" + std::to_string(next);
            }
            m_names[i] = {*m_taken.insert(text).first, true};
        }
    }
    static const Name kNone {"can0", false};
    return channel < m_names.size() ? m_names[channel] : kNone;
}

base::Result<> CandumpFrameWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    m_text.clear();
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (block.time[i] == domain::kNoTime) {
            m_losses.add("frames without a time stamp are written with time 0");
        }
        const Name& name = nameOf(block.channel[i], channels);
        if (name.renamed) {
            m_losses.add("channels written under another name");
        }
        m_losses.addStrayMarks(block, i);
        appendCandumpLine(m_text, block.time[i], name.text, block.id[i], block.flags[i], block.payload(i),
                          block.length[i]);
    }
    return m_sink.write({reinterpret_cast<const std::uint8_t*>(m_text.data()), m_text.size()});
}

base::Result<> CandumpFrameWriter::finish()
{
    return {};
}

} // namespace argus::formats
