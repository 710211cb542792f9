// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/workspace.h"
#include "core/store/repositories/workspace_repository.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who may do what: the one table that says for each operation of core/api which right it needs. A function of core/api
/// that has no entry here cannot be answered (EngineHost asks for its Operation), and a test says so.
namespace argus::engine {

enum class Operation : std::uint8_t
{
    BatchesList,
    BatchesShow,
    BatchesEvents,
    BatchesComplete,
    BatchesRetry,
    BatchesReprocess,
    BatchesReprocessWith,
    BatchesReopen,
    BatchesCancel,
    BatchesRemove,
    SubmissionsSubmit,
    ResultsTriage,
    ResultsReport,
    ResultsFramesAround,
    VehiclesList,
    VehiclesShow,
    RecordingsFormats,
    RecordingsInspect,
    RecordingsFrames,
    RecordingsConvert,
    OperationsStatus,
    OperationsPause,
    OperationsResume,
    OperationsSnapshot,
    OperationsDeadLetters,
    OperationsRedrive,
    OperationsDoctor,
    OperationsOnBatchChanged,
    OperationsOnProgress,
    AccountsWhoami,
    AccountsCustomers,
    AccountsAddCustomer,
    AccountsChangeCustomer,
    AccountsWorkspaces,
    AccountsCreateWorkspace,
    AccountsChangeWorkspace,
    AccountsMembers,
    AccountsSetMember,
    AccountsRemoveMember,
    AccountsJoin,
    AccountsAudit,
    AttendanceEnter,
    AttendanceLeave,
    AttendancePresent,
    Work, ///< to take tasks and work on them: no function of core/api, but a right that is checked
};

/// What an operation needs. Read to Own are rights within the workspace that it concerns.
enum class Right : std::uint8_t
{
    Open, ///< nothing: it touches no store, or tells nothing that is anybody's
    Known, ///< to be an active customer, a worker's login included
    Person, ///< to be an active customer who is no worker
    Read, ///< to be a viewer of the workspace, or more
    Use, ///< member, or more
    Administer, ///< admin, or owner
    Own, ///< owner
    Platform, ///< to be an admin of the platform
    Work, ///< to be a worker, or an admin of the platform
};

struct OperationRule
{
    Operation operation;
    std::string_view name; ///< "batches.cancel": interface and function of core/api
    Right right;
};

/// Every operation once, in the order of the enumeration.
std::span<const OperationRule> operationRules();
const OperationRule& ruleOf(Operation operation);
std::optional<Operation> operationNamed(std::string_view name);

/// True for the rights that a workspace gives.
bool isOfWorkspace(Right right);
/// The least role in a workspace that has the right; of a workspace's rights only.
domain::MemberRole leastRole(Right right);

/// The names of the workspaces that somebody may see; nothing: all there are.
using Visible = std::optional<std::vector<std::string>>;

/// A customer as the store knows them at one moment: what they are and where. A value; any thread.
class Caller
{
public:
    explicit Caller(store::workspaces::Standing standing)
        : m_standing(std::move(standing))
    { }

    const domain::Customer& customer() const { return m_standing.customer; }
    bool isActive() const { return m_standing.customer.status == domain::CustomerStatus::Active; }
    bool isWorker() const { return m_standing.customer.role == domain::PlatformRole::Worker; }
    /// An active admin of the platform: may do everything but what is a worker's alone.
    bool isAdmin() const;
    /// Their place in a workspace, whatever its state; null where they have none.
    const store::workspaces::Place* placeIn(std::string_view workspace) const;
    /// The role that counts in a workspace: none for those who are suspended or only invited.
    std::optional<domain::MemberRole> roleIn(std::string_view workspace) const;
    /// `workspace` counts for the rights of workspaces only.
    bool has(Right right, std::string_view workspace) const;
    Visible visible() const;
    std::vector<domain::WorkspaceMember> memberships() const;

private:
    store::workspaces::Standing m_standing;
};

} // namespace argus::engine
