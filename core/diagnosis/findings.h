// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagnosis/case_file.h"
#include "core/domain/triage.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::diagnosis {

/// How soon something is to be done; also the order of the actions.
enum class Urgency
{
    Stop,
    BeforeDriving,
    Repair,
    Check,
    Record
};

/// How a statement ranks among the others: dangers, then what explains most, then single causes, then remarks.
enum class Weight
{
    Danger = 100,
    Root = 80,
    Cause = 60,
    Part = 40,
    Remark = 20
};

/// Collects what the rules find. Not thread safe; one for each diagnosis.
class Findings
{
public:
    /// One statement of kind "observation", "cause" or "risk"; `headline` is its short form for the summary, without a
    /// full stop.
    void state(std::string_view kind, Weight weight, double confidence, std::string headline, std::string text,
               std::vector<domain::Evidence> evidence);
    /// Something to do. The same text twice is kept once, with the higher urgency.
    void act(Urgency urgency, std::string text);

    /// The statements, weightiest first; equal ones in the order in which they were found.
    std::vector<domain::Statement> statements() const;
    /// The actions, most urgent first, likewise.
    std::vector<std::string> actions() const;
    /// The short form of the weightiest statement of `kind` that cites something; empty where there is none.
    std::string headline(std::string_view kind) const;

private:
    struct Finding
    {
        domain::Statement statement;
        std::string headline;
        Weight weight;
    };
    struct Action
    {
        std::string text;
        Urgency urgency;
    };
    std::vector<Finding> sorted() const;

    std::vector<Finding> m_findings;
    std::vector<Action> m_actions;
};

/// A rule looks at the case and adds what it finds, or nothing. Rules do not know each other.
using Rule = void (*)(const CaseFile& file, Findings& findings);

/// The rules by family, each in its own file.
std::span<const Rule> dangerRules(); ///< what forbids driving on
std::span<const Rule> powerRules(); ///< supply voltage, reference voltages, control units
std::span<const Rule> networkRules(); ///< lost communication, bus faults
std::span<const Rule> engineRules(); ///< misfire, mixture, timing, throttle, cooling
std::span<const Rule> emissionRules(); ///< catalyst, fuel vapour, recirculation, particulate filter, boost
std::span<const Rule> drivelineRules(); ///< transmission, high-voltage drive, brakes, restraints
std::span<const Rule> commercialRules(); ///< J1939: lamps, parameters, aftertreatment
std::span<const Rule> electricalRules(); ///< wiring faults told by failure types and modes
std::span<const Rule> historyRules(); ///< confirmed, pending, cleared, when
std::span<const Rule> dialogueRules(); ///< refused requests, gaps, unread files

} // namespace argus::diagnosis
