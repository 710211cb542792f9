// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/csv/csv_layout.h"

#include <optional>
#include <string_view>
#include <vector>

namespace argus::formats {

/// What the names of the columns say.
struct CsvHeader
{
    std::vector<CsvColumn> columns;
    bool gvret = false; ///< exactly the columns of SavvyCAN
    bool pythonCan = false; ///< those of python-can, whose data are base64
    bool hasLength = false; ///< a length of the data, or a DLC
    bool plain = false; ///< neither time nor length: the values have to prove that these are frames
    std::int64_t timeUnit = 0; ///< that the name of the time column says; 0: none
    bool deltas = false; ///< the time column counts from the row before
    std::optional<bool> decimalIds; ///< that the name says
    std::optional<bool> decimalData;
};

/// Reads `cells` as the header of a table of frames. Nothing when they do not name an id and data.
std::optional<CsvHeader> readCsvHeader(const std::vector<std::string_view>& cells);

/// True when columns are called as an id and a DLC: the rows are frames, whatever else can be made of them.
bool namesFrames(const std::vector<std::string_view>& cells);

} // namespace argus::formats
