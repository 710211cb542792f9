// SPDX-License-Identifier: Apache-2.0
// The pcap and pcapng readers on any bytes: no crash, every byte seen once, the same result for any size of chunk, and
// no more accounted for than there is.
#include "core/formats/pcap/pcap_reader.h"
#include "core/formats/pcap/pcapng_reader.h"
#include "tests/fuzz/reading_checks.h"

using namespace argus;
using fuzz::Outcome;
using fuzz::readAll;
using fuzz::require;

namespace {

template <class Reader> void check(std::span<const std::uint8_t> bytes)
{
    const Outcome whole = readAll(Reader(), bytes);
    std::uint64_t skippedBytes = 0;
    for (const auto& entry : whole.skipped) {
        require(entry.firstOffset <= bytes.size());
        skippedBytes += entry.bytes;
    }
    require(skippedBytes <= bytes.size());
    std::uint64_t offset = 0;
    for (const Outcome::Frame& frame : whole.frames) {
        require(std::get<1>(frame) > offset && std::get<1>(frame) < bytes.size());
        offset = std::get<1>(frame);
    }
    require(whole == readAll(Reader(7), bytes));
    require(whole == readAll(Reader(1000), bytes));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    check<formats::PcapReader>(bytes);
    check<formats::PcapngReader>(bytes);
    return 0;
}
