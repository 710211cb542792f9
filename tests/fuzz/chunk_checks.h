// SPDX-License-Identifier: Apache-2.0
// What holds for readers of text, whose results must not depend on the size of the pieces that they read.
#pragma once

#include "tests/fuzz/reading_checks.h"

#include <algorithm>

namespace argus::fuzz {

/// `make(chunkBytes)` makes the reader. Each record is a line, or several.
template <class Make> void checkTextReader(const Make& make, std::span<const std::uint8_t> bytes)
{
    const Outcome whole = readAll(make(std::size_t {64 * 1024}), bytes);
    std::uint64_t records = whole.others + whole.frames.size();
    std::uint64_t skippedBytes = 0;
    for (const auto& entry : whole.skipped) {
        require(entry.firstOffset < bytes.size());
        records += entry.count;
        skippedBytes += entry.bytes;
    }
    require(skippedBytes <= bytes.size());
    const auto isEnd = [](std::uint8_t byte) { return byte == '\n' || byte == '\r'; };
    require(records <= static_cast<std::uint64_t>(std::count_if(bytes.begin(), bytes.end(), isEnd)) + 1);
    require(whole == readAll(make(std::size_t {7}), bytes));
    require(whole == readAll(make(std::size_t {100}), bytes));
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.log");
}

} // namespace argus::fuzz
