// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/bench/measure.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::bench {

struct SharedStoreBenchOptions
{
    std::string url; ///< of a database where a schema of its own may be made; it is dropped at the end
    unsigned clients = 8;
    std::uint64_t tasks = 8000; ///< per run
    int runs = 5;
};

/// True for the address of a PostgreSQL store.
bool isSharedStore(const std::string& store);

/// A PostgreSQL store beside the bare statements on the same server: a task and its event in one transaction, from many
/// clients, beside pgbench with the same SQL; and tasks claimed a hundred at a time and ended one by one, as the engine
/// does, beside a program that claims and ends a hundred with one statement each. Works in the schema argus_bench,
/// which it makes and drops. Unavailable when pgbench is not installed.
base::Result<std::vector<Figure>> benchSharedStore(const base::ExecutionContext& context,
                                                   const SharedStoreBenchOptions& options);

} // namespace argus::bench
