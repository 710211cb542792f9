// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/csv/csv_stamp.h"
#include "core/formats/records.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// How a table of measured values is written: a column for each signal, or a row for each value.
struct ObdTable
{
    static constexpr std::size_t kNone = SIZE_MAX;

    char delimiter = ',';
    std::string header; ///< the line itself: apps repeat it
    std::uint64_t headerEnd = 0; ///< offset of the first row
    CsvStampForm stamps;
    std::vector<std::string> warnings; ///< what is strange about the table
    std::size_t time = 0; ///< column
    // A column for each signal.
    std::vector<std::size_t> columns; ///< of the signals
    std::vector<SignalInfo> signals;
    std::vector<bool> isText; ///< by signal
    // A row for each value.
    std::size_t name = kNone;
    std::size_t value = kNone;
    std::size_t unit = kNone;

    bool isLong() const { return name != kNone; }
    std::uint64_t rows = 0; ///< of the sample
    std::uint64_t readable = 0; ///< of these, those with a time
    bool hasUnits = false;
};

/// Looks for a table of measured values in the first bytes of a file. It must have a column of times that mostly
/// ascend, and columns that mostly hold numbers; without units, almost nothing but numbers. Nothing otherwise.
std::optional<ObdTable> findObdTable(std::string_view head);

/// A number as tables have it, with point or comma; nothing for other text, infinities and "nan".
std::optional<double> parseCsvNumber(std::string_view text);
/// True for what apps write where there is no value: "", "-", "N/A", "null", "nan".
bool isNoValue(std::string_view text);

} // namespace argus::formats
