// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"
#include "core/blob/blob_store.h"
#include "core/engine/service/access.h"
#include "core/engine/service/commands.h"
#include "core/formats/archive.h"

#include <functional>

namespace argus::engine {

/// The two-phase upload: streams every file into the blob store while hashing it, adds its row, and at last declares
/// the upload complete. Archives are unpacked on the way, also archives within them; folders are taken whole, in the
/// order of their names. Memory stays flat. One file that cannot be taken in is refused with its reason; the rest goes
/// on. Blocking; errors end the whole: Cancelled, Unavailable (full disk), Invalid (nothing taken in).
base::Result<api::SubmissionReceipt> ingest(const base::ExecutionContext& context, Commands& commands,
                                            blob::BlobStore& blobs, Access& access, const api::Submission& submission,
                                            const std::function<void(const api::UploadProgress&)>& progress,
                                            const formats::ArchiveLimits& limits = {});

} // namespace argus::engine
