// SPDX-License-Identifier: Apache-2.0
// The candump reader on any bytes: no crash, every byte seen once, and the same result for any size of chunk.
#include "core/formats/candump/candump_reader.h"
#include "tests/fuzz/reading_checks.h"

#include <algorithm>

using namespace argus;
using fuzz::Outcome;
using fuzz::readAll;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    const Outcome whole = readAll(formats::CandumpReader(), bytes);
    std::uint64_t records = whole.others + whole.frames.size();
    std::uint64_t skippedBytes = 0;
    for (const auto& entry : whole.skipped) {
        require(entry.firstOffset < size);
        records += entry.count;
        skippedBytes += entry.bytes;
    }
    require(skippedBytes <= size);
    // Each record is a line of its own.
    require(records <= static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1);
    require(whole == readAll(formats::CandumpReader(7), bytes));
    require(whole == readAll(formats::CandumpReader(100), bytes));
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.log");
    return 0;
}
