// SPDX-License-Identifier: Apache-2.0
#include "core/report/document.h"
#include "core/report/html_parts.h"

namespace argus::report {

namespace {

std::string references(const std::vector<std::size_t>& evidence)
{
    std::string text;
    for (const std::size_t number : evidence) {
        const std::string name = "E" + std::to_string(number);
        text += (text.empty() ? "<a href=\"#" : " <a href=\"#") + name + "\">" + name + "</a>";
    }
    return text;
}

/// Only the five known names reach a class attribute.
std::string severityClass(const std::string& severity)
{
    const bool known = severity == "critical" || severity == "high" || severity == "medium" || severity == "low";
    return known ? " " + severity : std::string();
}

std::string cellHtml(const Column& column, const Cell& cell, bool heading)
{
    std::string classes;
    classes += column.numeric ? " num" : "";
    classes += column.code ? " mono" : "";
    classes += column.flexible ? " flex" : "";
    std::string html = heading ? "<th scope=\"row\"" : "<td";
    if (!classes.empty()) {
        html += " class=\"" + classes.substr(1) + "\"";
    }
    if (cell.anchor != 0) {
        html += " id=\"E" + std::to_string(cell.anchor) + "\"";
    }
    html += ">";
    if (cell.severity.empty()) {
        html += htmlEscaped(cell.text);
    } else {
        html += "<span class=\"badge" + severityClass(cell.severity) + "\">" + htmlEscaped(cell.text) + "</span>";
    }
    if (!cell.evidence.empty()) {
        html += (cell.text.empty() ? "<span class=\"refs\">" : " <span class=\"refs\">") + references(cell.evidence)
            + "</span>";
    }
    return html + (heading ? "</th>" : "</td>");
}

struct HtmlVisitor
{
    std::string& out;
    std::size_t& charts;
    bool& isFirstParagraph;

    void operator()(const Paragraph& paragraph) const
    {
        if (paragraph.heading) {
            out += "<h3>" + htmlEscaped(paragraph.text) + "</h3>\n";
            return;
        }
        out += (isFirstParagraph ? "<p class=\"lead\">" : "<p>") + htmlEscaped(paragraph.text) + "</p>\n";
        isFirstParagraph = false;
    }
    void operator()(const BulletList& list) const
    {
        out += list.numbered ? "<ol class=\"actions\">\n" : "<ul class=\"plain\">\n";
        for (const std::string& item : list.items) {
            out += "<li>" + htmlEscaped(item) + "</li>\n";
        }
        out += list.numbered ? "</ol>\n" : "</ul>\n";
    }
    void operator()(const Table& table) const
    {
        // A region that takes the focus can be scrolled sideways with the keyboard.
        out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + htmlEscaped(table.caption)
            + "\"><table><caption>" + htmlEscaped(table.caption) + "</caption><thead><tr>";
        for (const Column& column : table.columns) {
            out += std::string("<th scope=\"col\"") + (column.numeric ? " class=\"num\">" : ">")
                + htmlEscaped(column.title) + "</th>";
        }
        out += "</tr></thead><tbody>\n";
        for (const auto& row : table.rows) {
            out += "<tr>";
            for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
                out += cellHtml(table.columns[i], row[i], /*heading=*/i == 0);
            }
            out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
    }
    void operator()(const StatementBlock& statement) const
    {
        const bool marked = statement.kind == "risk" || statement.kind == "cause";
        out += "<div class=\"statement" + (marked ? " " + statement.kind : std::string()) + "\"><p class=\"kind\"><b>"
            + htmlEscaped(statement.kind) + "</b> · confidence " + htmlEscaped(statement.confidence) + "</p><p>"
            + htmlEscaped(statement.text) + "</p><p class=\"refs\">Evidence: " + references(statement.evidence)
            + "</p></div>\n";
    }
    void operator()(const TimelineChart& chart) const { out += timelineSvg(chart.timeline, ++charts); }
};

std::string head(const Document& document)
{
    // No script, no outside resource: the policy says so to the reader's browser as well.
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + htmlEscaped((document.synthetic ? std::string(kSyntheticLabel) + " - " : "") + document.title + ": "
                      + document.subject)
        + "</title>\n<style>\n" + std::string(htmlStyle()) + "</style>\n</head>\n";
}

std::string banner(const Document& document)
{
    const std::size_t colon = document.origin.find(':');
    const std::string who = document.origin.substr(0, colon);
    const std::string rest = colon == std::string::npos ? std::string() : document.origin.substr(colon);
    return "<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header class=\"band\"><div "
           "class=\"wrap\"><h1>"
        + htmlEscaped(document.title) + "</h1><p class=\"subject\">" + htmlEscaped(document.subject)
        + "</p><p class=\"origin\"><strong>" + htmlEscaped(who) + "</strong>" + htmlEscaped(rest)
        + "</p></div></header>\n<main class=\"wrap\" id=\"main\">\n";
}

} // namespace

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string renderHtml(const Document& document)
{
    std::string out = head(document) + banner(document);
    out += "<ul class=\"figures\">\n";
    for (const Figure& figure : document.figures) {
        const std::string style = severityClass(figure.severity);
        out += "<li" + (style.empty() ? std::string() : " class=\"" + style.substr(1) + "\"") + "><b>"
            + htmlEscaped(figure.value) + "</b><span>" + htmlEscaped(figure.label) + "</span></li>\n";
    }
    out += "</ul>\n";
    if (document.synthetic) {
        out += std::string("<p class=\"synthetic\">") + kSyntheticLabel
            + " – made by a simulator, not by a vehicle</p>\n";
    }
    out += "<div class=\"card\"><dl class=\"facts\">\n";
    for (const auto& [name, value] : document.facts) {
        out += "<dt>" + htmlEscaped(name) + "</dt><dd>" + htmlEscaped(value) + "</dd>\n";
    }
    out += "</dl></div>\n";
    std::size_t charts = 0;
    for (const Section& section : document.sections) {
        bool isFirstParagraph = section.id == "diagnosis";
        out += "<section aria-labelledby=\"h-" + section.id + "\"><h2 id=\"h-" + section.id + "\">"
            + htmlEscaped(section.heading) + "</h2>\n";
        for (const Block& block : section.blocks) {
            std::visit(HtmlVisitor {out, charts, isFirstParagraph}, block);
        }
        out += "</section>\n";
    }
    out += "<footer>Times of recordings are shown as the recorder wrote them; dates read as UTC. Made by Argus "
           "Desk.</footer>\n"
           "</main>\n</body>\n</html>\n";
    return out;
}

} // namespace argus::report
