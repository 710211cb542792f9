// SPDX-License-Identifier: Apache-2.0
#include "core/formats/elm327/elm_line.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_stamp.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

using namespace std::string_view_literals;

/// Longest line that is looked at; frames of CAN FD are shorter.
constexpr std::size_t kMaxLine = 400;

struct KnownMessage
{
    std::string_view start; ///< in upper case
    bool strong;
    bool loss;
};

constexpr std::array kMessages {
    KnownMessage {"NO DATA", true, false},
    KnownMessage {"NODATA", true, false},
    KnownMessage {"UNABLE TO CONNECT", true, false},
    KnownMessage {"UNABLETOCONNECT", true, false},
    KnownMessage {"BUS INIT", true, false},
    KnownMessage {"BUSINIT", true, false},
    KnownMessage {"STOPPED", true, false},
    KnownMessage {"BUFFER FULL", true, true},
    KnownMessage {"BUFFERFULL", true, true},
    KnownMessage {"CAN ERROR", true, true},
    KnownMessage {"CANERROR", true, true},
    KnownMessage {"DATA ERROR", true, true},
    KnownMessage {"DATAERROR", true, true},
    KnownMessage {"BUS ERROR", true, true},
    KnownMessage {"BUSERROR", true, true},
    KnownMessage {"BUS BUSY", true, true},
    KnownMessage {"BUSBUSY", true, true},
    KnownMessage {"FB ERROR", true, true},
    KnownMessage {"FBERROR", true, true},
    KnownMessage {"RX ERROR", true, true},
    KnownMessage {"LV RESET", true, false},
    KnownMessage {"LP ALERT", true, false},
    KnownMessage {"ACT ALERT", true, false},
    KnownMessage {"ELM327", true, false},
    KnownMessage {"ELM32", true, false},
    KnownMessage {"STN1", false, false},
    KnownMessage {"STN2", false, false},
    KnownMessage {"OBDLINK", false, false},
    KnownMessage {"OBDII TO RS232", true, false},
    KnownMessage {"AUTO, ", false, false},
    KnownMessage {"AUTO,", false, false},
    KnownMessage {"ISO 15765", true, false},
    KnownMessage {"ISO 9141", true, false},
    KnownMessage {"ISO 14230", true, false},
    KnownMessage {"SAE J", false, false},
    KnownMessage {"USER1", false, false},
    KnownMessage {"USER2", false, false},
};

std::string_view withoutBlanks(std::string_view text)
{
    return base::trimmed(text);
}

bool isHexWord(std::string_view word)
{
    return !word.empty() && std::ranges::all_of(word, [](char c) { return hexDigit(c) <= 15; });
}

/// A time in brackets, or one with colons before the first word; `text` moves behind it.
domain::RecordingTime takeStamp(std::string_view& text)
{
    const CsvStampForm form;
    if (text.starts_with('[') || text.starts_with('(')) {
        const std::size_t close = text.find(text.front() == '[' ? ']' : ')');
        if (close == std::string_view::npos || close < 2) {
            return domain::kNoTime;
        }
        const auto stamp = parseCsvStamp(base::trimmed(text.substr(1, close - 1)), form);
        if (stamp) {
            text = withoutBlanks(text.substr(close + 1));
        }
        return stamp ? stamp->ts : domain::kNoTime;
    }
    // "12:30:59.123 ..." or "2024-01-02 12:30:59.123 ..."
    const std::size_t first = text.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    for (const std::size_t end : {second, first}) {
        if (end == std::string_view::npos || end < 5) {
            continue;
        }
        std::string_view word = text.substr(0, end);
        if (word.ends_with(':') || word.ends_with(',')) {
            word.remove_suffix(1);
        }
        const auto stamp = parseCsvStamp(word, form);
        if (stamp && stamp->kind != CsvStamp::Kind::Number) {
            text = withoutBlanks(text.substr(end));
            return stamp->ts;
        }
    }
    return domain::kNoTime;
}

ElmLine::Direction takeDirection(std::string_view& text)
{
    constexpr std::array kSent {"->"sv,   "-->"sv,   ">>"sv,    "tx"sv,     "tx:"sv,  "sent"sv, "sent:"sv,
                                "send"sv, "send:"sv, "write"sv, "write:"sv, "out:"sv, "w:"sv,   "t:"sv};
    constexpr std::array kReceived {"<-"sv,        "<--"sv,  "<<"sv,    "<"sv,    "rx"sv,    "rx:"sv, "received"sv,
                                    "received:"sv, "recv"sv, "recv:"sv, "read"sv, "read:"sv, "in:"sv, "r:"sv};
    const std::size_t end = std::min(text.find(' '), text.size());
    std::size_t colon = text.find(':');
    colon = colon == std::string_view::npos ? end : std::min(end, colon + 1);
    const std::string word = base::toLower(text.substr(0, colon));
    const bool sent = std::ranges::find(kSent, word) != kSent.end();
    const bool received = !sent && std::ranges::find(kReceived, word) != kReceived.end();
    if (!sent && !received) {
        return ElmLine::Direction::Unknown;
    }
    text = withoutBlanks(text.substr(colon));
    return sent ? ElmLine::Direction::Sent : ElmLine::Direction::Received;
}

/// "12.3V"
bool isVoltage(std::string_view upper)
{
    if (!upper.ends_with('V') || upper.size() < 2 || upper.size() > 6) {
        return false;
    }
    return upper.find_first_not_of("0123456789.") == upper.size() - 1;
}

bool isMessage(std::string_view upper, ElmLine& line)
{
    const auto known = std::ranges::find_if(
        kMessages, [upper](const KnownMessage& message) { return upper.starts_with(message.start); });
    if (known != kMessages.end()) {
        line.strong = known->strong;
        line.lossReported = known->loss;
        return true;
    }
    // "ERR94" and the like are faults of the adapter.
    const bool error = upper.size() == 5 && upper.starts_with("ERR");
    line.lossReported = error;
    return error || upper == "OK" || upper == "?" || isVoltage(upper);
}

/// Digits with blanks between groups; false for anything else.
bool takeWords(std::string_view text, ElmLine& line)
{
    BlankFields fields(text);
    for (std::string_view word = fields.next(); !word.empty(); word = fields.next()) {
        if (!isHexWord(word) && word != "RTR") {
            line.words.clear();
            return false;
        }
        line.words.emplace_back(word);
    }
    return !line.words.empty();
}

/// "0: 49 02 01" and "0:490201"
bool isSegment(std::string_view upper, ElmLine& line)
{
    if (upper.size() < 2 || upper[1] != ':' || hexDigit(upper[0]) > 15 || !takeWords(upper.substr(2), line)) {
        return false;
    }
    line.number = hexDigit(upper[0]);
    return true;
}

ElmLineKind kindOf(std::string_view upper, ElmLine& line)
{
    if (upper.starts_with("AT")
        || (upper.starts_with("ST") && upper.size() > 2 && !upper.starts_with("STN")
            && !upper.starts_with("STOPPED"))) {
        line.command = upper;
        std::erase(line.command, ' ');
        line.strong = upper.starts_with("AT");
        return ElmLineKind::Command;
    }
    constexpr std::string_view kSearching = "SEARCHING";
    if (upper.starts_with(kSearching)) {
        line.strong = true;
        upper.remove_prefix(kSearching.size());
        while (upper.starts_with('.')) {
            upper.remove_prefix(1);
        }
        upper = base::trimmed(upper);
        if (upper.empty()) {
            return ElmLineKind::Message;
        }
        line.searched = true;
    }
    if (isMessage(upper, line)) {
        return ElmLineKind::Message;
    }
    const std::size_t mark = upper.find('<');
    if (mark != std::string_view::npos && upper.substr(mark).find("ERROR") != std::string_view::npos) {
        line.strong = true;
        line.lossReported = true;
        return mark == 0 ? ElmLineKind::Message : ElmLineKind::DamagedData;
    }
    if (isSegment(upper, line)) {
        return ElmLineKind::Segment;
    }
    if (!takeWords(upper, line)) {
        return ElmLineKind::Text;
    }
    if (line.words.size() == 1 && line.words[0].size() == 3 && !line.prompt
        && line.direction != ElmLine::Direction::Sent) {
        line.number = base::parseHex<std::uint32_t>(line.words[0]).value_or(0);
        return ElmLineKind::Length;
    }
    return ElmLineKind::Hex;
}

} // namespace

void parseElmLine(std::string_view text, ElmLine& line)
{
    line = {};
    if (text.size() > kMaxLine) {
        line.kind = ElmLineKind::Text;
        return;
    }
    std::string clean(text);
    std::erase(clean, '\0'); // the adapter's manual says that it may send some
    std::string_view rest = withoutBlanks(clean);
    line.ts = takeStamp(rest);
    line.direction = takeDirection(rest);
    while (rest.starts_with('>')) {
        rest = withoutBlanks(rest.substr(1));
        line.prompt = true;
    }
    while (rest.ends_with('>')) {
        rest = withoutBlanks(rest.substr(0, rest.size() - 1));
        line.promptBehind = true;
    }
    if (line.direction == ElmLine::Direction::Unknown) {
        line.direction = takeDirection(rest);
    }
    if (rest.empty()) {
        return;
    }
    line.kind = kindOf(base::toUpper(rest), line);
}

} // namespace argus::formats
