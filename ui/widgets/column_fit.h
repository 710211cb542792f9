// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace argus::ui {

/// How wide a column of a table should be, in pixels; `least` <= `wanted` <= `most`.
struct ColumnNeed
{
    int least = 44; ///< below this nothing can be read
    int wanted = 120;
    int most = 120; ///< more would only be empty
};

/// Widths that fill `room`: as wanted; less, down to the least, where there is too little room; more, up to the most,
/// where there is plenty. Where even the least do not fit, they are the answer. O(columns).
std::vector<int> fitColumns(const std::vector<ColumnNeed>& needs, int room);

} // namespace argus::ui
