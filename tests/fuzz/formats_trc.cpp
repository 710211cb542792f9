// SPDX-License-Identifier: Apache-2.0
// The readers of both kinds of .trc on any bytes: no crash, every byte seen once, and the same result for any size of
// chunk.
#include "core/formats/trc/carbus_reader.h"
#include "core/formats/trc/peak_reader.h"
#include "tests/fuzz/text_checks.h"

using namespace argus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    fuzz::checkText(bytes, [](std::size_t chunk) { return formats::PeakTrcReader(chunk); });
    fuzz::checkText(bytes, [](std::size_t chunk) { return formats::CarbusTrcReader(chunk); });
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.trc");
    return 0;
}
