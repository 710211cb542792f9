// SPDX-License-Identifier: Apache-2.0
// The MDF reader on any bytes: no crash, every byte seen once, the same result each time, no more records than bytes.
#include "core/formats/mdf/mdf_reader.h"
#include "tests/fuzz/reading_checks.h"

using namespace argus;
using fuzz::Outcome;
using fuzz::readAll;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    const Outcome whole = readAll(formats::MdfReader(), bytes);
    require(whole == readAll(formats::MdfReader(), bytes, 2));
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.mf4");
    return 0;
}
