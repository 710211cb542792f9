// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/recording_file.h"
#include "core/engine/pipeline/flow.h"

#include <span>

namespace argus::engine {

/// Declares the upload of a pending batch complete: uploaded, UploadCompleted, and the scatter task.
base::Result<> declareUploaded(Flow& flow, domain::Batch& batch);

/// Starts a new run epoch of an ended batch: new File rows over the same blobs, with `changes` in them. With
/// `takeOverParsed`, files that were parsed without fault keep their findings and are not parsed again, unless another
/// format was named for them. Earlier epochs stay as history. Errors: as api::Batches::reprocessWith.
base::Result<> startEpochFromFiles(Flow& flow, domain::Batch& batch, bool takeOverParsed, const char* action,
                                   std::span<const domain::ReadingChange> changes);

} // namespace argus::engine
