// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/rights.h"

#include <algorithm>
#include <array>

namespace argus::engine {

using domain::MemberRole;
using domain::MemberStatus;
using domain::PlatformRole;

namespace {

using enum Right;

constexpr std::array kRules {
    OperationRule {Operation::BatchesList, "batches.list", Person}, // lists what one may see
    OperationRule {Operation::BatchesShow, "batches.show", Read},
    OperationRule {Operation::BatchesEvents, "batches.events", Read},
    OperationRule {Operation::BatchesComplete, "batches.complete", Use},
    OperationRule {Operation::BatchesRetry, "batches.retry", Use},
    OperationRule {Operation::BatchesReprocess, "batches.reprocess", Use},
    OperationRule {Operation::BatchesReprocessWith, "batches.reprocessWith", Use},
    OperationRule {Operation::BatchesReopen, "batches.reopen", Use},
    OperationRule {Operation::BatchesCancel, "batches.cancel", Use},
    OperationRule {Operation::BatchesRemove, "batches.remove", Administer},
    OperationRule {Operation::SubmissionsSubmit, "submissions.submit", Use},
    OperationRule {Operation::ResultsTriage, "results.triage", Read},
    OperationRule {Operation::ResultsReport, "results.report", Read},
    OperationRule {Operation::ResultsFramesAround, "results.framesAround", Read},
    OperationRule {Operation::VehiclesList, "vehicles.list", Person}, // those with a batch that one may see
    OperationRule {Operation::VehiclesShow, "vehicles.show", Person},
    // Files of the user's own, by path: no store has a part in it.
    OperationRule {Operation::RecordingsFormats, "recordings.formats", Open},
    OperationRule {Operation::RecordingsInspect, "recordings.inspect", Open},
    OperationRule {Operation::RecordingsFrames, "recordings.frames", Open},
    OperationRule {Operation::RecordingsConvert, "recordings.convert", Open},
    OperationRule {Operation::OperationsStatus, "operations.status", Known},
    OperationRule {Operation::OperationsPause, "operations.pause", Platform},
    OperationRule {Operation::OperationsResume, "operations.resume", Platform},
    OperationRule {Operation::OperationsSnapshot, "operations.snapshot", Known},
    // Messages may be anybody's.
    OperationRule {Operation::OperationsDeadLetters, "operations.deadLetters", Platform},
    OperationRule {Operation::OperationsRedrive, "operations.redrive", Platform},
    // It says why nothing else works, also to those whom the store does not know.
    OperationRule {Operation::OperationsDoctor, "operations.doctor", Open},
    // Both tell ids alone; what is behind one is for a query to tell.
    OperationRule {Operation::OperationsOnBatchChanged, "operations.onBatchChanged", Open},
    OperationRule {Operation::OperationsOnProgress, "operations.onProgress", Open},
    OperationRule {Operation::AccountsWhoami, "accounts.whoami", Known},
    OperationRule {Operation::AccountsCustomers, "accounts.customers", Person}, // those one shares a workspace with
    OperationRule {Operation::AccountsAddCustomer, "accounts.addCustomer", Platform},
    OperationRule {Operation::AccountsChangeCustomer, "accounts.changeCustomer", Platform},
    OperationRule {Operation::AccountsWorkspaces, "accounts.workspaces", Person}, // one's own
    OperationRule {Operation::AccountsCreateWorkspace, "accounts.createWorkspace", Person}, // and owns it then
    OperationRule {Operation::AccountsChangeWorkspace, "accounts.changeWorkspace", Own},
    OperationRule {Operation::AccountsMembers, "accounts.members", Read},
    OperationRule {Operation::AccountsSetMember, "accounts.setMember", Own},
    OperationRule {Operation::AccountsRemoveMember, "accounts.removeMember", Own}, // or oneself
    OperationRule {Operation::AccountsJoin, "accounts.join", Person}, // who was invited
    OperationRule {Operation::AccountsAudit, "accounts.audit", Platform},
    OperationRule {Operation::AttendanceEnter, "attendance.enter", Read},
    OperationRule {Operation::AttendanceLeave, "attendance.leave", Person}, // one's own window
    OperationRule {Operation::AttendancePresent, "attendance.present", Person}, // on cases that one may see
    OperationRule {Operation::Work, "work", Right::Work},
};

} // namespace

std::span<const OperationRule> operationRules()
{
    return kRules;
}

const OperationRule& ruleOf(Operation operation)
{
    return kRules.at(static_cast<std::size_t>(operation));
}

std::optional<Operation> operationNamed(std::string_view name)
{
    const auto found = std::ranges::find(kRules, name, &OperationRule::name);
    return found == kRules.end() ? std::nullopt : std::optional(found->operation);
}

bool isOfWorkspace(Right right)
{
    return right == Read || right == Use || right == Administer || right == Own;
}

MemberRole leastRole(Right right)
{
    switch (right) {
    case Open:
    case Known:
    case Person:
    case Read:
        return MemberRole::Viewer;
    case Use:
        return MemberRole::Member;
    case Administer:
        return MemberRole::Admin;
    case Own:
    case Platform:
    case Right::Work:
        return MemberRole::Owner;
    }
    return MemberRole::Owner;
}

bool Caller::isAdmin() const
{
    return isActive() && m_standing.customer.role == PlatformRole::Admin;
}

const store::workspaces::Place* Caller::placeIn(std::string_view workspace) const
{
    const auto found = std::ranges::find_if(
        m_standing.places, [workspace](const auto& place) { return place.member.workspace == workspace; });
    return found == m_standing.places.end() ? nullptr : &*found;
}

std::optional<MemberRole> Caller::roleIn(std::string_view workspace) const
{
    const auto* place = placeIn(workspace);
    return place != nullptr && place->member.status == MemberStatus::Active ? std::optional(place->member.role)
                                                                            : std::nullopt;
}

bool Caller::has(Right right, std::string_view workspace) const
{
    if (right == Open) {
        return true;
    }
    if (!isActive()) {
        return false;
    }
    switch (right) {
    case Open:
    case Known:
        return true;
    case Person:
        return !isWorker();
    case Platform:
        return isAdmin();
    case Right::Work:
        return isWorker() || isAdmin();
    case Read:
    case Use:
    case Administer:
    case Own:
        break;
    }
    if (isAdmin()) {
        return true;
    }
    const auto role = roleIn(workspace);
    return !isWorker() && role && domain::covers(*role, leastRole(right));
}

Visible Caller::visible() const
{
    if (isAdmin()) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (const store::workspaces::Place& place : m_standing.places) {
        if (has(Read, place.member.workspace)) {
            names.push_back(place.member.workspace);
        }
    }
    return names;
}

std::vector<domain::WorkspaceMember> Caller::memberships() const
{
    std::vector<domain::WorkspaceMember> all;
    all.reserve(m_standing.places.size());
    for (const store::workspaces::Place& place : m_standing.places) {
        all.push_back(place.member);
    }
    return all;
}

} // namespace argus::engine
