// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_writer.h"

#include "core/formats/data_length.h"
#include "core/formats/text/fields.h"

#include <array>
#include <chrono>
#include <string>

namespace argus::formats {

namespace {

constexpr std::size_t kTimeWidth = 11;
constexpr std::uint32_t kStandardIdMask = 0x7FF;
constexpr std::uint32_t kExtendedIdMask = 0x1FFFFFFF;
// Flags of a line in CAN FD form.
constexpr std::uint32_t kFlagFd = 0x1000;
constexpr std::uint32_t kFlagBitrateSwitch = 0x2000;
constexpr std::uint32_t kFlagStateIndicator = 0x4000;

std::string padded(std::int64_t value, std::size_t digits)
{
    std::string text = std::to_string(value);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

/// "Sat Sep 30 15:06:13.191 2017"
std::string dateText(domain::RecordingTime start)
{
    constexpr std::array kDays {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_time<std::chrono::milliseconds> instant {std::chrono::milliseconds(start / kMillisecond)};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(instant - day);
    return std::string(kDays[std::chrono::weekday(day).c_encoding()]) + ' '
        + kMonths[static_cast<unsigned>(date.month()) - 1] + ' ' + std::to_string(static_cast<unsigned>(date.day()))
        + ' ' + padded(clock.hours().count(), 2) + ':' + padded(clock.minutes().count(), 2) + ':'
        + padded(clock.seconds().count(), 2) + '.' + padded(clock.subseconds().count(), 3) + ' '
        + padded(static_cast<int>(date.year()), 4);
}

} // namespace

base::Result<> AscWriter::begin(domain::RecordingTime first)
{
    m_times.emplace(first);
    const std::string date = dateText(m_times->start());
    m_out.text("date ").text(date).text("\nbase hex  timestamps absolute\nno internal events logged\n");
    m_out.text("// version 9.0.0\nBegin Triggerblock ").text(date).text("\n   0.000000 Start of measurement");
    return m_out.endLine();
}

/// CANFD   1 Rx        300                                   1 0 8  8 11 C2 03 04 05 06 07 08        0    0   3000 ...
void AscWriter::fdFrame(const FrameBlock& block, std::size_t i, std::string_view channel)
{
    const std::uint8_t flags = block.flags[i];
    const bool extended = (flags & kExtendedId) != 0;
    const bool fast = (flags & kBitrateSwitch) != 0;
    const bool passive = (flags & kErrorStateIndicator) != 0;
    m_out.text(" CANFD ").right(channel, 3).text((flags & kTransmitted) != 0 ? " Tx " : " Rx ").spaces(5);
    m_out.hex(block.id[i] & (extended ? kExtendedIdMask : kStandardIdMask), 1).text(extended ? "x" : "");
    m_out.spaces(34).text(fast ? "1 " : "0 ").text(passive ? "1 " : "0 ");
    m_out.hex(codeOfLength(block.length[i]), 1).text(" ").right(std::to_string(block.length[i]), 2).text(" ");
    m_out.bytes(block.payload(i)).text(block.length[i] > 0 ? " " : "");
    // Duration and bits of the frame are not known; behind the flags come a checksum and the bit timing.
    m_out.right("0", 8).right("0", 5).spaces(5);
    m_out.hex(kFlagFd | (fast ? kFlagBitrateSwitch : 0) | (passive ? kFlagStateIndicator : 0), 4);
    m_out.text("        0        0        0        0        0");
}

base::Result<> AscWriter::frame(const FrameBlock& block, std::size_t i, std::string_view channel)
{
    const std::uint8_t flags = block.flags[i];
    m_losses.addStrayMarks(block, i);
    m_out.right(stampText(m_times->offset(block.time[i], m_losses), kSecond, 6), kTimeWidth);
    if ((flags & kError) != 0) {
        if (block.id[i] != 0 || block.length[i] > 0 || (flags & kTransmitted) != 0) {
            m_losses.add("what error frames say about themselves not written");
        }
        m_out.text(" ").left(channel, 2).text(" ErrorFrame");
    } else if ((flags & kRemote) == 0 && ((flags & kFd) != 0 || block.length[i] > 8)) {
        fdFrame(block, i, channel);
    } else {
        const bool extended = (flags & kExtendedId) != 0;
        const std::uint32_t id = block.id[i] & (extended ? kExtendedIdMask : kStandardIdMask);
        int digits = 1;
        while (digits < 8 && id >> (4 * digits) != 0) {
            ++digits;
        }
        m_out.text(" ").left(channel, 2).text(" ").hex(id, digits).text(extended ? "x" : " ");
        m_out.spaces(static_cast<std::size_t>(15 - digits)).text((flags & kTransmitted) != 0 ? "Tx   " : "Rx   ");
        if ((flags & kRemote) != 0) {
            m_out.text("r");
            if (block.length[i] > 0) {
                m_out.text(" ").hex(block.length[i], 1);
            }
        } else {
            m_out.text("d ").hex(block.length[i], 1).text(block.length[i] > 0 ? " " : "").bytes(block.payload(i));
        }
    }
    return m_out.endLine();
}

base::Result<> AscWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (!m_times) {
            ARGUS_TRY(begin(block.time[i]));
        }
        ARGUS_TRY(frame(block, i, m_channels.of(block.channel[i], channels, m_losses)));
    }
    return {};
}

base::Result<> AscWriter::finish()
{
    if (!m_times) {
        ARGUS_TRY(begin(0));
    }
    m_out.text("End TriggerBlock");
    ARGUS_TRY(m_out.endLine());
    return m_out.flush();
}

} // namespace argus::formats
