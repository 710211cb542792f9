// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"
#include "core/base/context.h"

namespace argus::engine {

/// As api::Recordings::convert. Blocking; memory does not grow with the recording.
base::Result<api::ConversionResult> convertRecording(const base::ExecutionContext& context,
                                                     const api::Conversion& conversion);

} // namespace argus::engine
