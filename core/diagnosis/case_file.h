// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagnosis/knowledge.h"
#include "core/domain/triage.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::diagnosis {

/// A trouble code with its digits taken apart.
struct CaseCode
{
    const domain::Dtc* dtc = nullptr;
    std::optional<ParsedCode> parsed; ///< none for J1939 and unknown forms
};

using CaseCodes = std::vector<CaseCode>;

/// The triage result as rules want to ask it. Refers to the triage, which must outlive it. Constant; any thread.
class CaseFile
{
public:
    explicit CaseFile(const domain::Triage& triage);

    const domain::Triage& triage() const { return m_triage; }
    /// Codes that are faults, in the triage's order.
    const CaseCodes& faults() const { return m_faults; }

    template <class Predicate> CaseCodes select(Predicate predicate) const
    {
        CaseCodes found;
        for (const CaseCode& code : m_faults) {
            if (predicate(code)) {
                found.push_back(code);
            }
        }
        return found;
    }
    /// Faults whose two bytes lie between `first` and `last` (both included).
    CaseCodes inRange(std::uint16_t first, std::uint16_t last) const;
    /// Faults of a J1939 parameter from `first` to `last` (both included).
    CaseCodes spnRange(std::int64_t first, std::int64_t last) const;
    CaseCodes spn(std::int64_t number) const { return spnRange(number, number); }

    /// "engine (7E8)", or "7E8" where the name is not known; the channel is added when several have that address.
    std::string label(const domain::Dtc& dtc) const { return label(dtc.channel, dtc.ecu); }
    std::string label(const std::string& channel, const std::string& address) const;
    /// The control unit, where the recording has it.
    const domain::Ecu* ecu(const std::string& channel, const std::string& address) const;

private:
    const domain::Triage& m_triage;
    CaseCodes m_faults;
};

/// Appends the codes of `more`.
void append(CaseCodes& codes, const CaseCodes& more);

/// "P0301", "P0301 and P0302", "P0301, P0302 and 4 more": each code once.
std::string listCodes(const CaseCodes& codes, std::size_t limit = 5);
/// "a", "a and b", "a, b and c", each text once; what is over `limit` is counted.
std::string listTexts(const std::vector<std::string>& texts, std::size_t limit = 5);
/// The control units of the codes by label, each once.
std::string listEcus(const CaseFile& file, const CaseCodes& codes);
/// How many different control units report them.
std::size_t countEcus(const CaseCodes& codes);
/// How many different codes there are among them.
std::size_t countCodes(const CaseCodes& codes);
/// The form of a verb that fits: `one` for one code, else `many`.
std::string oneOrMany(const CaseCodes& codes, std::string_view one, std::string_view many);
/// "1 code", "3 codes".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

/// The first evidence of each code, at most 8 in all.
std::vector<domain::Evidence> evidenceOf(const CaseCodes& codes);

} // namespace argus::diagnosis
