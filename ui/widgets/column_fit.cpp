// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/column_fit.h"

#include <algorithm>
#include <numeric>

namespace argus::ui {

namespace {

/// A text up to this width is short: it is cut only where no longer one is left that could give way.
constexpr int kSomeWords = 120;
/// Eight bytes, as a frame of classic CAN has them.
constexpr int kSomeBytes = 204;
/// The longest id that is worth showing whole, a UUID.
constexpr int kLongestId = 310;

int sumOf(const std::vector<int>& widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

/// Widens towards `limits` by at most `amount` pixels in all: each that lacks something by the same, so that those that
/// lack least are served in full. Returns what is left.
int widen(std::vector<int>& widths, const std::vector<int>& limits, int amount)
{
    std::vector<std::size_t> lacking;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] < limits[i]) {
            lacking.push_back(i);
        }
    }
    std::sort(lacking.begin(), lacking.end(),
              [&](std::size_t a, std::size_t b) { return limits[a] - widths[a] < limits[b] - widths[b]; });
    for (std::size_t served = 0; served < lacking.size(); ++served) {
        const std::size_t at = lacking[served];
        const int share = amount / static_cast<int>(lacking.size() - served);
        const int given = std::min(limits[at] - widths[at], share);
        widths[at] += given;
        amount -= given;
    }
    return amount;
}

/// Takes `amount` pixels, as far as `limits` allow: each from the widest that still can give one.
void narrow(std::vector<int>& widths, const std::vector<int>& limits, int amount)
{
    for (; amount > 0; --amount) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > limits[i] && (widest == widths.size() || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest == widths.size()) {
            return;
        }
        --widths[widest];
    }
}

} // namespace

ColumnNeed columnNeed(const ColumnLook& look, int title, int content)
{
    const int usual = std::max(look.width, title);
    if (content == 0) {
        // Nothing is known yet: as the column was meant to be.
        const bool canBeCut = look.kind == ColumnKind::Text || look.kind == ColumnKind::Bytes;
        return {std::max(title, canBeCut ? std::min(usual, kSomeWords) : usual * 6 / 10), usual, usual, usual};
    }
    const int whole = std::max(title, content);
    switch (look.kind) {
    case ColumnKind::Badge:
    case ColumnKind::Number:
    case ColumnKind::Time:
        return {whole, whole, whole, std::max(usual, whole)};
    case ColumnKind::Progress: {
        // Room for the bar is kept even while none is shown: work may begin at any time.
        const int withBar = std::max(whole, usual * 6 / 10);
        return {whole, withBar, withBar, std::max(usual, whole)};
    }
    case ColumnKind::Mono: {
        const int id = std::max(title, std::min(content, kLongestId));
        return {id, id, whole, std::max(usual, whole)};
    }
    case ColumnKind::Bytes:
    case ColumnKind::Text: {
        const int some = std::max(title, std::min(content, look.kind == ColumnKind::Bytes ? kSomeBytes : kSomeWords));
        return {some, std::max(some, std::min(content, usual)), whole, std::max(usual, whole)};
    }
    }
    return {};
}

std::vector<int> fitColumns(const std::vector<ColumnNeed>& needs, int room)
{
    const auto each = [&needs](int ColumnNeed::* member) {
        std::vector<int> widths;
        widths.reserve(needs.size());
        for (const ColumnNeed& need : needs) {
            widths.push_back(need.*member);
        }
        return widths;
    };
    std::vector<int> widths = each(&ColumnNeed::wanted);
    const int missing = sumOf(widths) - room;
    if (missing > 0) {
        narrow(widths, each(&ColumnNeed::least), missing);
        return widths;
    }
    const int left = widen(widths, each(&ColumnNeed::whole), -missing);
    widen(widths, each(&ColumnNeed::most), left);
    return widths;
}

} // namespace argus::ui
