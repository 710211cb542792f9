// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge_parts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace argus::analysis {

namespace {

/// How firmly a control unit says that the fault is there.
enum class Weight : std::uint8_t
{
    Former, ///< stored, but no longer active
    Pending, ///< suspected
    Confirmed, ///< stored, active, or with its lamp lit
};

constexpr std::uint8_t kTestFailed = 0x01;
constexpr std::uint8_t kPending = 0x04;
constexpr std::uint8_t kConfirmed = 0x08;
constexpr std::uint8_t kWarningIndicator = 0x80;

Weight weightOf(const domain::Dtc& dtc)
{
    if (dtc.protocol == "uds" && dtc.status) {
        if ((dtc.status->byte & (kTestFailed | kConfirmed | kWarningIndicator)) != 0) {
            return Weight::Confirmed;
        }
        return (dtc.status->byte & kPending) != 0 ? Weight::Pending : Weight::Former;
    }
    const auto onlyIn
        = [&](std::string_view service) { return dtc.services.size() == 1 && dtc.services.begin()->first == service; };
    if (dtc.protocol == "obd" && onlyIn("47")) {
        return Weight::Pending;
    }
    if (dtc.protocol == "j1939" && onlyIn("DM2")) {
        return Weight::Former;
    }
    return Weight::Confirmed;
}

struct Group
{
    domain::TopCode top;
    Weight weight = Weight::Former;
    std::set<std::pair<std::string, std::string>> units;
    SeenAt first;
    SeenAt last;
};

} // namespace

std::vector<domain::TopCode> topErrorCodes(const std::vector<domain::Dtc>& dtcs, std::span<const FileInput> files,
                                           std::size_t count)
{
    std::map<std::string, std::size_t> order;
    for (std::size_t i = 0; i < files.size(); ++i) {
        order.emplace(files[i].row.originalFilename, i);
    }
    const auto placeOf = [&order, files](const domain::Sighting& sighting) {
        const auto at = order.find(sighting.file);
        return seenAt(files, at == order.end() ? 0 : at->second, sighting.ts);
    };
    std::map<std::string, Group> groups;
    std::uint64_t total = 0;
    for (const domain::Dtc& dtc : dtcs) {
        if (!dtc.fault) {
            continue;
        }
        total += dtc.occurrences;
        const SeenAt first = placeOf(dtc.firstSeen);
        const SeenAt last = placeOf(dtc.lastSeen);
        const auto [at, isNew] = groups.try_emplace(dtc.code);
        Group& group = at->second;
        group.top.code = dtc.code;
        group.top.count += dtc.occurrences;
        group.weight = std::max(group.weight, weightOf(dtc));
        group.units.emplace(dtc.channel, dtc.ecu);
        if (isNew || isBefore(first, group.first)) {
            group.first = first;
            group.top.first = dtc.firstSeen;
        }
        if (isNew || isBefore(group.last, last)) {
            group.last = last;
            group.top.last = dtc.lastSeen;
        }
    }
    std::vector<Group> ranked;
    ranked.reserve(groups.size());
    for (auto& [code, group] : groups) {
        group.top.ecus = group.units.size();
        group.top.share = total == 0 ? 0 : static_cast<double>(group.top.count) / static_cast<double>(total);
        ranked.push_back(std::move(group));
    }
    // By code already; a stable sort keeps that order among equals.
    std::ranges::stable_sort(ranked, [](const Group& left, const Group& right) {
        return std::tuple(left.weight, left.top.ecus, left.top.count)
            > std::tuple(right.weight, right.top.ecus, right.top.count);
    });
    std::vector<domain::TopCode> result;
    for (Group& group : ranked) {
        if (result.size() == count) {
            break;
        }
        result.push_back(std::move(group.top));
    }
    return result;
}

} // namespace argus::analysis
