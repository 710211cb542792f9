// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace argus::report {

/// A table for a terminal: columns aligned by display width (wide East Asian characters count two), two spaces between
/// them, a line under the headings, no trailing spaces. Cells are made safe to print. Not thread safe.
class TextTable
{
public:
    enum class Align
    {
        Left,
        Right
    };

    struct Column
    {
        std::string title;
        Align align = Align::Left;
        bool flexible = false; ///< gives way, by wrapping its cells, when the table is too wide
    };

    explicit TextTable(std::vector<Column> columns);

    /// A row; missing cells are empty, surplus ones are left out.
    void addRow(std::vector<std::string> cells);
    bool isEmpty() const { return m_rows.empty(); }

    /// The table with `indent` spaces before each line, within `width` columns as far as flexible columns allow (each
    /// keeps 12 at least); 0: as wide as it needs. Ends with a line end.
    std::string render(std::size_t width = 0, std::size_t indent = 0) const;

private:
    std::vector<std::size_t> columnWidths(std::size_t width, std::size_t indent) const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace argus::report
