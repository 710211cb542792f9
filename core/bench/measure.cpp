// SPDX-License-Identifier: Apache-2.0
#include "core/bench/measure.h"

#include "core/report/text_table.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace argus::bench {

using base::fail;
using base::Result;
using Once = std::function<Result<std::uint64_t>()>;

namespace {

double processorSeconds()
{
    rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Result<Run> timed(const Once& once)
{
    const auto begun = std::chrono::steady_clock::now();
    const double usedBefore = processorSeconds();
    const auto units = once();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    const double used = processorSeconds() - usedBefore;
    if (!units) {
        return fail(units);
    }
    return Run {took.count(), *units, used};
}

void settle(Figure& figure, std::vector<Run> runs)
{
    const std::size_t middle = runs.size() / 2;
    std::sort(runs.begin(), runs.end(),
              [](const Run& a, const Run& b) { return a.processorSeconds < b.processorSeconds; });
    figure.processorSeconds = runs[middle].processorSeconds;
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.seconds < b.seconds; });
    const Run& median = runs[middle];
    figure.seconds = median.seconds;
    figure.fastest = runs.front().seconds;
    figure.slowest = runs.back().seconds;
    figure.perSecond = median.seconds > 0 ? static_cast<double>(median.units) / median.seconds : 0;
}

double ratioOf(double ours, double theirs)
{
    return ours > 0 ? theirs / ours : 0;
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

Result<std::vector<Figure>> measureInTurn(std::vector<Case> cases, int runs)
{
    std::vector<std::vector<Run>> all(cases.size());
    for (int i = -1; i < std::max(runs, 1); ++i) {
        for (std::size_t each = 0; each < cases.size(); ++each) {
            const auto run = cases[each].run ? cases[each].run() : timed(cases[each].once);
            if (!run) {
                return fail(run);
            }
            if (i >= 0) {
                all[each].push_back(*run);
            }
        }
    }
    std::vector<Figure> figures;
    for (std::size_t each = 0; each < cases.size(); ++each) {
        figures.push_back(std::move(cases[each].figure));
        settle(figures.back(), std::move(all[each]));
        if (each > 0) {
            compare(figures.back(), figures.front());
        }
    }
    return figures;
}

Result<std::vector<Figure>> measurePair(Figure a, const Once& runA, Figure b, const Once& runB, int runs)
{
    std::vector<Case> cases;
    cases.push_back({std::move(a), runA, {}});
    cases.push_back({std::move(b), runB, {}});
    return measureInTurn(std::move(cases), runs);
}

Result<std::vector<Figure>> measureRuns(Figure a, const std::function<Result<Run>()>& runA, Figure b,
                                        const std::function<Result<Run>()>& runB, int runs)
{
    std::vector<Case> cases;
    cases.push_back({std::move(a), {}, runA});
    cases.push_back({std::move(b), {}, runB});
    auto figures = measureInTurn(std::move(cases), runs);
    if (figures) {
        Figure& second = figures->back();
        const double peer = figures->front().perSecond;
        second.ratio = peer > 0 ? second.perSecond / peer : 0; // they need not do the same number of units
    }
    return figures;
}

void compare(Figure& figure, const Figure& peer)
{
    figure.peer = peer.name;
    figure.ratio = ratioOf(figure.seconds, peer.seconds);
    figure.processorRatio = ratioOf(figure.processorSeconds, peer.processorSeconds);
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
                             {"processor s", Align::Right},
                             {"ratio", Align::Right},
                             {"against"}});
    for (const Figure& figure : figures) {
        table.addRow({figure.name, scaled(figure.perSecond), figure.unit,
                      figure.megabytesPerSecond > 0 ? number(figure.megabytesPerSecond, "%.0f") : "",
                      number(figure.seconds, "%.3f"), number(figure.fastest, "%.3f"), number(figure.slowest, "%.3f"),
                      figure.ratio > 0 ? number(figure.ratio, "%.2f") : "", number(figure.processorSeconds, "%.3f"),
                      figure.processorRatio > 0 ? number(figure.processorRatio, "%.2f") : "", figure.peer});
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
                        {"processor_seconds", figure.processorSeconds},
                        {"processor_ratio", figure.processorRatio},
                        {"peer", figure.peer}});
    }
    return json.dump(2);
}

} // namespace argus::bench
