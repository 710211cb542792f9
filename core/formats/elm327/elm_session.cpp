// SPDX-License-Identifier: Apache-2.0
#include "core/formats/elm327/elm_session.h"

#include "core/base/text.h"
#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::string_view kCommandKind = "adapter command";
constexpr std::string_view kMessageKind = "adapter message";
constexpr std::string_view kIncomplete = "incomplete response";
constexpr std::string_view kDamaged = "data that the adapter marks as damaged";
/// Who answers where no header and no command tells.
constexpr std::string_view kUnknownSender = "ELM327";
constexpr std::string_view kBroadcast = "7DF";
constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::size_t kMaxOpen = 16;
constexpr std::size_t kMaxMessage = 4095;
/// Longest line of digits without prompt that is taken for an echo.
constexpr std::size_t kMaxEcho = 8;
constexpr std::uint32_t kVinParts = 5;

bool isRequestService(std::uint8_t service)
{
    constexpr std::array<std::uint8_t, 24> kServices {0x10, 0x11, 0x12, 0x13, 0x14, 0x17, 0x18, 0x19,
                                                      0x1A, 0x21, 0x22, 0x23, 0x24, 0x27, 0x28, 0x2A,
                                                      0x2C, 0x2E, 0x2F, 0x30, 0x31, 0x34, 0x3E, 0x85};
    return (service >= 0x01 && service <= 0x0A) || std::ranges::find(kServices, service) != kServices.end();
}

bool isResponseService(std::uint8_t service)
{
    return service == 0x7F || ((service & 0x40) != 0 && isRequestService(service & ~0x40 & 0xFF));
}

std::string joined(const std::vector<std::string>& words)
{
    return std::accumulate(words.begin(), words.end(), std::string());
}

bool isFixedHeader(std::string_view digits)
{
    return digits.starts_with("18DA") || digits.starts_with("18DB");
}

bool allBytes(const std::vector<std::string>& words)
{
    return std::ranges::all_of(words, [](const std::string& word) { return word.size() == 2; });
}

} // namespace

void ElmSession::line(std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut)
{
    ElmLine line;
    parseElmLine(text, line);
    const Place place {offset, bytes, line.ts};
    m_counts.strong += line.strong ? 1 : 0;
    m_counts.lossReports += line.lossReported ? 1 : 0;
    if (line.prompt) {
        giveUp();
    }
    m_afterPrompt = m_afterPrompt || line.prompt;
    bool good = true;
    switch (line.kind) {
    case ElmLineKind::Blank:
        break;
    case ElmLineKind::Command:
        command(line.command);
        m_sink.otherRecords(kCommandKind, 1);
        ++m_counts.adapterLines;
        m_afterPrompt = false;
        break;
    case ElmLineKind::Message:
        m_sink.otherRecords(kMessageKind, 1);
        ++m_counts.adapterLines;
        m_afterPrompt = false;
        break;
    case ElmLineKind::Hex:
        m_counts.strong += line.prompt ? 1 : 0;
        good = hexLine(line, place);
        m_afterPrompt = false;
        break;
    case ElmLineKind::Length:
        if (m_open.size() == kMaxOpen || line.number > kMaxMessage) {
            good = false;
        } else {
            m_open.push_back({line.number, 0, offset, bytes, line.ts, m_responder, {}});
        }
        break;
    case ElmLineKind::Segment:
        good = segment(line, place);
        break;
    case ElmLineKind::DamagedData:
        m_ledger.skip(kDamaged, offset, bytes);
        break;
    case ElmLineKind::Text:
        good = false;
        break;
    }
    if (!good) {
        ++m_counts.unreadable;
        m_ledger.skip(cut ? kCutAtEnd : kUnreadableLine, offset, bytes);
        m_cutAtEnd = m_cutAtEnd || cut;
    }
    m_afterPrompt = m_afterPrompt || line.promptBehind;
}

void ElmSession::command(const std::string& command)
{
    const std::string_view text(command);
    giveUp();
    if (text == "ATZ" || text == "ATD" || text == "ATWS") {
        m_headers = false;
        m_protocol = '0';
        m_requestId = kBroadcast;
        m_responder.clear();
        m_priority = "18";
    } else if (text == "ATH1" || text == "ATH0") {
        m_headers = text.back() == '1';
    } else if (text.starts_with("ATSP") || text.starts_with("ATTP")) {
        m_protocol = text.size() > 4 ? text.back() : '0';
        m_requestId = m_protocol == '7' || m_protocol == '9' ? "18DB33F1" : kBroadcast;
        m_responder.clear();
    } else if (text.starts_with("ATCP") && text.size() == 6) {
        m_priority = text.substr(4);
    } else if (text.starts_with("ATSH")) {
        setHeader(text.substr(4));
    } else if (text.starts_with("ATCRA") && text.find('X') == std::string_view::npos) {
        const std::string_view id = text.substr(5);
        m_responder = id.size() == 3 || id.size() == 8 ? id : std::string_view();
    }
}

/// "7E0", "DA10F1" behind the priority, "18DA10F1", or the three bytes of a bus before CAN.
void ElmSession::setHeader(std::string_view digits)
{
    if (!base::parseHex<std::uint32_t>(digits)) {
        return;
    }
    m_responder.clear();
    if (digits.size() == 3) {
        m_requestId = digits;
        const auto id = base::parseHex<std::uint32_t>(digits).value_or(0);
        if (id >= 0x7E0 && id <= 0x7E7) {
            m_responder = base::hexNumber(id + 8, 3);
        }
        return;
    }
    std::string whole(digits);
    if (digits.size() == 6 && (digits.starts_with("DA") || digits.starts_with("DB"))) {
        whole = m_priority + whole;
    }
    if (whole.size() == 8) {
        m_requestId = whole;
        if (whole.starts_with("18DA")) {
            m_responder = "18DA" + whole.substr(6, 2) + whole.substr(4, 2);
        }
    } else if (digits.size() == 6) {
        m_requestId = digits;
    }
}

bool ElmSession::isRequest(const ElmLine& line, const std::string& digits) const
{
    const bool hasHeader = line.words.size() > 1 && line.words[0].size() == 3;
    if (line.direction == ElmLine::Direction::Received || line.searched || hasHeader) {
        return false;
    }
    if (line.prompt || line.direction == ElmLine::Direction::Sent) {
        return digits.size() >= 2;
    }
    // An echo, or a command under its prompt.
    const std::size_t longest = m_afterPrompt ? 2 * kMaxEcho : kMaxEcho;
    if (digits.size() % 2 != 0 || digits.size() > longest || (isFixedHeader(digits) && digits.size() > 8)) {
        return false;
    }
    return isRequestService(base::parseHex<std::uint8_t>(digits.substr(0, 2)).value_or(0));
}

bool ElmSession::hexLine(const ElmLine& line, const Place& place)
{
    const std::string digits = joined(line.words);
    if (isRequest(line, digits)) {
        request(digits, place);
        return true;
    }
    return response(line, digits, place);
}

void ElmSession::request(std::string digits, const Place& place)
{
    giveUp();
    if (digits.size() % 2 != 0) {
        digits.pop_back(); // how many responses the adapter is to wait for
    }
    const auto bytes = base::fromHex(digits);
    if (!bytes || bytes->empty()) {
        return;
    }
    const bool functional = m_requestId == kBroadcast || m_requestId.starts_with("18DB") || m_requestId == "686AF1"
        || m_requestId == "C133F1";
    ++m_counts.requests;
    emit(m_requestId, functional, *bytes, place);
}

bool ElmSession::response(const ElmLine& line, const std::string& digits, const Place& place)
{
    if (frameWithHeader(line, digits, place)) {
        return true;
    }
    const auto bytes = digits.size() % 2 == 0 ? base::fromHex(digits) : std::nullopt;
    if (!bytes || bytes->empty() || (line.words.size() > 1 && !allBytes(line.words))) {
        return false;
    }
    if (oldBus(*bytes, place)) {
        return true;
    }
    const bool hasLongHeader = bytes->size() > 4 && (isFixedHeader(digits) || (m_headers && (*bytes)[0] < 0x20));
    if (hasLongHeader) {
        return frame(base::parseHex<std::uint32_t>(std::string_view(digits).substr(0, 8)).value_or(0),
                     /*extended=*/true, digits.substr(8), place);
    }
    const std::string sender = m_responder.empty() ? std::string(kUnknownSender) : m_responder;
    return plainResponse(*bytes, sender, place);
}

/// Headers that are told by the number of their digits.
bool ElmSession::frameWithHeader(const ElmLine& line, const std::string& digits, const Place& place)
{
    const auto& words = line.words;
    if (words.size() == 1) {
        // Without blanks an odd number of digits begins with the three of a standard id.
        return digits.size() % 2 != 0 && digits.size() >= 5
            && frame(base::parseHex<std::uint32_t>(digits.substr(0, 3)).value_or(UINT32_MAX), /*extended=*/false,
                     digits.substr(3), place);
    }
    const bool isRemote = words.back() == "RTR";
    if (words[0].size() == 3 || words[0].size() == 8) {
        const std::size_t first = words[1].size() == 1 ? 2 : 1; // the length that ATD1 shows
        std::string data;
        for (std::size_t i = first; i < words.size() && !isRemote; ++i) {
            data += words[i];
        }
        return frame(base::parseHex<std::uint32_t>(words[0]).value_or(UINT32_MAX), words[0].size() == 8,
                     isRemote ? "RTR" : data, place);
    }
    // J1939 as the adapter writes it: priority, parameter group, source.
    if (words.size() >= 3 && words[0].size() == 1 && words[1].size() == 5 && words[2].size() == 2) {
        const std::uint32_t id = base::parseHex<std::uint32_t>(words[0]).value_or(0) << 26
            | base::parseHex<std::uint32_t>(words[1]).value_or(0) << 8
            | base::parseHex<std::uint32_t>(words[2]).value_or(0);
        return frame(id, /*extended=*/true, joined({words.begin() + 3, words.end()}), place);
    }
    return false;
}

bool ElmSession::frame(std::uint32_t id, bool extended, const std::string& data, const Place& place)
{
    const bool isRemote = data == "RTR";
    const auto bytes = isRemote ? std::vector<std::uint8_t>() : base::fromHex(data);
    if (id > (extended ? kMaxExtendedId : kMaxStandardId) || !bytes || bytes->size() > kMaxFrameData) {
        return false;
    }
    const auto flags = static_cast<std::uint8_t>((extended ? kExtendedId : 0) | (isRemote ? kRemote : 0)
                                                 | (bytes->size() > 8 ? kFd : 0));
    m_blocks.add(place.ts, place.offset, id, 0, flags, *bytes);
    ++m_held;
    ++m_counts.frames;
    const bool isDiagnosis = extended ? (id >> 16) == 0x18DA : id >= 0x7E8 && id <= 0x7EF;
    if (isDiagnosis && !bytes->empty() && ((*bytes)[0] >> 4) <= 3 && (*bytes)[0] != 0) {
        ++m_counts.diagnosticFrames;
    }
    if (m_held == kBlockFrames) {
        flush();
    }
    return true;
}

/// ISO 9141-2 and J1850 ("48 6B 10 41 ..."), KWP2000 ("86 F1 10 41 ..."): three bytes of header, a checksum at the end.
bool ElmSession::oldBus(const std::vector<std::uint8_t>& bytes, const Place& place)
{
    if (bytes.size() < 5 || !isResponseService(bytes[3])) {
        return false;
    }
    const bool isLegislated = bytes[0] == 0x48 && bytes[1] == 0x6B;
    const std::size_t length = bytes[0] & 0x3FU;
    const auto sum = std::accumulate(bytes.begin(), bytes.end() - 1, 0U);
    const bool isKwp
        = (bytes[0] & 0x80) != 0 && bytes[1] >= 0xF0 && length + 4 == bytes.size() && (sum & 0xFF) == bytes.back();
    if (!isLegislated && !isKwp) {
        return false;
    }
    return plainResponse({bytes.begin() + 3, bytes.end() - 1}, base::hexNumber(bytes[2], 2), place);
}

bool ElmSession::plainResponse(const std::vector<std::uint8_t>& bytes, const std::string& sender, const Place& place)
{
    if (!isResponseService(bytes[0])) {
        return false;
    }
    ++m_counts.responses;
    if (!vinPart(bytes, sender, place)) {
        emit(sender, /*functional=*/false, bytes, place);
    }
    return true;
}

/// Buses before CAN send the VIN in five messages of four characters; they become one, as on CAN.
bool ElmSession::vinPart(const std::vector<std::uint8_t>& bytes, const std::string& sender, const Place& place)
{
    if (bytes.size() != 7 || bytes[0] != 0x49 || bytes[1] != 0x02 || bytes[2] == 0 || bytes[2] > kVinParts) {
        return false;
    }
    const std::uint32_t part = bytes[2];
    if (part == 1) {
        giveUp();
        m_vin = Assembly {0, 1, place.offset, 0, place.ts, sender, {0x49, 0x02, 0x01}};
    }
    if (!m_vin || m_vin->next != part || m_vin->sender != sender) {
        giveUp();
        m_ledger.skip(kIncomplete, place.offset, place.bytes);
        return true;
    }
    m_vin->bytes.insert(m_vin->bytes.end(), bytes.begin() + 3, bytes.end());
    m_vin->lineBytes += place.bytes;
    m_vin->next = part + 1;
    if (part == kVinParts) {
        const Assembly whole = *std::exchange(m_vin, std::nullopt);
        emit(whole.sender, /*functional=*/false, whole.bytes, {whole.offset, whole.lineBytes, whole.ts});
    }
    return true;
}

bool ElmSession::segment(const ElmLine& line, const Place& place)
{
    const std::string digits = joined(line.words);
    const auto bytes = base::fromHex(digits);
    if (!bytes) {
        return false;
    }
    auto open
        = std::ranges::find_if(m_open, [&](const Assembly& assembly) { return assembly.next % 16 == line.number; });
    if (open == m_open.end()) {
        if (line.number != 0 || m_open.size() == kMaxOpen) {
            return false;
        }
        m_open.push_back({0, 0, place.offset, 0, place.ts, m_responder, {}});
        open = m_open.end() - 1;
    }
    open->bytes.insert(open->bytes.end(), bytes->begin(), bytes->end());
    open->lineBytes += place.bytes;
    ++open->next;
    const bool whole = open->expected > 0 && open->bytes.size() >= open->expected;
    if (whole || open->bytes.size() > kMaxMessage) {
        open->bytes.resize(std::min<std::size_t>(open->bytes.size(), whole ? open->expected : kMaxMessage));
        const Assembly done = std::move(*open);
        m_open.erase(open);
        const std::string sender = done.sender.empty() ? std::string(kUnknownSender) : done.sender;
        ++m_counts.responses;
        emit(sender, /*functional=*/false, done.bytes, {done.offset, done.lineBytes, done.ts});
    }
    return true;
}

/// Something else comes: what is still open stays as it is.
void ElmSession::giveUp()
{
    if (m_vin) {
        m_ledger.skip(kIncomplete, m_vin->offset, m_vin->lineBytes);
        m_vin.reset();
    }
    const std::vector<Assembly> open = std::exchange(m_open, {});
    for (const Assembly& assembly : open) {
        if (assembly.expected == 0 && !assembly.bytes.empty()) {
            ++m_counts.responses;
            emit(assembly.sender.empty() ? kUnknownSender : assembly.sender, /*functional=*/false, assembly.bytes,
                 {assembly.offset, assembly.lineBytes, assembly.ts});
        } else {
            m_ledger.skip(kIncomplete, assembly.offset, assembly.lineBytes);
        }
    }
}

void ElmSession::emit(std::string_view sender, bool functional, const std::vector<std::uint8_t>& bytes,
                      const Place& place)
{
    flush();
    DiagnosticPayload payload;
    payload.ts = place.ts;
    payload.offset = place.offset;
    payload.sender = sender;
    payload.functional = functional;
    payload.bytes = bytes;
    m_sink.diagnosticPayload(payload, m_channels);
}

void ElmSession::flush()
{
    if (m_held == 0) {
        return;
    }
    m_blocks.close();
    for (std::size_t i = 0; i < m_blocks.blockCount(); ++i) {
        m_sink.frames(m_blocks.block(i), m_channels);
    }
    m_blocks.restart();
    m_held = 0;
}

void ElmSession::finish()
{
    giveUp();
    flush();
    if (m_counts.lossReports > 0) {
        m_ledger.warn("the adapter reported lost or damaged data " + std::to_string(m_counts.lossReports) + " times");
    }
}

} // namespace argus::formats
