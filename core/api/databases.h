// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/base/context.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::api {

/// What `argus db migrate` did.
struct MigrationReport
{
    std::string store; ///< "PostgreSQL 15.20, host:5432/argus as admin"
    std::int64_t from = 0; ///< schema versions; 0: an empty database
    std::int64_t to = 0;
    /// What was done about roles, and what could not be: a sentence each.
    std::vector<std::string> notes;
};

/// One promise that the store's rows keep, or do not.
struct StoreCheck
{
    std::string name; ///< "barrier": stable, for programs
    std::string promise; ///< "each file counts once": for people
    std::uint64_t violations = 0;
    std::vector<std::string> examples; ///< a few of them
};

struct StoreCheckOptions
{
    bool blobs = false; ///< look for every recording as well; takes as long as there are many
};

/// The database itself, apart from an engine that works on it. Any thread.
class Databases
{
public:
    virtual ~Databases() = default;
    /// Brings the schema up to this program's version; one program at a time does so, others wait. On PostgreSQL also
    /// makes the roles argus_desk and argus_worker, where the login may, and gives them what the program needs and no
    /// more. `owner`: the login that becomes the first administrator; empty: leave as it is. Errors: Conflict for a
    /// newer store, Unavailable when another process owns a local one.
    virtual void migrate(const base::ExecutionContext& context, std::string owner, Callback<MigrationReport> done) = 0;
    /// Looks whether the rows keep what the program promises, all in one snapshot. An error means that it could not
    /// look.
    virtual void check(const base::ExecutionContext& context, StoreCheckOptions options,
                       Callback<std::vector<StoreCheck>> done)
        = 0;
};

} // namespace argus::api
