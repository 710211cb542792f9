// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/domain/batch.h"
#include "core/engine/service/rights.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace argus::engine {

class Access;

/// What the caller of one operation may do, within one transaction: made by Access, and only there.
class Permit
{
public:
    /// Success when the caller has the operation's right in `workspace`; else Denied, with the role that is missing and
    /// who can give it.
    base::Result<> require(const std::string& workspace);
    /// The same where the operation changes something: Conflict while the workspace is archived, NotFound when there is
    /// none of that name.
    base::Result<> requireToChange(const std::string& workspace);
    /// The batch, its row held where `hold` says so, once the caller may do this with it. NotFound, Denied, Conflict.
    base::Result<domain::Batch> batch(domain::BatchId id, bool hold);

    /// Reads the caller anew where they were remembered.
    base::Result<> lookAgain();
    const Caller& caller() const { return *m_caller; }
    Visible visible() const { return m_caller->visible(); }
    store::sql::Connection& connection() { return m_connection; }
    /// Writes a line of the audit log: the caller did `what` to `onWhat`.
    base::Result<> note(base::UtcTime when, const std::string& what, const std::string& onWhat,
                        const std::string& before, const std::string& after, const std::string& details = {});

private:
    friend class Access;
    Permit(Access& access, store::sql::Connection& connection, const base::ExecutionContext& context,
           const OperationRule& rule);
    /// Looks the caller up, and denies whom the store does not know or who has not the right.
    base::Result<> begin();
    base::Result<> check(Right right, const std::string& workspace);
    base::Result<std::optional<domain::WorkspaceStatus>> statusOf(const std::string& workspace);

    Access& m_access;
    store::sql::Connection& m_connection;
    const base::ExecutionContext& m_context;
    const OperationRule& m_rule;
    std::shared_ptr<const Caller> m_caller;
    bool m_fresh = false; ///< m_caller was read in this transaction
};

/// The only way of the services to the store: whatever they read or write on a user's behalf goes through here, under
/// the name of its operation, and is refused where the caller has not the right (rights.h). The services hold no
/// Database, so that none can forget it. Any thread.
///
/// It costs no round trip of its own: who somebody is stays known for two seconds, the batch whose workspace is asked
/// for is the one that the operation reads anyway, and all of it happens within the operation's transaction. A refusal
/// never comes from what was remembered: it looks again first.
class Access
{
public:
    /// `database` must outlive this.
    explicit Access(store::sql::Database& database)
        : m_database(database)
    { }

    /// Checks what can be checked before an operation starts: all rights but those that a workspace gives, which the
    /// operation's own transaction checks. Reads the store only when it has not done so lately.
    base::Result<> enter(const base::ExecutionContext& context, Operation operation);

    /// Runs `work(Permit&)` in a read-only snapshot.
    template <class T, class F> base::Result<T> read(const base::ExecutionContext& context, Operation operation, F work)
    {
        std::optional<T> value;
        base::Result<> done
            = run(&store::sql::Database::read, context, operation, [&](Permit& permit) -> base::Result<> {
                  base::Result<T> result = work(permit);
                  if (!result) {
                      return base::fail(result);
                  }
                  value.emplace(std::move(*result));
                  return {};
              });
        if (!done) {
            return base::fail(done);
        }
        return std::move(*value);
    }
    /// Runs `work(Permit&, Batch)` in a read-only snapshot once the caller may do this with the batch.
    template <class T, class F>
    base::Result<T> readBatch(const base::ExecutionContext& context, Operation operation, domain::BatchId id, F work)
    {
        return read<T>(context, operation, [&](Permit& permit) -> base::Result<T> {
            auto batch = permit.batch(id, /*hold=*/false);
            if (!batch) {
                return base::fail(batch);
            }
            return work(permit, std::move(*batch));
        });
    }
    /// Runs `work` in a transaction. It may run more than once, as every work of the store.
    base::Result<> write(const base::ExecutionContext& context, Operation operation,
                         const std::function<base::Result<>(Permit&)>& work)
    {
        return run(&store::sql::Database::write, context, operation, work);
    }

    /// Rights may have changed: what was remembered is forgotten.
    void forget();

private:
    friend class Permit;
    using Runner = base::Result<> (store::sql::Database::*)(const base::ExecutionContext&, store::sql::Work);

    base::Result<> run(Runner runner, const base::ExecutionContext& context, Operation operation,
                       const std::function<base::Result<>(Permit&)>& work);
    std::shared_ptr<const Caller> remembered(const std::string& login);
    base::Result<std::shared_ptr<const Caller>> load(store::sql::Connection& connection, const std::string& login);

    struct Known
    {
        std::shared_ptr<const Caller> caller;
        std::chrono::steady_clock::time_point at;
    };
    /// How long a right that was taken away in another process may still count here.
    static constexpr std::chrono::seconds kRemembered {2};
    static constexpr std::size_t kMostRemembered = 1000;

    store::sql::Database& m_database;
    base::Mutex m_mutex;
    std::map<std::string, Known> m_known ARGUS_GUARDED_BY(m_mutex);
};

} // namespace argus::engine
