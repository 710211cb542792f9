// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <cstdint>
#include <vector>

namespace argus::bench {

struct PipelineBenchOptions
{
    std::uint64_t files = 2000; ///< small recordings
    std::uint64_t filesPerBatch = 50;
    std::uint64_t framesPerFile = 100;
    unsigned submitters = 4;
    unsigned workers = 0;
};

/// Small files through the whole pipeline on a durable SQLite store: from the first submission until the last batch has
/// completed, beside writing and syncing the same files one after the other.
base::Result<std::vector<Figure>> benchPipeline(const base::ExecutionContext& context,
                                                const PipelineBenchOptions& options);

} // namespace argus::bench
