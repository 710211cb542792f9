// SPDX-License-Identifier: Apache-2.0
#include "app/cli/frame_format.h"

#include "core/base/text.h"
#include "core/formats/candump/candump_writer.h"
#include "core/formats/frame_block.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <utility>

namespace argus::cli {

using domain::FrameRow;

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

/// Seconds with the six decimals of most recordings, nine where they are needed; empty without a stamp.
std::string seconds(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        return {};
    }
    const bool negative = ts < 0;
    const std::uint64_t nanos = negative ? 0 - static_cast<std::uint64_t>(ts) : static_cast<std::uint64_t>(ts);
    std::string fraction = std::to_string(nanos % kNanosPerSecond);
    fraction.insert(0, 9 - fraction.size(), '0');
    if (fraction.compare(6, 3, "000") == 0) {
        fraction.resize(6);
    }
    return (negative ? "-" : "") + std::to_string(nanos / kNanosPerSecond) + "." + fraction;
}

std::string kindOf(const FrameRow& row)
{
    return row.error ? "error" : row.remote ? "remote" : row.fd ? "fd" : "data";
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

/// A field that a spreadsheet reads as it stands: quoted where it must be.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + "\"";
}

} // namespace

FrameFormat::FrameFormat(std::string_view name)
    : m_kind(name == "candump"    ? Kind::Candump
                 : name == "csv"  ? Kind::Csv
                 : name == "json" ? Kind::Json
                                  : Kind::Text)
{ }

std::string FrameFormat::header() const
{
    return m_kind == Kind::Csv ? "number,offset,ts,channel,id,kind,length,data,note\n" : std::string();
}

void FrameFormat::append(std::string& out, const FrameRow& row) const
{
    switch (m_kind) {
    case Kind::Text:
        appendText(out, row);
        return;
    case Kind::Candump: {
        const auto flags
            = static_cast<std::uint8_t>((row.extended ? formats::kExtendedId : 0) | (row.fd ? formats::kFd : 0)
                                        | (row.remote ? formats::kRemote : 0) | (row.error ? formats::kError : 0)
                                        | (row.bitrateSwitch ? formats::kBitrateSwitch : 0)
                                        | (row.errorStateIndicator ? formats::kErrorStateIndicator : 0)
                                        | (row.transmitted ? formats::kTransmitted : 0));
        formats::appendCandumpLine(out, row.ts, row.channel, row.id, flags, row.data, row.requested);
        return;
    }
    case Kind::Csv:
        appendCsv(out, row);
        return;
    case Kind::Json:
        appendJson(out, row);
        return;
    }
}

void FrameFormat::appendText(std::string& out, const FrameRow& row) const
{
    out += padded(std::to_string(row.number), 8) + "  " + padded(seconds(row.ts), 18) + "  "
        + padded(base::printable(row.channel, 16), 8) + "  " + padded(formats::idText(row.id, row.extended), 8) + "  "
        + padded(kindOf(row), 6) + "  " + base::toHex(row.data, ' ');
    if (!row.note.empty()) {
        out += "  " + row.note;
    }
    while (out.back() == ' ') {
        out.pop_back();
    }
    out += '\n';
}

void FrameFormat::appendCsv(std::string& out, const FrameRow& row) const
{
    out += std::to_string(row.number) + "," + std::to_string(row.offset) + "," + seconds(row.ts) + ","
        + csvField(base::printable(row.channel)) + "," + formats::idText(row.id, row.extended) + "," + kindOf(row) + ","
        + std::to_string(row.remote ? row.requested : row.data.size()) + "," + base::toHex(row.data) + ","
        + csvField(row.note) + "\n";
}

void FrameFormat::appendJson(std::string& out, const FrameRow& row) const
{
    // The stamp is put in as text: as a floating point number it would lose its last digits.
    const std::string stamp = seconds(row.ts);
    out += "{\"number\":" + std::to_string(row.number) + ",\"offset\":" + std::to_string(row.offset)
        + ",\"ts\":" + (stamp.empty() ? "null" : stamp) + ",";
    nlohmann::ordered_json json;
    json["channel"] = row.channel;
    json["id"] = formats::idText(row.id, row.extended);
    json["kind"] = kindOf(row);
    json["data"] = base::toHex(row.data);
    if (row.requested > 0) {
        json["requested"] = row.requested;
    }
    for (const auto& [key, holds] : {std::pair("brs", row.bitrateSwitch), std::pair("esi", row.errorStateIndicator),
                                     std::pair("tx", row.transmitted)}) {
        if (holds) {
            json[key] = true;
        }
    }
    if (!row.note.empty()) {
        json["note"] = row.note;
    }
    out += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).substr(1) + "\n";
}

} // namespace argus::cli
