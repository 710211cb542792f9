// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/csv/csv_stamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// What a column of a table of frames holds.
enum class CsvRole : std::uint8_t
{
    Ignored,
    Time,
    Date, ///< beside a column with the time of day
    Id,
    Extended,
    Remote,
    Error,
    Fd,
    BitrateSwitch,
    ErrorState,
    Direction,
    Channel,
    Length, ///< bytes of data
    Dlc, ///< the data length code, or bytes: above 8 the data tell
    Data, ///< all bytes in one cell
    DataByte,
    Kind, ///< "data", "fd", "remote", "error"
    Flags, ///< the flags of Kvaser's canlib.h
};

struct CsvColumn
{
    CsvRole role = CsvRole::Ignored;
    std::uint8_t byte = 0; ///< of a DataByte
};

/// How one table writes frames: found out from its header and the first rows.
struct CsvLayout
{
    bool gvret = false; ///< the table that SavvyCAN and GVRET devices write
    char delimiter = ',';
    std::vector<CsvColumn> columns;
    std::uint64_t headerEnd = 0; ///< offset of the first row
    bool decimalIds = false;
    bool decimalData = false;
    bool base64Data = false;
    bool widthTells = false; ///< ids of eight digits are extended ones, whatever their value
    CsvStampForm stamps;
    bool deltas = false; ///< each time counts from the row before
    std::vector<std::string> warnings; ///< what had to be guessed
    std::uint64_t rows = 0; ///< rows looked at
    std::uint64_t readable = 0; ///< of these, those that are frames
};

/// Looks for a table of frames in the first bytes of a file: a header by the names of its columns (it may stand behind
/// some lines of other text), or rows without header as "1478198376.389427,0316,8,05,21,68,09,21,21,00,6f,R" of
/// intrusion data sets. Nothing where there is none, or too few of the rows are frames.
std::optional<CsvLayout> findCsvLayout(std::string_view head);

} // namespace argus::formats
