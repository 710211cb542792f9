// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/databases.h"
#include "core/blob/blob_store.h"
#include "core/store/sql/database.h"

#include <vector>

namespace argus::engine {

/// Asks the rows whether they keep the program's promises: the batch's counters, the barrier, the chain of states,
/// leases and fences, results, the outbox; with `blobs` also whether each recording is there. One snapshot, reads only;
/// the cost grows with the number of rows. Errors: those of the store and of the blob store.
base::Result<std::vector<api::StoreCheck>> checkStore(const base::ExecutionContext& context,
                                                      store::sql::Database& database, blob::BlobStore* blobs);

} // namespace argus::engine
