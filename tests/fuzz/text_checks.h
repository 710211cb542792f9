// SPDX-License-Identifier: Apache-2.0
// What holds for every reader of text lines on any bytes; shared by their fuzz targets.
#pragma once

#include "tests/fuzz/reading_checks.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace argus::fuzz {

/// Reads `bytes` with make(chunk size): nothing counts twice, and the result is the same for any size of chunk.
template <class Make> void checkText(std::span<const std::uint8_t> bytes, const Make& make)
{
    const Outcome whole = readAll(make(std::size_t {1} << 18), bytes);
    std::uint64_t records = whole.others + whole.frames.size();
    std::uint64_t skippedBytes = 0;
    for (const auto& entry : whole.skipped) {
        require(entry.firstOffset < bytes.size());
        records += entry.count;
        skippedBytes += entry.bytes;
    }
    require(skippedBytes <= bytes.size());
    // Each record is a line of its own.
    const auto lineEnds
        = std::count_if(bytes.begin(), bytes.end(), [](std::uint8_t c) { return c == '\n' || c == '\r'; });
    require(records <= static_cast<std::uint64_t>(lineEnds) + 1);
    require(whole == readAll(make(std::size_t {7}), bytes));
    require(whole == readAll(make(std::size_t {100}), bytes));
}

} // namespace argus::fuzz
