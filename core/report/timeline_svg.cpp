// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_parts.h"

#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace argus::report {

namespace {

constexpr double kWidth = 1000;
constexpr double kLeft = 10;
constexpr double kRight = 990;
constexpr double kBarsTop = 44;
constexpr double kBase = 150;
constexpr std::size_t kMostColumns = 240;

/// Tenths are all that a picture of this size can show; the locale has no say.
std::string tenths(double value)
{
    const auto scaled = std::llround(std::clamp(std::isfinite(value) ? value : 0.0, -1e6, 1e6) * 10);
    const std::string sign = scaled < 0 ? "-" : "";
    return sign + std::to_string(std::abs(scaled) / 10) + "." + std::to_string(std::abs(scaled) % 10);
}

struct Sums
{
    std::uint64_t frames = 0;
    std::uint64_t errors = 0;
    std::uint64_t codes = 0;
};

std::vector<Sums> folded(const domain::Timeline& timeline)
{
    const std::size_t columns = std::min(kMostColumns, timeline.buckets.size());
    std::vector<Sums> sums(columns);
    for (std::size_t i = 0; i < timeline.buckets.size(); ++i) {
        Sums& sum = sums[i * columns / timeline.buckets.size()];
        sum.frames += timeline.buckets[i].frames;
        sum.errors += timeline.buckets[i].errorFrames;
        sum.codes += timeline.buckets[i].dtcs;
    }
    return sums;
}

std::string rectangle(std::string_view style, double x, double y, double width, double height)
{
    return "<rect class=\"" + std::string(style) + "\" x=\"" + tenths(x) + "\" y=\"" + tenths(y) + "\" width=\""
        + tenths(width) + "\" height=\"" + tenths(height) + "\"/>";
}

std::string diamond(double x, double y)
{
    return "<path class=\"t-code\" d=\"M" + tenths(x) + " " + tenths(y - 6) + "l5 6l-5 6l-5 -6z\"/>";
}

std::string cross(double x, double y)
{
    return "<path class=\"t-bad\" d=\"M" + tenths(x - 1.5) + " " + tenths(y - 5) + "h3v10h-3z\"/>";
}

std::string label(double x, double y, std::string_view anchor, const std::string& text)
{
    return "<text x=\"" + tenths(x) + "\" y=\"" + tenths(y) + "\" text-anchor=\"" + std::string(anchor) + "\">"
        + htmlEscaped(text) + "</text>";
}

std::string gapShades(const domain::Timeline& timeline)
{
    const double start = static_cast<double>(timeline.start);
    const double length = static_cast<double>(timeline.end) - start;
    std::string out;
    for (const domain::Gap& gap : timeline.gaps) {
        if (length <= 0) {
            break;
        }
        const auto place = [start, length](domain::RecordingTime time) {
            return kLeft + std::clamp((static_cast<double>(time) - start) / length, 0.0, 1.0) * (kRight - kLeft);
        };
        const double from = place(gap.start);
        out += rectangle("t-gap", from, kBarsTop, std::max(place(gap.end) - from, 1.0), kBase - kBarsTop);
    }
    return out;
}

std::string legend()
{
    const std::string box = "<svg viewBox=\"0 0 14 14\" aria-hidden=\"true\">";
    return "<ul class=\"legend\"><li>" + box + rectangle("t-bar", 2, 2, 10, 10) + "</svg>frames</li><li>" + box
        + diamond(7, 7) + "</svg>fault codes reported</li><li>" + box + cross(7, 7) + "</svg>error frames</li><li>"
        + box + rectangle("t-gap", 1, 1, 12, 12) + "</svg>gap</li></ul>";
}

} // namespace

std::string timelineSvg(const domain::Timeline& timeline, std::size_t number)
{
    const std::vector<Sums> sums = folded(timeline);
    if (sums.empty()) {
        return {};
    }
    Sums total;
    std::uint64_t most = 1;
    for (const Sums& sum : sums) {
        total.frames += sum.frames;
        total.errors += sum.errors;
        total.codes += sum.codes;
        most = std::max(most, sum.frames);
    }
    const std::string id = "timeline-" + std::to_string(number);
    std::string out = "<figure><svg viewBox=\"0 0 1000 176\" role=\"img\" aria-labelledby=\"" + id + "\"><title id=\""
        + id + "\">" + counted(total.frames, "frame", "frames") + ", " + counted(total.codes, "report", "reports")
        + " of fault codes, " + counted(total.errors, "error frame", "error frames") + " and "
        + counted(timeline.gaps.size(), "gap", "gaps") + " over the recording</title>" + gapShades(timeline);
    const double step = (kRight - kLeft) / static_cast<double>(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const double x = kLeft + step * static_cast<double>(i);
        if (sums[i].frames > 0) {
            const double share = static_cast<double>(sums[i].frames) / static_cast<double>(most);
            const double height = std::max(share * (kBase - kBarsTop), 1.0);
            out += rectangle("t-bar", x, kBase - height, std::max(step * 0.85, 0.8), height);
        }
        if (sums[i].codes > 0) {
            out += diamond(x + step / 2, 12);
        }
        if (sums[i].errors > 0) {
            out += cross(x + step / 2, 32);
        }
    }
    out += "<line class=\"t-axis\" x1=\"10\" x2=\"990\" y1=\"150\" y2=\"150\"/>";
    out += label(kLeft, 168, "start", timeText(timeline.start)) + label(kRight, 168, "end", timeText(timeline.end));
    out += label(kWidth / 2, 168, "middle",
                 "at most " + countText(most) + " frames in "
                     + durationText((static_cast<double>(timeline.end) - static_cast<double>(timeline.start))
                                    / static_cast<double>(sums.size())));
    return out + "</svg>" + legend() + "</figure>\n";
}

} // namespace argus::report
