// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/index/column_index.h"

#include <string>
#include <string_view>

namespace argus::index {

std::string toJson(const IndexSummary& summary);
/// Reads what toJson writes; Invalid for anything else.
base::Result<IndexSummary> summaryFromJson(std::string_view json);

} // namespace argus::index
