// SPDX-License-Identifier: Apache-2.0
#include "core/report/document.h"
#include "core/report/text_table.h"
#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>

namespace argus::report {

namespace {

constexpr std::size_t kWidth = 100;

std::string references(const std::vector<std::size_t>& evidence)
{
    std::string text;
    for (const std::size_t number : evidence) {
        text += (text.empty() ? "E" : ", E") + std::to_string(number);
    }
    return text;
}

/// Wraps `text` with `first` before its first line and as many spaces before the others.
void appendWrapped(std::string& out, const std::string& first, const std::string& text)
{
    const std::size_t indent = displayWidth(first);
    const std::string rest(indent, ' ');
    bool isFirst = true;
    for (const std::string& line : wrapped(text, kWidth - indent)) {
        out += (isFirst ? first : rest) + line + "\n";
        isFirst = false;
    }
}

/// Levels of `values` as eighths of a block, at most 80 of them: neighbours are added up.
std::string levels(const std::vector<std::uint64_t>& values)
{
    static constexpr const char* kBlocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const std::uint64_t most = values.empty() ? 0 : *std::ranges::max_element(values);
    std::string line;
    for (const std::uint64_t value : values) {
        const auto level
            = most == 0 ? 0 : static_cast<std::size_t>(static_cast<double>(value) / static_cast<double>(most) * 8);
        line += kBlocks[value > 0 ? std::clamp<std::size_t>(level, 1, 8) : 0];
    }
    return line;
}

template <class Get> std::vector<std::uint64_t> folded(const std::vector<domain::TimelineBucket>& buckets, Get get)
{
    constexpr std::size_t kColumns = 80;
    const std::size_t columns = std::min(kColumns, buckets.size());
    std::vector<std::uint64_t> sums(columns, 0);
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        sums[i * columns / buckets.size()] += get(buckets[i]);
    }
    return sums;
}

struct TextVisitor
{
    std::string& out;

    void operator()(const Paragraph& paragraph) const
    {
        appendWrapped(out, "", paragraph.text + (paragraph.heading ? ":" : ""));
        out += "\n";
    }
    void operator()(const BulletList& list) const
    {
        std::size_t number = 0;
        for (const std::string& item : list.items) {
            appendWrapped(out, list.numbered ? " " + std::to_string(++number) + ". " : " - ", item);
        }
        out += "\n";
    }
    /// Each row as a paragraph: the first cells as its head, the rest one below the other.
    void records(const Table& table) const
    {
        constexpr std::size_t kHeadCells = 3;
        constexpr std::size_t kNameWidth = 16;
        appendWrapped(out, "", table.caption + ":");
        for (const auto& row : table.rows) {
            std::string head;
            for (std::size_t i = 0; i < std::min(kHeadCells, row.size()); ++i) {
                head += (i == 0 ? "" : "  ") + (row[i].severity.empty() ? row[i].text : "[" + row[i].text + "]");
            }
            out += "\n";
            appendWrapped(out, "", head);
            for (std::size_t i = kHeadCells; i < row.size(); ++i) {
                std::string name = "    " + table.columns[i].title;
                name.resize(kNameWidth, ' ');
                appendWrapped(out, name, row[i].text + references(row[i].evidence));
            }
        }
        out += "\n";
    }
    void operator()(const Table& table) const
    {
        if (table.records) {
            records(table);
            return;
        }
        std::vector<TextTable::Column> columns;
        for (const Column& column : table.columns) {
            columns.push_back(
                {column.title, column.numeric ? TextTable::Align::Right : TextTable::Align::Left, column.flexible});
        }
        TextTable text(std::move(columns));
        for (const auto& row : table.rows) {
            std::vector<std::string> cells;
            for (const Cell& cell : row) {
                cells.push_back(cell.text + (cell.evidence.empty() ? "" : references(cell.evidence)));
            }
            text.addRow(std::move(cells));
        }
        appendWrapped(out, "", table.caption + ":");
        out += text.render(kWidth) + "\n";
    }
    void operator()(const StatementBlock& statement) const
    {
        appendWrapped(out, "[" + statement.kind + ", " + statement.confidence + "] ",
                      statement.text + " (" + references(statement.evidence) + ")");
        out += "\n";
    }
    void operator()(const TimelineChart& chart) const
    {
        const auto line = [this, &chart](const char* name, auto get) {
            const std::vector<std::uint64_t> sums = folded(chart.timeline.buckets, get);
            if (std::ranges::any_of(sums, [](std::uint64_t sum) { return sum > 0; })) {
                out += std::string(name) + "|" + levels(sums) + "|\n";
            }
        };
        line("frames       ", [](const domain::TimelineBucket& bucket) { return bucket.frames; });
        line("error frames ", [](const domain::TimelineBucket& bucket) { return bucket.errorFrames; });
        line("fault codes  ", [](const domain::TimelineBucket& bucket) { return bucket.dtcs; });
        line("refusals     ", [](const domain::TimelineBucket& bucket) { return bucket.negativeResponses; });
        out += "\n";
    }
};

} // namespace

std::string renderText(const Document& document)
{
    std::string out;
    const std::string rule(kWidth, '=');
    out += rule + "\n" + document.title + ": " + document.subject + "\n" + rule + "\n";
    if (document.synthetic) {
        appendWrapped(out, "", std::string("*** ") + kSyntheticLabel + " - made by a simulator, not by a vehicle ***");
    }
    appendWrapped(out, "", document.origin);
    out += "\n";
    for (const auto& [name, value] : document.facts) {
        appendWrapped(out, name + ": ", value);
    }
    out += "\n";
    for (const Figure& figure : document.figures) {
        out += "  " + figure.label + ": " + figure.value + "\n";
    }
    out += "\n";
    for (const Section& section : document.sections) {
        out += section.heading + "\n" + std::string(displayWidth(section.heading), '-') + "\n";
        for (const Block& block : section.blocks) {
            std::visit(TextVisitor {out}, block);
        }
    }
    return out;
}

} // namespace argus::report
