// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_cells.h"

#include "core/base/text.h"

#include <algorithm>

namespace argus::formats {

namespace {

bool isBlank(char c, char delimiter)
{
    return (c == ' ' || c == '\t' || c == '\r') && c != delimiter;
}

std::string_view trimmedCell(std::string_view cell, char delimiter)
{
    while (!cell.empty() && isBlank(cell.front(), delimiter)) {
        cell.remove_prefix(1);
    }
    while (!cell.empty() && isBlank(cell.back(), delimiter)) {
        cell.remove_suffix(1);
    }
    return cell;
}

/// Where the quoted cell that begins at `from` (behind its quote) has its closing quote; npos where it has none that is
/// followed by the end of the cell.
std::size_t closingQuote(std::string_view line, std::size_t from, char delimiter)
{
    for (std::size_t at = line.find('"', from); at != std::string_view::npos; at = line.find('"', at)) {
        if (at + 1 < line.size() && line[at + 1] == '"') {
            at += 2;
            continue;
        }
        std::size_t behind = at + 1;
        while (behind < line.size() && isBlank(line[behind], delimiter)) {
            ++behind;
        }
        return behind == line.size() || line[behind] == delimiter ? at : std::string_view::npos;
    }
    return std::string_view::npos;
}

} // namespace

void splitCells(std::string_view line, char delimiter, std::vector<std::string_view>& cells)
{
    cells.clear();
    // A closing quote that is missing is looked for once, not again from each cell behind it.
    bool quotes = line.find('"') != std::string_view::npos;
    std::size_t at = 0;
    while (true) {
        if (quotes) {
            std::size_t start = at;
            while (start < line.size() && isBlank(line[start], delimiter)) {
                ++start;
            }
            if (start < line.size() && line[start] == '"') {
                const std::size_t close = closingQuote(line, start + 1, delimiter);
                if (close != std::string_view::npos) {
                    cells.push_back(line.substr(start + 1, close - start - 1));
                    const std::size_t next = line.find(delimiter, close + 1);
                    if (next == std::string_view::npos) {
                        return;
                    }
                    at = next + 1;
                    continue;
                }
                quotes = false;
            }
        }
        std::size_t end = at; // cells are short: a call to look for their end would cost more than this
        while (end < line.size() && line[end] != delimiter) {
            ++end;
        }
        cells.push_back(trimmedCell(line.substr(at, end - at), delimiter));
        if (end == line.size()) {
            return;
        }
        at = end + 1;
    }
}

std::string unescapeCell(std::string_view cell)
{
    std::string text;
    text.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
        text += cell[i];
        if (cell[i] == '"' && i + 1 < cell.size() && cell[i + 1] == '"') {
            ++i;
        }
    }
    return text;
}

ColumnName columnName(std::string_view cell)
{
    ColumnName name;
    std::string lower = base::toLower(base::trimmed(cell));
    std::string_view text(lower);
    if (!text.empty() && (text.back() == ')' || text.back() == ']')) {
        const std::size_t open = text.find_last_of(text.back() == ')' ? "(" : "[");
        const std::string_view inside
            = open == std::string_view::npos ? std::string_view() : text.substr(open + 1, text.size() - open - 2);
        // "data[0]" is a number of the column, not a unit.
        if (open != std::string_view::npos && inside.find_first_not_of("0123456789") != std::string_view::npos) {
            name.unit = base::trimmed(inside);
            text = text.substr(0, open);
        }
    }
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            name.plain += c;
        }
    }
    return name;
}

} // namespace argus::formats
