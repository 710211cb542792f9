// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge_parts.h"
#include "core/base/text.h"
#include "core/protocol/uds.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace argus::analysis {

namespace {

/// A code while it is put together, with the places in the order of files that its sightings stand for.
struct Row
{
    domain::Dtc dtc;
    SeenAt first;
    SeenAt last;
    std::vector<std::pair<SeenAt, domain::Evidence>> evidence;
};
using Key = std::tuple<std::string, std::string, std::string, std::string>;

Key keyOf(const domain::Dtc& dtc)
{
    return {dtc.channel, dtc.ecu, dtc.protocol, dtc.code};
}

/// The latest state counts. A code that a later file only names, without status, keeps the state it had.
void takeState(domain::Dtc& to, const domain::Dtc& from, bool isLater)
{
    if (from.status && (isLater || !to.status)) {
        to.status = from.status;
        to.fault = from.fault;
    } else if (!from.status && !to.status) {
        to.fault = to.fault || from.fault;
    }
    if (isLater && from.spn) {
        to.raw = from.raw;
        to.oc = from.oc;
        to.lamps = from.lamps;
    }
}

void add(Row& row, const domain::Dtc& from, std::span<const FileInput> files, std::size_t file)
{
    const SeenAt first = seenAt(files, file, from.firstSeen.ts);
    const SeenAt last = seenAt(files, file, from.lastSeen.ts);
    domain::Dtc& to = row.dtc;
    for (const auto& [service, count] : from.services) {
        to.services[service] += count;
    }
    to.occurrences += from.occurrences;
    const bool isLater = isBefore(row.last, last);
    takeState(to, from, isLater);
    if (isLater) {
        row.last = last;
        to.clearedAt = from.clearedAt;
    }
    if (isBefore(first, row.first)) {
        row.first = first;
    }
    for (const std::string& remark : from.remarks) {
        if (std::ranges::find(to.remarks, remark) == to.remarks.end()) {
            to.remarks.push_back(remark);
        }
    }
}

void addDetails(Row& row, const domain::Dtc& from, std::span<const FileInput> files, std::size_t file)
{
    const std::string& name = files[file].row.originalFilename;
    for (domain::Evidence evidence : from.evidence) {
        evidence.file = name;
        row.evidence.emplace_back(seenAt(files, file, evidence.ts), std::move(evidence));
    }
    for (domain::Snapshot snapshot : from.snapshots) {
        if (row.dtc.snapshots.size() < kMaxSnapshots) {
            snapshot.evidence.file = name;
            row.dtc.snapshots.push_back(std::move(snapshot));
        }
    }
}

/// Clear requests of one file end codes that only earlier files saw.
void applyClears(std::map<Key, Row>& rows, std::span<const FileInput> files)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::pair<SeenAt, std::uint32_t>>> clears;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].findings != nullptr) {
            for (const ClearFinding& clear : files[i].findings->clears) {
                clears[{clear.channel, clear.ecu, clear.protocol}].emplace_back(seenAt(files, i, clear.ts),
                                                                                clear.group);
            }
        }
    }
    if (clears.empty()) {
        return;
    }
    for (auto& [key, row] : rows) {
        const auto at = clears.find({row.dtc.channel, row.dtc.ecu, row.dtc.protocol});
        if (row.dtc.clearedAt || at == clears.end()) {
            continue;
        }
        const std::pair<SeenAt, std::uint32_t>* earliest = nullptr;
        for (const auto& clear : at->second) {
            const bool covers = clear.second == protocol::kAllGroups || base::hexNumber(clear.second, 6) == row.dtc.raw;
            if (covers && clear.first.file != row.last.file && isBefore(row.last, clear.first)
                && (earliest == nullptr || isBefore(clear.first, earliest->first))) {
                earliest = &clear;
            }
        }
        if (earliest != nullptr) {
            row.dtc.clearedAt = domain::Sighting {files[earliest->first.file].row.originalFilename, earliest->first.ts};
        }
    }
}

domain::Dtc finished(Row& row, std::span<const FileInput> files)
{
    domain::Dtc dtc = std::move(row.dtc);
    dtc.firstSeen = {files[row.first.file].row.originalFilename, row.first.ts};
    dtc.lastSeen = {files[row.last.file].row.originalFilename, row.last.ts};
    std::ranges::stable_sort(row.evidence,
                             [](const auto& left, const auto& right) { return isBefore(left.first, right.first); });
    for (std::size_t i = 0; i < row.evidence.size(); ++i) {
        if (i + 1 < kMaxEvidence || i + 1 == row.evidence.size()) {
            dtc.evidence.push_back(std::move(row.evidence[i].second));
        }
    }
    return dtc;
}

} // namespace

std::vector<domain::Dtc> mergeDtcs(std::span<const FileInput> files)
{
    std::map<Key, Row> rows;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].findings == nullptr) {
            continue;
        }
        for (const domain::Dtc& found : files[i].findings->dtcs) {
            domain::Dtc dtc = found;
            if (dtc.clearedAt) {
                dtc.clearedAt->file = files[i].row.originalFilename;
            }
            const auto [at, isNew] = rows.try_emplace(keyOf(dtc));
            Row& row = at->second;
            if (isNew) {
                row.dtc = dtc;
                row.dtc.evidence.clear();
                row.dtc.snapshots.clear();
                row.first = seenAt(files, i, dtc.firstSeen.ts);
                row.last = seenAt(files, i, dtc.lastSeen.ts);
            } else {
                add(row, dtc, files, i);
            }
            addDetails(row, dtc, files, i);
        }
    }
    applyClears(rows, files);
    std::vector<domain::Dtc> result;
    result.reserve(rows.size());
    for (auto& [key, row] : rows) {
        result.push_back(finished(row, files));
    }
    std::ranges::stable_sort(result, [](const domain::Dtc& left, const domain::Dtc& right) {
        return std::tie(right.fault, left.code, left.ecu, left.protocol, left.channel)
            < std::tie(left.fault, right.code, right.ecu, right.protocol, right.channel);
    });
    return result;
}

} // namespace argus::analysis
