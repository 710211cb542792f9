// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <filesystem>
#include <vector>

namespace argus::bench {

/// Reading MDF bus logging that is made of the candump recording `drive`: plain blocks beside reading their bytes, and
/// packed blocks beside unpacking them, each on one core. Files are made in the folder of `drive`.
base::Result<std::vector<Figure>> benchMdf(const base::ExecutionContext& context, const std::filesystem::path& drive,
                                           int runs);

} // namespace argus::bench
