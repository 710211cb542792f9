// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <filesystem>
#include <vector>

namespace argus::bench {

/// Reading MDF bus logging that is made of the candump recording `drive`: plain blocks beside reading their bytes, and
/// packed blocks beside inflating them and beside unpacking them into records, on one core; and with a helper. Files
/// are made in the folder of `drive`.
base::Result<std::vector<Figure>> benchMdf(const base::ExecutionContext& context, const std::filesystem::path& drive,
                                           int runs);

} // namespace argus::bench
