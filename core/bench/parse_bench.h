// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace argus::bench {

struct ParseBenchOptions
{
    std::filesystem::path file; ///< empty: a synthetic drive is made for the purpose
    std::uint64_t bytes = 256 << 20; ///< of that drive, as a candump log
    std::string format = "candump";
    int runs = 5;
    unsigned threads = 0; ///< of "all cores"; 0: as many as there are
};

/// Reading one recording, already in the page cache: counting its newlines (of BLF: unpacking its containers), parsing,
/// parsing and decoding of trouble codes, on one core and on all.
base::Result<std::vector<Figure>> benchParse(const base::ExecutionContext& context, const ParseBenchOptions& options);

} // namespace argus::bench
