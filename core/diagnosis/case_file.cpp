// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/case_file.h"

#include <algorithm>
#include <set>

namespace argus::diagnosis {

namespace {

constexpr std::size_t kMaxEvidence = 8;

std::string joined(const std::vector<std::string>& texts, std::size_t total, std::size_t limit)
{
    const std::size_t shown = total > limit ? limit : total;
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == total;
        out += i == 0 ? "" : last ? " and " : ", ";
        out += texts[i];
    }
    if (total > shown) {
        out += " and " + std::to_string(total - shown) + " more";
    }
    return out;
}

} // namespace

CaseFile::CaseFile(const domain::Triage& triage)
    : m_triage(triage)
{
    for (const domain::Dtc& dtc : triage.dtcs) {
        if (dtc.fault) {
            m_faults.push_back({&dtc, dtc.spn ? std::nullopt : parseCode(dtc.code)});
        }
    }
}

CaseCodes CaseFile::inRange(std::uint16_t first, std::uint16_t last) const
{
    return select([first, last](const CaseCode& code) {
        return code.parsed && code.parsed->number >= first && code.parsed->number <= last;
    });
}

CaseCodes CaseFile::spnRange(std::int64_t first, std::int64_t last) const
{
    return select([first, last](const CaseCode& code) {
        return code.dtc->spn && *code.dtc->spn >= first && *code.dtc->spn <= last;
    });
}

const domain::Ecu* CaseFile::ecu(const std::string& channel, const std::string& address) const
{
    for (const domain::Ecu& unit : m_triage.ecus) {
        if (unit.channel == channel && unit.address == address) {
            return &unit;
        }
    }
    return nullptr;
}

std::string CaseFile::label(const std::string& channel, const std::string& address) const
{
    if (address.empty()) {
        return "an unnamed control unit";
    }
    const domain::Ecu* unit = ecu(channel, address);
    const std::string name = unit != nullptr && !unit->name.empty() ? unit->name : ecuName(address);
    const auto sameAddress = std::ranges::count(m_triage.ecus, address, &domain::Ecu::address);
    const std::string where = address + (sameAddress > 1 && !channel.empty() ? " on " + channel : std::string());
    return name.empty() ? where : name + " (" + where + ")";
}

void append(CaseCodes& codes, const CaseCodes& more)
{
    codes.insert(codes.end(), more.begin(), more.end());
}

std::string listTexts(const std::vector<std::string>& texts, std::size_t limit)
{
    std::vector<std::string> unique;
    std::set<std::string_view> seen;
    for (const std::string& text : texts) {
        if (seen.insert(text).second) {
            unique.push_back(text);
        }
    }
    return joined(unique, unique.size(), limit);
}

std::string listCodes(const CaseCodes& codes, std::size_t limit)
{
    std::vector<std::string> names;
    for (const CaseCode& code : codes) {
        names.push_back(code.dtc->code);
    }
    return listTexts(names, limit);
}

std::string listEcus(const CaseFile& file, const CaseCodes& codes)
{
    std::vector<std::string> names;
    for (const CaseCode& code : codes) {
        names.push_back(file.label(*code.dtc));
    }
    return listTexts(names);
}

std::size_t countEcus(const CaseCodes& codes)
{
    std::set<std::pair<std::string_view, std::string_view>> units;
    for (const CaseCode& code : codes) {
        units.emplace(code.dtc->channel, code.dtc->ecu);
    }
    return units.size();
}

std::size_t countCodes(const CaseCodes& codes)
{
    std::set<std::string_view> names;
    for (const CaseCode& code : codes) {
        names.insert(code.dtc->code);
    }
    return names.size();
}

std::string oneOrMany(const CaseCodes& codes, std::string_view one, std::string_view many)
{
    return std::string(countCodes(codes) == 1 ? one : many);
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural)
{
    return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

std::vector<domain::Evidence> evidenceOf(const CaseCodes& codes)
{
    std::vector<domain::Evidence> evidence;
    for (const CaseCode& code : codes) {
        if (evidence.size() >= kMaxEvidence) {
            break;
        }
        if (!code.dtc->evidence.empty() && std::ranges::find(evidence, code.dtc->evidence.front()) == evidence.end()) {
            evidence.push_back(code.dtc->evidence.front());
        }
    }
    return evidence;
}

} // namespace argus::diagnosis
