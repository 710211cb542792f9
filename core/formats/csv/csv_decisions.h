// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/csv/csv_header.h"
#include "core/formats/csv/csv_layout.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Rows that are looked at to understand a table. (Of ids, all rows at hand where these do not tell the base.)
inline constexpr std::size_t kCsvSampleRows = 400;

/// The lines of a text, one after the other; the last one with or without its end.
class CsvLines
{
public:
    explicit CsvLines(std::string_view text)
        : m_text(text)
    { }
    bool next(std::string_view& line);
    std::size_t offset() const { return m_at; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// What the first rows have in the columns that matter: parts of their text.
struct CsvSamples
{
    std::vector<std::string_view> ids;
    std::vector<std::string_view> data;
    std::vector<std::string_view> times;
    std::vector<std::string_view> lengths;
};

CsvSamples takeCsvSamples(std::string_view rows, const CsvHeader& header, const CsvLayout& layout);

/// Settles by the rows what the names of the columns leave open: the base of ids and data, and the unit of time. What
/// had to be guessed becomes a warning of the layout.
void decideCsvLayout(const CsvHeader& header, const CsvSamples& samples, CsvLayout& layout);

} // namespace argus::formats
