// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/roles.h"

#include <vector>

namespace argus::ui {

/// How wide a column of a table should be, in pixels; `least` <= `wanted` <= `whole` <= `most`.
struct ColumnNeed
{
    int least = 44; ///< below this it says nothing, or something wrong: half a number is another number
    int wanted = 120; ///< with as much of a long text as is usual
    int whole = 120; ///< nothing of it is cut
    int most = 120; ///< more would only be empty
};

/// `title`: the width of the title with all that stands beside it; `content`: the widest cell, 0 while there is none.
/// Numbers, times, ids and badges are whole or nothing; a long text or a row of bytes may be cut.
ColumnNeed columnNeed(const ColumnLook& look, int title, int content);

/// Widths that fill `room`. Where it is too small for what is wanted, the widest columns give way first, and none below
/// its least: where even these do not fit, they are the answer and the table scrolls. Where it is larger, what lacks
/// least is made whole first, so that a long text never starves a short one. O(columns * pixels).
std::vector<int> fitColumns(const std::vector<ColumnNeed>& needs, int room);

} // namespace argus::ui
