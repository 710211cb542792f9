// SPDX-License-Identifier: Apache-2.0
// Builds without Qt (thread sanitizer) have no client for S3, and so no shared mode.
#include "core/runtime/open_shared.h"

namespace argus::runtime {

base::Result<std::unique_ptr<api::Engine>> openShared(const Settings&)
{
    return base::fail(base::ErrorCode::Invalid, "this build has no shared mode: use a path for --store");
}

} // namespace argus::runtime
