// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/blob/s3/s3_bucket.h"

#include <string>

namespace argus::blob::s3 {

/// Fetches the object that `head` describes into an open file of its size, in pieces and several at once. Conflict when
/// the object is replaced meanwhile. The content is not checked yet.
base::Result<> download(const base::ExecutionContext& context, S3Bucket& bucket, const std::string& key,
                        const ObjectHead& head, const base::UniqueFd& file);

} // namespace argus::blob::s3
