// SPDX-License-Identifier: Apache-2.0
#include "core/report/inspection_text.h"

#include "core/base/text.h"
#include "core/report/document.h"
#include "core/report/text_table.h"
#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace argus::report {

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostIds = 40;
constexpr std::size_t kMostSignals = 200;
constexpr int kDeepestMember = 4;

using Counts = std::map<std::string, std::uint64_t>;

std::string countTable(const std::string& title, const Counts& counts, std::size_t limit)
{
    std::vector<std::pair<std::string, std::uint64_t>> rows(counts.begin(), counts.end());
    std::ranges::stable_sort(rows, [](const auto& left, const auto& right) { return left.second > right.second; });
    TextTable table({{title}, {"Count", TextTable::Align::Right}});
    for (std::size_t i = 0; i < rows.size() && i < limit; ++i) {
        table.addRow({rows[i].first, countText(rows[i].second)});
    }
    std::string text = table.render(kWidth, 2);
    if (rows.size() > limit) {
        text += "  and " + countText(rows.size() - limit) + " more\n";
    }
    return text + "\n";
}

void appendFacts(std::string& out, const domain::Inspection& inspection)
{
    const auto fact = [&out](const std::string& name, const std::string& value) {
        out += "  " + name + std::string(name.size() < 12 ? 12 - name.size() : 0, ' ') + value + "\n";
    };
    fact("format", inspection.format.empty() ? "unknown" : clean(inspection.format));
    fact("size", base::formatBytes(inspection.bytes) + " (" + countText(inspection.bytes) + " bytes)");
    if (!inspection.sha256.empty()) {
        fact("sha256", clean(inspection.sha256));
    }
    fact("records", countText(inspection.records));
    fact("frames",
         countText(inspection.frames) + " (" + countText(inspection.dataFrames) + " data, "
             + countText(inspection.remoteFrames) + " remote, " + countText(inspection.errorFrames) + " error; "
             + countText(inspection.fdFrames) + " CAN FD)");
    fact("first", timeText(inspection.firstTs));
    fact("last", timeText(inspection.lastTs));
    if (inspection.minTs != inspection.firstTs || inspection.maxTs != inspection.lastTs) {
        fact("earliest", timeText(inspection.minTs));
        fact("latest", timeText(inspection.maxTs));
    }
    if (inspection.minTs != domain::kNoTime && inspection.maxTs != domain::kNoTime) {
        fact("duration", durationText(static_cast<double>(inspection.maxTs) - static_cast<double>(inspection.minTs)));
    }
    out += "\n";
}

std::string numberText(double number)
{
    if (!std::isfinite(number)) {
        return "-";
    }
    std::array<char, 32> text {};
    const auto [end, error]
        = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::general, 6);
    return error == std::errc {} ? std::string(text.data(), end) : "-";
}

void appendSignals(std::string& out, const std::vector<domain::SignalSummary>& signals)
{
    TextTable table({{"Signal", TextTable::Align::Left, true},
                     {"Group", TextTable::Align::Left, true},
                     {"Values", TextTable::Align::Right},
                     {"Least", TextTable::Align::Right},
                     {"Most", TextTable::Align::Right},
                     {"Unit"}});
    for (std::size_t i = 0; i < signals.size() && i < kMostSignals; ++i) {
        const domain::SignalSummary& signal = signals[i];
        table.addRow({signal.name, signal.group, countText(signal.samples), numberText(signal.min),
                      numberText(signal.max), signal.unit});
    }
    out += table.render(kWidth, 2);
    if (signals.size() > kMostSignals) {
        out += "  and " + countText(signals.size() - kMostSignals) + " more\n";
    }
    out += "\n";
}

void appendInspection(std::string& out, const domain::Inspection& inspection, int depth)
{
    out += clean(inspection.name) + (inspection.synthetic ? std::string(" - ") + kSyntheticLabel : "") + "\n";
    appendFacts(out, inspection);
    if (!inspection.channels.empty()) {
        out += countTable("Channel", inspection.channels, kMostIds);
    }
    if (!inspection.ids.empty()) {
        out += countTable("Id", inspection.ids, kMostIds);
    }
    if (!inspection.byType.empty()) {
        out += countTable("Record", inspection.byType, kMostIds);
    }
    if (!inspection.signals.empty()) {
        appendSignals(out, inspection.signals);
    }
    if (!inspection.skipped.empty()) {
        TextTable table({{"Passed over", TextTable::Align::Left, true},
                         {"Records", TextTable::Align::Right},
                         {"Bytes", TextTable::Align::Right},
                         {"First at offset", TextTable::Align::Right}});
        for (const domain::Skipped& skipped : inspection.skipped) {
            table.addRow({skipped.reason, countText(skipped.count), countText(skipped.bytes),
                          std::to_string(skipped.firstOffset)});
        }
        out += table.render(kWidth, 2) + "\n";
    }
    for (const std::string& warning : inspection.warnings) {
        out += "  warning: " + clean(warning) + "\n";
    }
    if (depth < kDeepestMember) {
        for (const domain::Inspection& member : inspection.members) {
            out += "\n";
            appendInspection(out, member, depth + 1);
        }
    }
}

} // namespace

std::string toText(const domain::Inspection& inspection)
{
    std::string out;
    appendInspection(out, inspection, 0);
    return out;
}

} // namespace argus::report
