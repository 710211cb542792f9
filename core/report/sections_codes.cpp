// SPDX-License-Identifier: Apache-2.0
#include "core/report/sections.h"

#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>
#include <map>
#include <set>

namespace argus::report {

namespace {

std::string meaningText(const domain::Dtc& dtc)
{
    std::string text = dtc.meaning.empty() ? "No meaning known" : clean(dtc.meaning);
    for (const std::string& remark : dtc.remarks) {
        text += " [" + clean(remark) + "]";
    }
    if (dtc.clearedAt) {
        text += " [cleared at " + timeText(dtc.clearedAt->ts) + "]";
    }
    return text;
}

Cell severityCell(const domain::Dtc& dtc)
{
    Cell cell(dtc.severity.empty() ? "info" : clean(dtc.severity));
    cell.severity = cell.text;
    return cell;
}

Cell evidenceCell(const domain::Dtc& dtc, const EvidenceIndex& index)
{
    Cell cell;
    cell.evidence = index.numbers(dtc.evidence);
    for (const domain::Snapshot& snapshot : dtc.snapshots) {
        const std::size_t number = index.number(snapshot.evidence);
        if (number != 0 && std::ranges::find(cell.evidence, number) == cell.evidence.end()) {
            cell.evidence.push_back(number);
        }
    }
    return cell;
}

std::string seenText(const domain::Sighting& sighting, bool severalFiles)
{
    return timeText(sighting.ts) + (severalFiles && !sighting.file.empty() ? " in " + clean(sighting.file) : "");
}

Table codeTable(const domain::Triage& triage, const EvidenceIndex& index, bool faults)
{
    Table table;
    table.records = true;
    table.caption = faults ? "Trouble codes that report a fault" : "Codes whose status reports no failure";
    table.columns = {{"Code", false, true},
                     {"Severity"},
                     {"Control unit", false, false, true},
                     {"Meaning", false, false, true},
                     {"Status", false, false, true},
                     {"Count", true},
                     {"First seen", false, false, true},
                     {"Last seen", false, false, true},
                     {"Evidence", false, false, true}};
    if (!faults) {
        table.columns.erase(table.columns.begin() + 1);
    }
    const auto withContent = std::ranges::count_if(triage.files, [](const domain::TriageFile& file) {
        return !file.duplicateOf && file.frames + file.records > 0;
    });
    const bool severalFiles = withContent > 1;
    for (const domain::Dtc& dtc : triage.dtcs) {
        if (dtc.fault != faults) {
            continue;
        }
        std::vector<Cell> row {clean(dtc.code)};
        if (faults) {
            row.push_back(severityCell(dtc));
        }
        row.emplace_back(clean(unitText(triage, dtc.channel, dtc.ecu)));
        row.emplace_back(meaningText(dtc));
        row.emplace_back(clean(statusText(dtc)));
        row.emplace_back(countText(dtc.occurrences));
        row.emplace_back(seenText(dtc.firstSeen, severalFiles));
        row.emplace_back(seenText(dtc.lastSeen, severalFiles));
        row.push_back(evidenceCell(dtc, index));
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

Section topCodesSection(const domain::Triage& triage)
{
    Section section {"top-codes", "Most important codes", {}};
    if (triage.topErrorCodes.empty()) {
        return section;
    }
    Table table;
    table.caption = "Codes with most weight, by fault status, number of control units and count";
    table.columns = {{"Code", false, true},
                     {"Meaning", false, false, true},
                     {"Count", true},
                     {"Share", true},
                     {"Units", true},
                     {"First", false, false, true},
                     {"Last", false, false, true}};
    for (const domain::TopCode& top : triage.topErrorCodes) {
        const auto dtc = std::ranges::find(triage.dtcs, top.code, &domain::Dtc::code);
        const std::string meaning
            = dtc == triage.dtcs.end() || dtc->meaning.empty() ? "No meaning known" : dtc->meaning;
        table.rows.push_back({clean(top.code), clean(meaning), countText(top.count), percentText(top.share),
                              countText(top.ecus), timeText(top.first.ts), timeText(top.last.ts)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section codesSection(const domain::Triage& triage, const EvidenceIndex& index)
{
    Section section {"codes", "All trouble codes", {}};
    Table table = codeTable(triage, index, /*faults=*/true);
    if (table.rows.empty()) {
        section.blocks.emplace_back(Paragraph {"No trouble code reports a fault."});
        return section;
    }
    section.blocks.emplace_back(std::move(table));
    const bool hasStatus
        = std::ranges::any_of(triage.dtcs, [](const domain::Dtc& dtc) { return dtc.fault && dtc.status.has_value(); });
    if (hasStatus) {
        section.blocks.emplace_back(Paragraph {
            "How to read the status: 'failing now' and 'confirmed' together is a fault that is there; 'confirmed' "
            "alone "
            "is one that was there and is stored; 'pending' has been seen but not often enough to be confirmed; 'not "
            "tested' means that the control unit's own test has not run since."});
    }
    return section;
}

Section notTestedSection(const domain::Triage& triage, const EvidenceIndex& index)
{
    Section section {"no-fault-codes", "Codes listed without a fault", {}};
    Table table = codeTable(triage, index, /*faults=*/false);
    if (!table.rows.empty()) {
        section.blocks.emplace_back(
            Paragraph {"Control units also list codes that they can detect, or whose test has not "
                       "run. They are no faults and count for nothing above."});
        section.blocks.emplace_back(std::move(table));
    }
    return section;
}

Section unitsSection(const domain::Triage& triage)
{
    Section section {"control-units", "Control units", {}};
    if (triage.ecus.empty()) {
        return section;
    }
    Table table;
    table.caption = "Control units that took part in diagnosis";
    table.columns = {{"Control unit", false, false, true},
                     {"Channel"},
                     {"Protocols", false, false, true},
                     {"Messages", true},
                     {"Codes", true},
                     {"Faults", true},
                     {"Refusals", true},
                     {"Identification", false, false, true}};
    for (const domain::Ecu& ecu : triage.ecus) {
        std::string protocols;
        for (const std::string& protocol : ecu.protocols) {
            protocols += (protocols.empty() ? "" : ", ") + protocol;
        }
        std::string identification;
        for (const domain::SupplierDatum& datum : ecu.supplierData) {
            identification += (identification.empty() ? "" : "; ") + (datum.name.empty() ? datum.key : datum.name)
                + ": " + datum.value;
        }
        table.rows.push_back({clean(unitText(triage, ecu.channel, ecu.address)), clean(ecu.channel), clean(protocols),
                              countText(ecu.messages), countText(ecu.dtcCount), countText(ecu.faultCount),
                              countText(ecu.negativeResponses), clean(identification)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section refusedSection(const domain::Triage& triage, const EvidenceIndex& index)
{
    Section section {"refused-requests", "Refused requests", {}};
    if (triage.negativeResponses.empty()) {
        return section;
    }
    Table table;
    table.caption = "Negative responses by control unit, service and reason";
    table.columns = {{"Control unit", false, false, true},
                     {"Request", false, false, true},
                     {"Answer", false, false, true},
                     {"Count", true},
                     {"Evidence"}};
    for (const domain::NegativeResponse& response : triage.negativeResponses) {
        Cell evidence;
        evidence.evidence = index.numbers({response.evidence});
        table.rows.push_back({clean(unitText(triage, response.channel, response.ecu)),
                              clean(response.service + " " + response.serviceName),
                              clean(response.nrc + " " + response.nrcName), countText(response.count),
                              std::move(evidence)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section logErrorsSection(const domain::Triage& triage, const EvidenceIndex& index)
{
    Section section {"log-errors", "Errors in logs", {}};
    if (triage.logErrors.empty()) {
        return section;
    }
    Table table;
    table.caption = "Error lines by pattern (numbers and addresses replaced)";
    table.columns = {{"Level"}, {"Pattern", false, true, true}, {"Count", true}, {"Evidence"}};
    for (const domain::LogErrorCluster& cluster : triage.logErrors) {
        Cell evidence;
        evidence.evidence = index.numbers({cluster.evidence});
        table.rows.push_back(
            {clean(cluster.level), clean(cluster.pattern), countText(cluster.count), std::move(evidence)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section evidenceSection(const EvidenceIndex& index)
{
    Section section {"evidence", "Evidence", {}};
    if (index.entries().empty()) {
        return section;
    }
    Table table;
    table.caption = "Raw messages that the report rests on: where they stand in the recordings and what they hold";
    table.columns = {{"No."},
                     {"About", false, false, true},
                     {"File", false, false, true},
                     {"Offset", true},
                     {"Time", false, false, true},
                     {"Id", false, true},
                     {"Bytes", false, true, true}};
    std::size_t number = 0;
    for (const EvidenceIndex::Entry& entry : index.entries()) {
        const domain::Evidence& evidence = *entry.evidence;
        Cell head("E" + std::to_string(++number));
        head.anchor = number;
        std::string spaced;
        for (std::size_t i = 0; i < evidence.raw.size(); ++i) {
            spaced += i > 0 && i % 2 == 0 ? " " : "";
            spaced += evidence.raw[i];
        }
        table.rows.push_back({std::move(head), clean(entry.about), clean(evidence.file),
                              std::to_string(evidence.offset), timeText(evidence.ts), clean(evidence.id),
                              clean(spaced)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

} // namespace argus::report
