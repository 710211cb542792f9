// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/column_fit.h"

#include <algorithm>
#include <numeric>

namespace argus::ui {

namespace {

/// Moves `widths` towards `limits` by `amount` pixels in all, each by its share of what it can move.
void moveTowards(std::vector<int>& widths, const std::vector<int>& limits, long long amount)
{
    long long movable = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        movable += limits[i] - widths[i];
    }
    if (movable == 0) {
        return;
    }
    const bool all = std::abs(amount) >= std::abs(movable);
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const long long own = limits[i] - widths[i];
        widths[i] += static_cast<int>(all ? own : own * amount / movable);
    }
}

} // namespace

std::vector<int> fitColumns(const std::vector<ColumnNeed>& needs, int room)
{
    std::vector<int> widths;
    std::vector<int> limits;
    for (const ColumnNeed& need : needs) {
        widths.push_back(need.wanted);
    }
    const long long missing = room - std::accumulate(widths.begin(), widths.end(), 0LL);
    for (const ColumnNeed& need : needs) {
        limits.push_back(missing < 0 ? need.least : need.most);
    }
    moveTowards(widths, limits, missing);
    // What rounding left over would make a scroll bar of a pixel; the column with most room takes it.
    const long long over = std::accumulate(widths.begin(), widths.end(), 0LL) - room;
    if (missing < 0 && over > 0 && over < static_cast<long long>(widths.size())) {
        for (std::size_t i = 0, left = static_cast<std::size_t>(over); i < widths.size() && left > 0; ++i) {
            if (widths[i] > needs[i].least) {
                --widths[i];
                --left;
            }
        }
    }
    return widths;
}

} // namespace argus::ui
