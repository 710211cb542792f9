// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipeline/flow.h"

namespace argus::engine {

/// Declares the upload of a pending batch complete: uploaded, UploadCompleted, and the scatter task.
base::Result<> declareUploaded(Flow& flow, domain::Batch& batch);

/// Starts a new run epoch of an ended batch: new File rows over the same blobs. With `takeOverParsed`, files that were
/// parsed without fault keep their findings and are not parsed again. Earlier epochs stay as history.
base::Result<> startEpochFromFiles(Flow& flow, domain::Batch& batch, bool takeOverParsed, const char* action);

} // namespace argus::engine
