// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/peak_writer.h"

#include "core/formats/text/fields.h"

#include <string>

namespace argus::formats {

namespace {

constexpr std::uint32_t kStandardIdMask = 0x7FF;
constexpr std::uint32_t kExtendedIdMask = 0x1FFFFFFF;

constexpr std::string_view kColumns = ";$COLUMNS=N,O,T,B,I,d,R,l,D\n"
                                      ";\n"
                                      ";   Message   Time    Type    ID     Rx/Tx\n"
                                      ";   Number    Offset  |  Bus  [hex]  |  Reserved\n"
                                      ";   |         [ms]    |  |    |      |  |  Data Length\n"
                                      ";   |         |       |  |    |      |  |  |    Data [hex] ...\n"
                                      ";   |         |       |  |    |      |  |  |    |\n"
                                      ";---+-- ------+------ +- +- --+----- +- +- +--- +- -- -- -- -- -- -- --";

/// Days since 1899-12-30, exact to the millisecond: "44548.602859513888889".
std::string daysText(domain::RecordingTime start)
{
    constexpr std::int64_t kDaysTo1970 = 25569;
    constexpr std::int64_t kDayMs = 86'400'000;
    constexpr int kDecimals = 15;
    const std::int64_t ms = start / kMillisecond + kDaysTo1970 * kDayMs;
    std::string text = std::to_string(ms / kDayMs) + '.';
    std::int64_t rest = ms % kDayMs;
    for (int i = 0; i < kDecimals; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + rest / kDayMs);
        rest %= kDayMs;
    }
    return text;
}

std::string_view typeOf(std::uint8_t flags)
{
    if ((flags & kError) != 0) {
        return "ER";
    }
    if ((flags & kRemote) != 0) {
        return "RR";
    }
    if ((flags & kFd) == 0) {
        return "DT";
    }
    const bool passive = (flags & kErrorStateIndicator) != 0;
    return (flags & kBitrateSwitch) != 0 ? (passive ? "FE" : "FB") : (passive ? "BI" : "FD");
}

} // namespace

base::Result<> PeakTrcWriter::begin(domain::RecordingTime first)
{
    m_times.emplace(first);
    m_out.text(";$FILEVERSION=2.1\n;$STARTTIME=").text(daysText(m_times->start())).text("\n").text(kColumns);
    return m_out.endLine();
}

/// `      1     17535.400 DT 1  00000100 Tx -  8    00 00 00 00 00 00 00 00`
base::Result<> PeakTrcWriter::frame(const FrameBlock& block, std::size_t i, std::string_view channel)
{
    const bool tooLong = block.length[i] > 8 && (block.flags[i] & (kRemote | kError)) == 0;
    const auto flags = static_cast<std::uint8_t>(block.flags[i] | (tooLong ? kFd : 0));
    const bool extended = (flags & kExtendedId) != 0;
    m_losses.addStrayMarks(block, i);
    m_out.right(std::to_string(++m_number), 7).text(" ");
    m_out.right(stampText(m_times->offset(block.time[i], m_losses), kMillisecond, 3), 13).text(" ");
    m_out.text(typeOf(flags)).text(" ").left(channel, 2).text(" ");
    if ((flags & kError) != 0) {
        if (block.id[i] != 0 || block.length[i] > 0 || (flags & kTransmitted) != 0) {
            m_losses.add("what error frames say about themselves not written");
        }
        m_out.right("-", 8).text(" Rx -  0   ");
        return m_out.endLine();
    }
    m_out.spaces(extended ? 0 : 4);
    m_out.hex(block.id[i] & (extended ? kExtendedIdMask : kStandardIdMask), extended ? 8 : 4);
    m_out.text((flags & kTransmitted) != 0 ? " Tx -  " : " Rx -  ");
    if ((flags & kRemote) != 0) {
        m_out.text(std::to_string(block.length[i]));
    } else {
        m_out.left(std::to_string(block.length[i]), block.length[i] > 0 ? 5 : 1).bytes(block.payload(i));
    }
    return m_out.endLine();
}

base::Result<> PeakTrcWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (!m_times) {
            ARGUS_TRY(begin(block.time[i]));
        }
        ARGUS_TRY(frame(block, i, m_channels.of(block.channel[i], channels, m_losses)));
    }
    return {};
}

base::Result<> PeakTrcWriter::finish()
{
    if (!m_times) {
        ARGUS_TRY(begin(0));
    }
    return m_out.flush();
}

} // namespace argus::formats
