// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <cstdint>
#include <vector>

namespace argus::bench {

struct StoreBenchOptions
{
    std::uint64_t transitions = 2000; ///< per run
    unsigned submitters = 16;
    int runs = 5;
};

/// State changes of batches with their events, one durable transaction each, by one and by many submitters; beside a
/// small program that runs the same statements by SQLite's own interface through the same kind of writer thread.
base::Result<std::vector<Figure>> benchStore(const base::ExecutionContext& context, const StoreBenchOptions& options);

} // namespace argus::bench
