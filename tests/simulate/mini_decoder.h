// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// A small reader and decoder of candump logs that shares no line with the program: it checks the generator's word.
/// It knows only what the synthetic vehicle speaks, and is written for clarity, not for speed.
namespace argus::simulate::test {

struct MiniFrame
{
    std::int64_t micros = 0;
    std::string channel;
    std::string id; ///< as written
    bool fd = false;
    bool remote = false;
    bool error = false;
    std::vector<std::uint8_t> data;
};

/// What the mini decoder found, keyed by channel, control unit, protocol and code.
struct MiniResult
{
    using DtcKey = std::tuple<std::string, std::string, std::string, std::string>;
    struct Dtc
    {
        std::map<std::string, std::uint64_t> services;
        bool fault = true;
        bool cleared = false;
        std::int64_t firstMicros = 0;
        std::int64_t lastMicros = 0;
        std::string raw;
    };

    std::uint64_t frames = 0;
    std::uint64_t data = 0;
    std::uint64_t remote = 0;
    std::uint64_t error = 0;
    std::uint64_t fd = 0;
    std::uint64_t unreadable = 0;
    std::uint64_t unreadableBytes = 0;
    bool stampsRise = true;
    std::int64_t firstMicros = 0;
    std::int64_t lastMicros = 0;
    std::map<std::string, std::uint64_t> channels;
    std::map<std::string, std::uint64_t> ids;
    std::map<DtcKey, Dtc> dtcs;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::uint64_t> negative;
    std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> sessions;
    std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> vinSources; ///< source, channel, ecu
    std::set<std::string> vins;
};

/// False when the line is no candump line in any reading.
bool parseLine(std::string_view line, MiniFrame& frame);

MiniResult decode(std::string_view text);

} // namespace argus::simulate::test
