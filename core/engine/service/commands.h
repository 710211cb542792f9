// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/context.h"
#include "core/domain/batch.h"
#include "core/domain/customer.h"
#include "core/domain/recording_file.h"
#include "core/domain/refused_file.h"
#include "core/domain/seen_batch.h"
#include "core/domain/workspace.h"
#include "core/engine/service/rights.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace argus::engine {

struct NewBatch
{
    domain::BatchId id; ///< chosen by the caller, so that a repeated call makes one batch
    std::string vehicleId;
    std::string vin; ///< empty: to be found
    std::string workspace = "default";
    std::int64_t priority = 0;
    std::int64_t expectedWorkers = 0; ///< a hint
    std::string key; ///< idempotency key, empty: none
};

/// A recording whose blob is stored already.
struct NewFile
{
    domain::BatchId batchId;
    domain::FileId fileId;
    std::string name; ///< made unique within the batch if it is taken
    std::uint64_t size = 0;
    std::string sha256; ///< empty: hashed while it is parsed
    std::string readAs {}; ///< as RecordingFile::readAs
    std::optional<std::int64_t> clockShift {}; ///< as RecordingFile::clockShift, ns
};

/// What a submission could not take in, and what it took in of that which an earlier one could not.
struct Refusals
{
    domain::BatchId batchId;
    std::vector<domain::RefusedFile> refused;
    std::vector<std::string> lifted; ///< names
};

/// A window says which case it has open now.
struct Attending
{
    std::string session; ///< the window: a random id
    std::string host;
    std::optional<domain::BatchId> batch {}; ///< none: it has none open any more
};

/// Dead letters to send again: these, or all that fit.
struct RedriveRequest
{
    std::vector<std::int64_t> ids;
    std::string topic;
    std::string consumer;
    std::string reason; ///< a part of it
    std::string batch; ///< empty: of any
    std::optional<base::UtcTime> since;
    bool redriven = false; ///< also those that were sent again already
    bool dryRun = false;
};

struct RedriveAnswer
{
    std::uint64_t matched = 0;
    std::uint64_t sent = 0;
};

/// A change of customers, workspaces or members. Which one is `operation` (a function of api::Accounts), and that says
/// which of the others count; what is not set stays as it is.
struct AccountChange
{
    Operation operation = Operation::AccountsAddCustomer;
    std::string login; ///< of the customer or member
    std::string workspace; ///< its name
    std::optional<std::string> name {}; ///< of a customer
    std::optional<std::string> email {};
    std::optional<domain::PlatformRole> role {};
    std::optional<domain::CustomerStatus> status {};
    std::optional<std::string> description {};
    std::optional<domain::WorkspaceType> type {};
    std::optional<domain::WorkspaceStatus> workspaceStatus {};
    std::optional<domain::MemberRole> memberRole {};
    std::optional<domain::MemberStatus> memberStatus {};

    bool operator==(const AccountChange&) const = default;
};

/// Everything that changes the store on a user's behalf: one transaction each, rules and events included. Implemented
/// by the process that owns the store, and by a client of its socket for every other process. Blocking; any thread but
/// the window's. Errors: NotFound, Denied (rights.h), Conflict (state),
/// Invalid, Unavailable (no owner, full disk).
class Commands
{
public:
    virtual ~Commands() = default;
    /// The batch of an earlier call with the same key where there is one.
    virtual base::Result<domain::BatchId> createBatch(const base::ExecutionContext& context, const NewBatch& batch) = 0;
    /// Adds the File row. When the same content is in the batch already, it becomes a completed duplicate over the blob
    /// that was there first, and the new blob is removed.
    virtual base::Result<domain::FileId> addFile(const base::ExecutionContext& context, const NewFile& file) = 0;
    /// Keeps what could not be taken in, for the reports of the batch. Whatever state it is in: the next run tells it.
    virtual base::Result<> noteRefusals(const base::ExecutionContext& context, const Refusals& refusals) = 0;
    virtual base::Result<> complete(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    virtual base::Result<> retry(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    virtual base::Result<> reprocess(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    /// As api::Batches::reprocessWith.
    virtual base::Result<> reprocessWith(const base::ExecutionContext& context, domain::SeenBatch batch,
                                         const std::vector<domain::ReadingChange>& changes)
        = 0;
    virtual base::Result<> reopen(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    virtual base::Result<> cancel(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    virtual base::Result<> remove(const base::ExecutionContext& context, domain::SeenBatch batch) = 0;
    virtual base::Result<> setPaused(const base::ExecutionContext& context, bool paused) = 0;
    virtual base::Result<RedriveAnswer> redrive(const base::ExecutionContext& context, const RedriveRequest& request)
        = 0;
    /// As the functions of api::Accounts that change something.
    virtual base::Result<> changeAccounts(const base::ExecutionContext& context, const AccountChange& change) = 0;
    /// As api::Attendance::enter and leave.
    virtual base::Result<> attend(const base::ExecutionContext& context, const Attending& attending) = 0;
};

} // namespace argus::engine
