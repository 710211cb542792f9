// SPDX-License-Identifier: Apache-2.0
// The BLF reader on any bytes: no crash, every byte seen once, and the same result with a helper. The bytes are read as
// a file, and again as what a container holds: damage to packed bytes hardly ever gets past the unpacking.
#include "core/formats/blf/blf_reader.h"
#include "tests/fuzz/reading_checks.h"

#include <algorithm>
#include <string>

using namespace argus;
using fuzz::Outcome;
using fuzz::readAll;
using fuzz::require;

namespace {

std::string number(std::uint64_t value, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i));
    }
    return text;
}

/// A container that holds `content` as it is.
std::string stored(std::string_view content)
{
    return "LOBJ" + number(16, 2) + number(1, 2) + number(32 + content.size(), 4) + number(10, 4) + std::string(8, '\0')
        + number(content.size(), 4) + std::string(4, '\0') + std::string(content);
}

void check(std::span<const std::uint8_t> bytes)
{
    const formats::BlfReader reader;
    const Outcome alone = readAll(reader, bytes);
    require(alone == readAll(reader, bytes, /*helpers=*/1));
    std::uint64_t last = 0;
    for (const auto& frame : alone.frames) {
        last = std::max(last, std::get<1>(frame));
    }
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.blf");
    Outcome part;
    fuzz::Sink sink(part);
    formats::ReadOptions options;
    options.begin = last / 2;
    options.end = last;
    require(reader.read(base::ExecutionContext::root("fuzz", "read"), *source, sink, options).has_value());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    check({data, size});
    // Once more as two containers, the border at a place that the input chooses.
    const std::string_view content(reinterpret_cast<const char*>(data), size);
    const std::size_t border = size == 0 ? 0 : data[size - 1] * std::size_t {7} % size;
    const std::string file = stored(content.substr(0, border)) + stored(content.substr(border));
    check({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()});
    return 0;
}
