// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/blob/blob_store.h"
#include "core/runtime/open.h"

namespace argus::runtime {

/// The engine over PostgreSQL, Kafka and recordings that every machine reaches: openEngine() for Mode::Shared.
base::Result<std::unique_ptr<api::Engine>> openShared(const Settings& settings);

/// The place of recordings that several machines share. `expectedId`: the id that the database knows of it; empty:
/// none yet.
base::Result<std::shared_ptr<blob::BlobStore>>
openSharedBlobs(const base::ExecutionContext& context, const Connection& connection, const std::string& expectedId);

} // namespace argus::runtime
