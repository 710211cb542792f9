// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include <algorithm>

namespace argus::diagnosis {

void Findings::state(std::string_view kind, Weight weight, double confidence, std::string headline, std::string text,
                     std::vector<domain::Evidence> evidence)
{
    domain::Statement statement;
    statement.kind = kind;
    statement.confidence = confidence;
    statement.text = std::move(text);
    statement.evidence = std::move(evidence);
    m_findings.push_back({std::move(statement), std::move(headline), weight});
}

void Findings::act(Urgency urgency, std::string text)
{
    for (Action& action : m_actions) {
        if (action.text == text) {
            action.urgency = std::min(action.urgency, urgency);
            return;
        }
    }
    m_actions.push_back({std::move(text), urgency});
}

std::vector<Findings::Finding> Findings::sorted() const
{
    std::vector<Finding> findings = m_findings;
    std::ranges::stable_sort(findings, [](const Finding& left, const Finding& right) {
        return left.weight != right.weight ? left.weight > right.weight
                                           : left.statement.confidence > right.statement.confidence;
    });
    return findings;
}

std::vector<domain::Statement> Findings::statements() const
{
    std::vector<domain::Statement> statements;
    for (Finding& finding : sorted()) {
        statements.push_back(std::move(finding.statement));
    }
    return statements;
}

std::vector<std::string> Findings::actions() const
{
    std::vector<Action> actions = m_actions;
    std::ranges::stable_sort(actions, {}, &Action::urgency);
    std::vector<std::string> texts;
    texts.reserve(actions.size());
    for (Action& action : actions) {
        texts.push_back(std::move(action.text));
    }
    return texts;
}

std::string Findings::headline(std::string_view kind) const
{
    for (const Finding& finding : sorted()) {
        if (!finding.headline.empty() && !finding.statement.evidence.empty() && finding.statement.kind == kind) {
            return finding.headline;
        }
    }
    return {};
}

} // namespace argus::diagnosis
