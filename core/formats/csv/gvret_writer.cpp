// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/gvret_writer.h"

#include "core/base/text.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::string_view kHeader = "Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n";
constexpr std::int64_t kNsPerMicrosecond = 1000;
constexpr std::size_t kMaxClassicData = 8;
constexpr std::size_t kMaxBusDigits = 3;
bool isNumber(const std::string& name)
{
    return !name.empty() && name.size() <= kMaxBusDigits && (name.size() == 1 || name[0] != '0')
        && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

base::Result<> GvretCsvWriter::writeHeader()
{
    if (m_headerWritten) {
        return {};
    }
    m_headerWritten = true;
    return m_sink.write({reinterpret_cast<const std::uint8_t*>(kHeader.data()), kHeader.size()});
}

bool GvretCsvWriter::holds(const FrameBlock& block, std::size_t i)
{
    const std::uint8_t flags = block.flags[i];
    if ((flags & kError) != 0) {
        m_losses.add("error frames left out");
    } else if ((flags & kRemote) != 0) {
        m_losses.add("remote frames left out");
    } else if ((flags & kFd) != 0 || block.length[i] > kMaxClassicData) {
        m_losses.add("CAN FD frames left out");
    } else {
        return true;
    }
    return false;
}

const std::string& GvretCsvWriter::busNumber(std::uint16_t channel, const std::string& name)
{
    const auto known = m_buses.find(channel);
    if (known != m_buses.end()) {
        return known->second;
    }
    std::string number = name;
    for (unsigned next = 0; !isNumber(number) || m_usedBuses.contains(number); ++next) {
        number = std::to_string(next);
    }
    m_usedBuses.insert(number);
    return m_buses.emplace(channel, std::move(number)).first->second;
}

void GvretCsvWriter::appendRow(const FrameBlock& block, std::size_t i, const std::vector<std::string>& channels)
{
    static const std::string kNoName;
    const std::uint16_t channel = block.channel[i];
    const std::string& name = channel < channels.size() ? channels[channel] : kNoName;
    const std::string& bus = busNumber(channel, name);
    if (bus != name) {
        m_losses.add("bus names written as numbers");
    }
    std::int64_t micros = 0;
    if (block.time[i] == domain::kNoTime) {
        m_losses.add("frames without time written with time 0");
    } else {
        micros = block.time[i] / kNsPerMicrosecond;
        if (block.time[i] % kNsPerMicrosecond != 0) {
            m_losses.add("times cut to microseconds");
        }
    }
    m_text += std::to_string(micros);
    m_text += ',';
    m_text += base::hexNumber(block.id[i], 8);
    m_text += (block.flags[i] & kExtendedId) != 0 ? ",true," : ",false,";
    m_text += (block.flags[i] & kTransmitted) != 0 ? "Tx," : "Rx,";
    m_text += bus;
    m_text += ',';
    m_text += static_cast<char>('0' + block.length[i]);
    m_text += ',';
    const auto payload = block.payload(i);
    for (std::size_t at = 0; at < kMaxClassicData; ++at) {
        const std::uint8_t byte = at < payload.size() ? payload[at] : 0;
        m_text += "0123456789ABCDEF"[byte >> 4];
        m_text += "0123456789ABCDEF"[byte & 15];
        m_text += ',';
    }
    m_text += '\n';
}

base::Result<> GvretCsvWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    ARGUS_TRY(writeHeader());
    m_text.clear();
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (holds(block, i)) {
            appendRow(block, i, channels);
        }
    }
    return m_sink.write({reinterpret_cast<const std::uint8_t*>(m_text.data()), m_text.size()});
}

base::Result<> GvretCsvWriter::finish()
{
    return writeHeader();
}

} // namespace argus::formats
