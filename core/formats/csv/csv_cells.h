// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Takes a line apart at `delimiter` into `cells`, without copies. Blanks around a cell are dropped, and quotes around
/// it; within quotes a delimiter is text, and a quote stands doubled (unescapeCell() makes it one). A quote that is not
/// closed is an ordinary character.
void splitCells(std::string_view line, char delimiter, std::vector<std::string_view>& cells);

/// What a quoted cell means: doubled quotes become one.
std::string unescapeCell(std::string_view cell);

/// The name of a column, taken apart: "Time [ms]" is "time" in "ms", "Data[0]" is "data0", "CAN ID (hex)" is "canid" in
/// "hex".
struct ColumnName
{
    std::string plain; ///< letters and digits only, in lower case
    std::string unit; ///< what stands in brackets at the end, in lower case; empty where nothing does
};
ColumnName columnName(std::string_view cell);

} // namespace argus::formats
