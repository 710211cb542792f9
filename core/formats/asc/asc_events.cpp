// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_events.h"

#include "core/formats/asc/asc_line.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

struct EventName
{
    std::string_view word;
    std::string_view kind;
};

constexpr std::array kEvents {
    EventName {"CANXL", "CAN XL"},
    EventName {"CAN", "status"},
    EventName {"ETH", "Ethernet"},
    EventName {"Fr", "FlexRay"},
    EventName {"FR", "FlexRay"},
    EventName {"Li", "LIN"},
    EventName {"SV:", "system variable"},
    EventName {"Comment:", "comment"},
    EventName {"Start", kAscMeasurementEvent},
    EventName {"End", kAscMeasurementEvent},
    EventName {"log", kAscMeasurementEvent},
    EventName {"GPS-Device:", "GPS"},
    EventName {"TFS:", "test event"},
    EventName {"WLAN", "WLAN"},
    EventName {"AFDX", "AFDX"},
    EventName {"A429", "ARINC 429"},
    EventName {"K-Line", "K-Line"},
};

constexpr std::array kChannelEvents {
    EventName {"Statistic:", "statistic"},
    EventName {"J1939TP", "J1939 transport"},
    EventName {"OverloadFrame", "overload frame"},
    EventName {"Status:", "status"},
};

std::string_view kindOf(const auto& names, std::string_view word)
{
    const auto found
        = std::find_if(names.begin(), names.end(), [word](const EventName& name) { return name.word == word; });
    return found == names.end() ? std::string_view() : found->kind;
}

/// "L2", "M1": a letter and a channel.
bool isNumbered(std::string_view word, char letter)
{
    return word.size() >= 2 && word.size() <= 4 && word[0] == letter
        && std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isWord(std::string_view text)
{
    const unsigned char c = text.empty() ? 0 : static_cast<unsigned char>(text[0]);
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
}

} // namespace

std::string_view ascEvent(std::string_view word, std::string_view rest)
{
    if (const std::string_view kind = kindOf(kEvents, word); !kind.empty()) {
        return kind;
    }
    if (isNumbered(word, 'L')) {
        return "LIN";
    }
    if (isNumbered(word, 'M')) {
        return "MOST";
    }
    BlankFields fields(rest);
    if (fields.next() == ":=") {
        return "environment variable";
    }
    return isWord(word) ? kAscOtherEvent : std::string_view();
}

std::string_view ascChannelEvent(std::string_view word, std::string_view rest)
{
    if (const std::string_view kind = kindOf(kChannelEvents, word); !kind.empty()) {
        return kind;
    }
    // `0 16777215 0 1 GMGroup: ...`: its first number is no channel.
    if (rest.find("GMGroup:") != std::string_view::npos || rest.find("GMMarker:") != std::string_view::npos) {
        return "marker";
    }
    return isWord(word) ? kAscOtherEvent : std::string_view();
}

} // namespace argus::formats
