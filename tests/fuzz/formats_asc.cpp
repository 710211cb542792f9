// SPDX-License-Identifier: Apache-2.0
// The ASC reader on any bytes: no crash, every byte seen once, and the same result for any size of chunk.
#include "core/formats/asc/asc_reader.h"
#include "tests/fuzz/text_checks.h"

using namespace argus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    fuzz::checkText(bytes, [](std::size_t chunk) { return formats::AscReader(chunk); });
    (void)formats::AscReader().probe(bytes, "fuzz.asc");
    return 0;
}
