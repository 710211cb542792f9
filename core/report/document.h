// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A report without its format: what is said, in order. Renderers escape; nothing in here is escaped. All texts are
/// already clean (see text_width.h).
namespace argus::report {

struct Paragraph
{
    std::string text;
    bool heading = false; ///< of what follows within the section
};

struct BulletList
{
    std::vector<std::string> items;
    bool numbered = false;
};

struct Column
{
    std::string title;
    bool numeric = false;
    bool code = false; ///< bytes, ids, hashes: fixed pitch
    bool flexible = false; ///< running text: wraps
};

struct Cell
{
    std::string text;
    std::string severity; ///< "critical" ... "info": shown as a badge; empty: plain text
    std::vector<std::size_t> evidence; ///< numbers of evidence, shown as references after the text
    std::size_t anchor = 0; ///< this cell is where evidence of that number stands; 0: none

    Cell() = default;
    Cell(std::string content)
        : text(std::move(content))
    { }
    Cell(const char* content)
        : text(content)
    { }
};

struct Table
{
    std::string caption;
    bool records = false; ///< too wide for a terminal: shown there row by row
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

struct StatementBlock
{
    std::string kind; ///< "observation", "cause", "risk", "action"
    std::string confidence; ///< "80 %"
    std::string text;
    std::vector<std::size_t> evidence;
};

/// Drawn in HTML, a line of characters in text, left out in Markdown (the tables say the same).
struct TimelineChart
{
    domain::Timeline timeline;
};

using Block = std::variant<Paragraph, BulletList, Table, StatementBlock, TimelineChart>;

struct Section
{
    std::string id; ///< for links; letters and hyphens
    std::string heading;
    std::vector<Block> blocks;
};

struct Figure
{
    std::string value;
    std::string label;
    std::string severity; ///< colours it; may be empty
};

struct Document
{
    std::string title;
    std::string subject; ///< the vehicle
    bool synthetic = false;
    bool degraded = true;
    std::string origin; ///< who made the diagnosis, one sentence
    std::vector<Figure> figures;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<Section> sections;
};

/// The label of recordings that the program made itself.
inline constexpr const char* kSyntheticLabel = "SYNTHETIC RECORDING";

/// Builds the report of a triage result.
Document buildDocument(const domain::Triage& triage);

std::string renderText(const Document& document);
std::string renderMarkdown(const Document& document);
std::string renderHtml(const Document& document);

} // namespace argus::report
