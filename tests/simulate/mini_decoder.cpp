// SPDX-License-Identifier: Apache-2.0
#include "tests/simulate/mini_decoder.h"

#include <charconv>
#include <optional>

namespace argus::simulate::test {

namespace {

using Message = std::vector<std::uint8_t>;

std::string hex(std::uint64_t value, int digits)
{
    std::string text;
    for (int i = digits - 1; i >= 0; --i) {
        text += "0123456789ABCDEF"[(value >> (4 * i)) & 15];
    }
    return text;
}

bool isHex(std::string_view text)
{
    return text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

std::uint64_t fromHex(std::string_view text)
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

std::string codeOf(unsigned high, unsigned low)
{
    return std::string(1, "PCBU"[high >> 6]) + std::to_string(high >> 4 & 3) + hex((high & 15) << 8 | low, 3);
}

struct Transfer
{
    Message bytes;
    std::size_t size = 0;
    unsigned next = 1;
    std::int64_t begin = 0;
    bool open = false;
};

class Decoder
{
public:
    MiniResult result;

    void frame(const MiniFrame& frame)
    {
        if (frame.remote || frame.error || frame.data.empty()) {
            return;
        }
        const bool isLong = frame.id.size() == 8;
        if (isLong && (frame.id.substr(0, 4) == "18DA")) {
            isoTp(frame, frame.id.substr(4, 2) == "F1");
        } else if (isLong) {
            j1939(frame);
        } else if (frame.id[0] == '7') {
            const std::uint64_t id = fromHex(frame.id);
            const bool isResponse = (id >= 0x7E8 && id <= 0x7EF) || (id >= 0x774 && id <= 0x7AF);
            isoTp(frame, isResponse);
        }
    }

private:
    std::map<std::string, Transfer> m_isoTp; ///< by channel and id
    std::map<std::string, std::pair<Transfer, std::uint64_t>> m_j1939; ///< by source and destination: bytes and group
    MiniFrame m_at;

    void isoTp(const MiniFrame& frame, bool isResponse)
    {
        Transfer& transfer = m_isoTp[frame.channel + frame.id];
        const Message& d = frame.data;
        const unsigned low = d[0] & 15;
        switch (d[0] >> 4) {
        case 0: {
            transfer.open = false;
            const std::size_t head = low == 0 ? 2 : 1;
            const std::size_t size = low == 0 ? d[1] : low;
            if (head + size <= d.size()) {
                complete(frame, isResponse,
                         Message(d.begin() + static_cast<long>(head), d.begin() + static_cast<long>(head + size)),
                         frame.micros);
            }
            break;
        }
        case 1:
            transfer = {Message(d.begin() + 2, d.end()), low << 8 | d[1], 1, frame.micros, true};
            break;
        case 2:
            if (!transfer.open || low != transfer.next % 16) {
                transfer.open = false;
                break;
            }
            ++transfer.next;
            transfer.bytes.insert(transfer.bytes.end(), d.begin() + 1, d.end());
            if (transfer.bytes.size() >= transfer.size) {
                transfer.open = false;
                transfer.bytes.resize(transfer.size);
                complete(frame, isResponse, transfer.bytes, transfer.begin);
            }
            break;
        default:
            break;
        }
    }

    MiniResult::Dtc& dtc(const std::string& channel, const std::string& ecu, const char* protocol,
                         const std::string& code, const std::string& raw, std::int64_t at)
    {
        const auto [it, isNew] = result.dtcs.try_emplace({channel, ecu, protocol, code});
        if (isNew) {
            it->second.firstMicros = at;
            it->second.raw = raw;
        }
        it->second.lastMicros = at;
        it->second.cleared = false;
        return it->second;
    }

    void uds(const MiniFrame& f, const Message& m, std::size_t at, bool hasStatus, bool counted, std::int64_t begin)
    {
        const std::string code = codeOf(m[at], m[at + 1]) + "-" + hex(m[at + 2], 2);
        const std::string raw = hex(m[at], 2) + hex(m[at + 1], 2) + hex(m[at + 2], 2);
        MiniResult::Dtc& entry = dtc(f.channel, f.id, "uds", code, raw, begin);
        if (hasStatus) {
            entry.fault = (m[at + 3] & 0x8D) != 0;
        }
        if (counted) {
            ++entry.services["59"];
        }
    }

    void readDtc(const MiniFrame& f, const Message& m, std::int64_t begin)
    {
        const unsigned sub = m[1];
        if (sub == 0x02 || (sub >= 0x0A && sub <= 0x0F) || sub == 0x13 || sub == 0x15) {
            for (std::size_t at = 3; at + 4 <= m.size(); at += 4) {
                uds(f, m, at, true, true, begin);
            }
        } else if ((sub == 0x04 || sub == 0x06) && m.size() >= 6) {
            uds(f, m, 2, true, true, begin);
        } else if (sub == 0x03 || sub == 0x14) {
            for (std::size_t at = 2; at + 4 <= m.size(); at += 4) {
                uds(f, m, at, false, false, begin);
            }
        }
    }

    void clear(const MiniFrame& f, const char* protocol)
    {
        for (auto& [key, entry] : result.dtcs) {
            if (std::get<0>(key) == f.channel && std::get<1>(key) == f.id && std::get<2>(key) == protocol) {
                entry.cleared = true;
            }
        }
    }

    void complete(const MiniFrame& f, bool isResponse, const Message& m, std::int64_t begin)
    {
        if (!isResponse || m.empty()) {
            return;
        }
        const auto vin = [&](std::size_t at, const char* source) {
            result.vins.insert(std::string(m.begin() + static_cast<long>(at), m.end()));
            ++result.vinSources[{source, f.channel, f.id}];
        };
        switch (m[0]) {
        case 0x7F:
            ++result.negative[{f.channel, f.id, hex(m[1], 2), hex(m[2], 2)}];
            break;
        case 0x50:
            ++result.sessions[{f.channel, f.id, hex(m[1], 2)}];
            break;
        case 0x59:
            readDtc(f, m, begin);
            break;
        case 0x54:
            clear(f, "uds");
            break;
        case 0x44:
            clear(f, "obd");
            break;
        case 0x62:
            if (m[1] == 0xF1 && m[2] == 0x90) {
                vin(3, "uds 22 F190");
            }
            break;
        case 0x49:
            vin(3, "obd 09 02");
            break;
        case 0x43:
        case 0x47:
        case 0x4A:
            for (std::size_t at = 2; at + 2 <= m.size(); at += 2) {
                const std::string raw = hex(m[at], 2) + hex(m[at + 1], 2);
                ++dtc(f.channel, f.id, "obd", codeOf(m[at], m[at + 1]), raw, begin).services[hex(m[0], 2)];
            }
            break;
        default:
            break;
        }
    }

    void j1939(const MiniFrame& f)
    {
        const std::uint64_t id = fromHex(f.id);
        const unsigned format = id >> 16 & 0xFF;
        const unsigned specific = id >> 8 & 0xFF;
        const unsigned source = id & 0xFF;
        const Message& d = f.data;
        const std::string connection = hex(source, 2) + hex(specific, 2);
        if (format == 0xEC && (d[0] == 0x10 || d[0] == 0x20)) {
            const std::uint64_t group = d[5] | d[6] << 8 | d[7] << 16;
            m_j1939[connection] = {{{}, static_cast<std::size_t>(d[1] | d[2] << 8), 1, f.micros, true}, group};
        } else if (format == 0xEC && d[0] == 0xFF) {
            m_j1939.erase(connection);
        } else if (format == 0xEB) {
            auto& [transfer, group] = m_j1939[connection];
            if (!transfer.open || d[0] != transfer.next) {
                transfer.open = false;
                return;
            }
            ++transfer.next;
            transfer.bytes.insert(transfer.bytes.end(), d.begin() + 1, d.end());
            if (transfer.bytes.size() >= transfer.size) {
                transfer.open = false;
                transfer.bytes.resize(transfer.size);
                group_(f, source, group, transfer.bytes, transfer.begin);
            }
        } else if (format >= 0xF0) {
            group_(f, source, format << 8 | specific, d, f.micros);
        }
    }

    void group_(const MiniFrame& f, unsigned source, std::uint64_t group, const Message& m, std::int64_t begin)
    {
        const std::string ecu = "SA " + hex(source, 2);
        if (group == 65260) {
            result.vins.insert(std::string(m.begin(), m.end() - 1));
            ++result.vinSources[{"j1939 65260", f.channel, ecu}];
        }
        if (group != 65226 && group != 65227) {
            return;
        }
        for (std::size_t at = 2; at + 4 <= m.size(); at += 4) {
            std::string raw;
            for (std::size_t i = 0; i < 4; ++i) {
                raw += hex(m[at + i], 2);
            }
            if (raw != "00000000" && raw != "FFFFFFFF") {
                const unsigned spn = m[at] | m[at + 1] << 8 | (m[at + 2] >> 5) << 16;
                const std::string code = "SPN " + std::to_string(spn) + " FMI " + std::to_string(m[at + 2] & 31);
                ++dtc(f.channel, ecu, "j1939", code, raw, begin).services[group == 65226 ? "DM1" : "DM2"];
            }
        }
    }
};

bool takeBytes(std::string_view digits, MiniFrame& frame)
{
    if (digits.size() % 2 != 0 || !isHex(digits)) {
        return false;
    }
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        frame.data.push_back(static_cast<std::uint8_t>(fromHex(digits.substr(i, 2))));
    }
    return true;
}

} // namespace

bool parseLine(std::string_view line, MiniFrame& frame)
{
    frame = {};
    const std::size_t close = line.find(") ");
    const std::size_t hash = line.find('#');
    if (line.empty() || line[0] != '(' || close != 18 || hash == std::string_view::npos) {
        return false;
    }
    const std::string_view stamp = line.substr(1, 17);
    if (stamp[10] != '.' || stamp.find_first_not_of("0123456789.") != std::string_view::npos) {
        return false;
    }
    std::int64_t seconds = 0;
    std::int64_t fraction = 0;
    std::from_chars(stamp.data(), stamp.data() + 10, seconds);
    std::from_chars(stamp.data() + 11, stamp.data() + 17, fraction);
    frame.micros = seconds * 1000000 + fraction;
    const std::size_t space = line.find(' ', 20);
    if (space == std::string_view::npos || space > hash) {
        return false;
    }
    frame.channel = line.substr(20, space - 20);
    frame.id = line.substr(space + 1, hash - space - 1);
    if ((frame.id.size() != 3 && frame.id.size() != 8) || !isHex(frame.id)) {
        return false;
    }
    frame.error = frame.id.size() == 8 && (fromHex(frame.id) & 0x20000000) != 0;
    std::string_view rest = line.substr(hash + 1);
    if (!rest.empty() && rest[0] == 'R') {
        frame.remote = true;
        return rest.size() == 2 && rest[1] >= '0' && rest[1] <= '8';
    }
    if (!rest.empty() && rest[0] == '#') {
        frame.fd = true;
        rest = rest.substr(2);
        return rest.size() <= 128 && takeBytes(rest, frame);
    }
    return rest.size() <= 16 && takeBytes(rest, frame);
}

MiniResult decode(std::string_view text)
{
    Decoder decoder;
    MiniResult& r = decoder.result;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const std::size_t taken = end == std::string_view::npos ? text.size() : end + 1;
        text.remove_prefix(taken);
        MiniFrame frame;
        if (end == std::string_view::npos || !parseLine(line, frame)) {
            ++r.unreadable;
            r.unreadableBytes += taken;
            continue;
        }
        r.stampsRise = r.stampsRise && frame.micros > r.lastMicros;
        r.firstMicros = r.frames == 0 ? frame.micros : r.firstMicros;
        r.lastMicros = frame.micros;
        ++r.frames;
        ++r.channels[frame.channel];
        r.error += frame.error ? 1 : 0;
        r.remote += frame.remote ? 1 : 0;
        r.data += frame.error || frame.remote ? 0 : 1;
        r.fd += frame.fd ? 1 : 0;
        if (!frame.error) {
            ++r.ids[frame.id];
        }
        decoder.frame(frame);
    }
    return r;
}

} // namespace argus::simulate::test
