// SPDX-License-Identifier: Apache-2.0
// The reader of Microchip logs on any bytes: no crash, every byte seen once, and the same result for any size of chunk.
#include "core/formats/microchip/microchip_reader.h"
#include "tests/fuzz/chunk_checks.h"

using namespace argus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::checkTextReader([](std::size_t chunkBytes) { return formats::MicrochipReader(chunkBytes); }, {data, size});
    return 0;
}
