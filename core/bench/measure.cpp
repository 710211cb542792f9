// SPDX-License-Identifier: Apache-2.0
#include "core/bench/measure.h"

#include "core/report/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace argus::bench {

using base::fail;
using base::Result;
using Once = std::function<Result<std::uint64_t>()>;

namespace {

Result<Run> timed(const Once& once)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto units = once();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (!units) {
        return fail(units);
    }
    return Run {took.count(), *units};
}

void settle(Figure& figure, std::vector<Run> runs)
{
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.seconds < b.seconds; });
    const Run& median = runs[runs.size() / 2];
    figure.seconds = median.seconds;
    figure.fastest = runs.front().seconds;
    figure.slowest = runs.back().seconds;
    figure.perSecond = median.seconds > 0 ? static_cast<double>(median.units) / median.seconds : 0;
}

std::string number(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string scaled(double value)
{
    return value >= 1e6 ? number(value / 1e6, "%.2f M")
        : value >= 1e4  ? number(value / 1e3, "%.1f k")
                        : number(value, "%.0f");
}

} // namespace

Result<Figure> measure(std::string name, int runs, std::string unit, const Once& once)
{
    Figure figure;
    figure.name = std::move(name);
    figure.unit = std::move(unit);
    std::vector<Run> all;
    for (int i = -1; i < std::max(runs, 1); ++i) {
        const auto run = timed(once);
        if (!run) {
            return fail(run);
        }
        if (i >= 0) {
            all.push_back(*run);
        }
    }
    settle(figure, std::move(all));
    return figure;
}

Result<std::vector<Figure>> measurePair(Figure a, const Once& runA, Figure b, const Once& runB, int runs)
{
    return measureRuns(std::move(a), [&] { return timed(runA); }, std::move(b), [&] { return timed(runB); }, runs);
}

Result<std::vector<Figure>> measureRuns(Figure a, const std::function<Result<Run>()>& runA, Figure b,
                                        const std::function<Result<Run>()>& runB, int runs)
{
    std::vector<Run> allA;
    std::vector<Run> allB;
    for (int i = -1; i < std::max(runs, 1); ++i) {
        const auto first = runA();
        const auto second = first ? runB() : Result<Run>(fail(first));
        if (!second) {
            return fail(second);
        }
        if (i >= 0) {
            allA.push_back(*first);
            allB.push_back(*second);
        }
    }
    settle(a, std::move(allA));
    settle(b, std::move(allB));
    b.peer = a.name;
    b.ratio = a.perSecond > 0 ? b.perSecond / a.perSecond : 0;
    return std::vector<Figure> {std::move(a), std::move(b)};
}

void compare(Figure& figure, const Figure& peer)
{
    figure.peer = peer.name;
    figure.ratio = figure.seconds > 0 ? peer.seconds / figure.seconds : 0;
}

std::string toText(const std::vector<Figure>& figures)
{
    using Align = report::TextTable::Align;
    report::TextTable table({{"case"},
                             {"per second", Align::Right},
                             {"unit"},
                             {"MB/s", Align::Right},
                             {"median s", Align::Right},
                             {"min s", Align::Right},
                             {"max s", Align::Right},
                             {"ratio", Align::Right},
                             {"against"}});
    for (const Figure& figure : figures) {
        table.addRow({figure.name, scaled(figure.perSecond), figure.unit,
                      figure.megabytesPerSecond > 0 ? number(figure.megabytesPerSecond, "%.0f") : "",
                      number(figure.seconds, "%.3f"), number(figure.fastest, "%.3f"), number(figure.slowest, "%.3f"),
                      figure.ratio > 0 ? number(figure.ratio, "%.2f") : "", figure.peer});
    }
    return table.render();
}

std::string toJson(const std::vector<Figure>& figures)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Figure& figure : figures) {
        json.push_back({{"name", figure.name},
                        {"unit", figure.unit},
                        {"per_second", figure.perSecond},
                        {"mb_per_second", figure.megabytesPerSecond},
                        {"seconds", {{"median", figure.seconds}, {"min", figure.fastest}, {"max", figure.slowest}}},
                        {"ratio", figure.ratio},
                        {"peer", figure.peer}});
    }
    return json.dump(2);
}

} // namespace argus::bench
