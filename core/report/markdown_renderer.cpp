// SPDX-License-Identifier: Apache-2.0
#include "core/report/document.h"

namespace argus::report {

namespace {

/// Text as Markdown that shows exactly this text (CommonMark and GitHub's tables): every character that could start
/// markup is escaped, at the start of a line also what would make a list, heading or quote.
std::string escaped(std::string_view text)
{
    std::string out;
    const std::size_t digits = text.find_first_not_of("0123456789");
    const bool numbered
        = digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')');
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '&') {
            out += "&amp;";
        } else if (c == '\n' || c == '\r') {
            out += ' ';
        } else {
            const bool markup = std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos;
            const bool atStart = i == 0 && std::string_view("#+-=").find(c) != std::string_view::npos;
            const bool listNumber = numbered && i == digits;
            const bool address = (c == ':' && text.substr(i).starts_with("://"))
                || (c == '.' && i >= 3 && (text.substr(i - 3, 3) == "www" || text.substr(i - 3, 3) == "WWW"));
            if (markup || atStart || listNumber || address) {
                out += '\\';
            }
            out += c;
        }
    }
    return out;
}

/// Evidence as links to its rows.
std::string references(const std::vector<std::size_t>& evidence)
{
    std::string text;
    for (const std::size_t number : evidence) {
        const std::string name = "E" + std::to_string(number);
        text += (text.empty() ? "[" : ", [") + name + "](#" + name + ")";
    }
    return text;
}

std::string cellText(const Cell& cell)
{
    const std::string text = cell.severity == "critical" || cell.severity == "high" ? "**" + escaped(cell.text) + "**"
                                                                                    : escaped(cell.text);
    const std::string anchor = cell.anchor == 0 ? std::string() : "<a id=\"E" + std::to_string(cell.anchor) + "\"></a>";
    return anchor + text + (text.empty() || cell.evidence.empty() ? "" : " ") + references(cell.evidence);
}

struct MarkdownVisitor
{
    std::string& out;

    void operator()(const Paragraph& paragraph) const
    {
        out += (paragraph.heading ? "### " : "") + escaped(paragraph.text) + "\n\n";
    }
    void operator()(const BulletList& list) const
    {
        std::size_t number = 0;
        for (const std::string& item : list.items) {
            out += (list.numbered ? std::to_string(++number) + ". " : "- ") + escaped(item) + "\n";
        }
        out += "\n";
    }
    void operator()(const Table& table) const
    {
        out += "*" + escaped(table.caption) + "*\n\n|";
        std::string rule = "|";
        for (const Column& column : table.columns) {
            out += " " + escaped(column.title) + " |";
            rule += column.numeric ? " ---: |" : " --- |";
        }
        out += "\n" + rule + "\n";
        for (const auto& row : table.rows) {
            out += "|";
            for (const Cell& cell : row) {
                out += " " + cellText(cell) + " |";
            }
            out += "\n";
        }
        out += "\n";
    }
    void operator()(const StatementBlock& statement) const
    {
        out += "**" + escaped(statement.kind) + "** (" + statement.confidence + "): " + escaped(statement.text) + " "
            + references(statement.evidence) + "\n\n";
    }
    void operator()(const TimelineChart&) const { }
};

} // namespace

std::string renderMarkdown(const Document& document)
{
    std::string out = "# " + escaped(document.title) + ": " + escaped(document.subject) + "\n\n";
    if (document.synthetic) {
        out += std::string("> **") + kSyntheticLabel + "** - made by a simulator, not by a vehicle\n\n";
    }
    out += escaped(document.origin) + "\n\n";
    for (const auto& [name, value] : document.facts) {
        out += "- **" + escaped(name) + ":** " + escaped(value) + "\n";
    }
    for (const Figure& figure : document.figures) {
        out += "- **" + escaped(figure.label) + ":** " + escaped(figure.value) + "\n";
    }
    out += "\n";
    for (const Section& section : document.sections) {
        out += "## " + escaped(section.heading) + "\n\n";
        for (const Block& block : section.blocks) {
            std::visit(MarkdownVisitor {out}, block);
        }
    }
    return out;
}

} // namespace argus::report
