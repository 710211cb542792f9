// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/blob/blob_store.h"
#include "core/blob/s3/s3_settings.h"

#include <memory>

namespace argus::blob {

/// A store in a bucket of an S3 server (AWS, MinIO, versitygw, …), which is made when absent. Blobs are downloaded to
/// the cache folder where a path to them is asked for. place().id is the id in the bucket's marker.
/// Errors, here and later: Denied (keys, rights), Unavailable (the server cannot be reached: retryable; full), Invalid
/// (region, certificate file).
base::Result<std::unique_ptr<BlobStore>> openS3Store(const base::ExecutionContext& context, const S3Settings& settings);

} // namespace argus::blob
