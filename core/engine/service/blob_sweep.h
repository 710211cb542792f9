// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/blob/blob_store.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <cstddef>

namespace argus::engine {

/// What a sweep removed.
struct Swept
{
    std::size_t uploads = 0; ///< unfinished ones
    std::size_t blobs = 0; ///< whole, but no row refers to them
};

/// Removes what killed uploads left behind: temporary files, and blobs whose row was never written. Only what is at
/// least `age` old is looked at. It cannot take a recording from an upload that is under way: a blob whose writer lives
/// is spared, and the look at the rows and the removal are one transaction, which keeps others from adding a row of
/// that blob; addFile() in turn refuses a row without its blob. For the store's owner, or one process of a shared
/// store. Blocks; ends soon after its context. Says in the log what it removed.
base::Result<Swept> sweepBlobs(const base::ExecutionContext& context, store::sql::Database& database,
                               blob::BlobStore& blobs, std::chrono::seconds age);

} // namespace argus::engine
