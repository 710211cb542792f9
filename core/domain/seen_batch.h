// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"

#include <cstdint>

namespace argus::domain {

/// A batch as somebody saw it. What they ask for happens only while it is still in that run: what others made of it
/// meanwhile is not undone by somebody who did not know of it.
struct SeenBatch
{
    /// A batch alone is enough where nobody looked, as on a command line.
    SeenBatch(BatchId batch, std::int64_t run = 0)
        : id(batch)
        , runEpoch(run)
    { }
    explicit SeenBatch(const Batch& batch)
        : SeenBatch(batch.id, batch.runEpoch)
    { }

    BatchId id;
    std::int64_t runEpoch; ///< 0: whatever run it is in
};

} // namespace argus::domain
