// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_table.h"

#include "core/report/text_width.h"

#include <algorithm>
#include <numeric>

namespace argus::report {

namespace {

constexpr std::size_t kBetween = 2;
constexpr std::size_t kNarrowest = 12;

void appendPadded(std::string& line, const std::string& text, std::size_t width, TextTable::Align align)
{
    const std::size_t used = displayWidth(text);
    const std::string fill(width > used ? width - used : 0, ' ');
    line += align == TextTable::Align::Right ? fill + text : text + fill;
}

void finishLine(std::string& out, std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
}

} // namespace

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{ }

void TextTable::addRow(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    for (std::string& cell : cells) {
        cell = clean(cell);
    }
    m_rows.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::columnWidths(std::size_t width, std::size_t indent) const
{
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        std::size_t widest = displayWidth(m_columns[i].title);
        for (const auto& row : m_rows) {
            widest = std::max(widest, displayWidth(row[i]));
        }
        widths.push_back(widest);
    }
    if (width == 0 || m_columns.empty()) {
        return widths;
    }
    const std::size_t between = kBetween * (m_columns.size() - 1) + indent;
    // The widest flexible column gives way first, one column at a time, so that several end up alike.
    while (std::accumulate(widths.begin(), widths.end(), between) > width) {
        std::size_t* widest = nullptr;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::size_t least = std::max(kNarrowest, displayWidth(m_columns[i].title));
            if (m_columns[i].flexible && widths[i] > least && (widest == nullptr || widths[i] > *widest)) {
                widest = &widths[i];
            }
        }
        if (widest == nullptr) {
            break;
        }
        --*widest;
    }
    return widths;
}

std::string TextTable::render(std::size_t width, std::size_t indent) const
{
    const std::vector<std::size_t> widths = columnWidths(width, indent);
    const std::string lead(indent, ' ');
    const std::string gap(kBetween, ' ');
    std::string out;
    std::string head = lead;
    std::string rule = lead;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        head += i == 0 ? "" : gap;
        rule += i == 0 ? "" : gap;
        appendPadded(head, m_columns[i].title, widths[i], m_columns[i].align);
        rule += std::string(widths[i], '-');
    }
    finishLine(out, head);
    finishLine(out, rule);
    for (const auto& row : m_rows) {
        std::vector<std::vector<std::string>> cells;
        std::size_t lines = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(wrapped(row[i], widths[i]));
            lines = std::max(lines, cells.back().size());
        }
        for (std::size_t line = 0; line < lines; ++line) {
            std::string text = lead;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                text += i == 0 ? "" : gap;
                appendPadded(text, line < cells[i].size() ? cells[i][line] : std::string(), widths[i],
                             m_columns[i].align);
            }
            finishLine(out, text);
        }
    }
    return out;
}

} // namespace argus::report
