// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/blob_sweep.h"

#include "core/base/log.h"
#include "core/store/repositories/file_repository.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;
using Keys = std::vector<std::string>;

namespace {

/// Removes the blob when, at this moment, nothing refers to it and nobody writes it; whether it did.
Result<bool> removeOrphan(const ExecutionContext& context, store::sql::Database& database, blob::BlobStore& blobs,
                          const std::string& key, std::chrono::seconds age)
{
    // The removal is no change of the database, but run twice it does what one run does.
    return store::sql::writeValue<bool>(database, context, [&](Connection& connection) -> Result<bool> {
        ARGUS_TRY(store::files::holdObject(connection, key));
        const auto orphans = store::files::unreferenced(connection, {&key, 1});
        if (!orphans) {
            return fail(orphans);
        }
        return orphans->empty() ? Result<bool>(false) : blobs.removeAbandoned(context, key, age);
    });
}

} // namespace

Result<Swept> sweepBlobs(const ExecutionContext& context, store::sql::Database& database, blob::BlobStore& blobs,
                         std::chrono::seconds age)
{
    Swept swept;
    const auto uploads = blobs.sweep(context, age);
    if (!uploads) {
        return fail(uploads);
    }
    swept.uploads = *uploads;
    const auto all = blobs.list(context, age);
    if (!all) {
        return fail(all);
    }
    const std::span<const std::string> keys(*all);
    for (std::size_t begin = 0; begin < keys.size(); begin += store::files::kKeysAtOnce) {
        const auto some = keys.subspan(begin, std::min(store::files::kKeysAtOnce, keys.size() - begin));
        // Most stores have no orphans: a reader finds that out without keeping the writer from its work.
        const auto orphans = store::sql::readValue<Keys>(database, context, [&some](Connection& connection) {
            return store::files::unreferenced(connection, some);
        });
        if (!orphans) {
            return fail(orphans);
        }
        for (const std::string& key : *orphans) {
            const auto removed = removeOrphan(context, database, blobs, key, age);
            if (!removed) {
                return fail(removed);
            }
            if (*removed) {
                ++swept.blobs;
                base::log(base::LogLevel::Info, "engine", "removed " + key + ": an upload that never ended left it",
                          context.traceId());
            }
        }
    }
    if (swept.uploads > 0) {
        base::log(base::LogLevel::Info, "engine",
                  "removed " + std::to_string(swept.uploads) + " temporary files of uploads that never ended",
                  context.traceId());
    }
    return swept;
}

} // namespace argus::engine
