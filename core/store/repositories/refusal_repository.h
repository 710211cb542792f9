// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/ids.h"
#include "core/domain/refused_file.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <string>
#include <vector>

/// What was offered to a batch and could not be taken in, or not whole: whoever reads its report must know what is
/// missing. It belongs to the batch, not to a run, and goes with it. Names are matched as they were given here.
namespace argus::store::refusals {

/// A name that is there already gets the new reason.
base::Result<> add(sql::Connection& connection, domain::BatchId batch, const domain::RefusedFile& file,
                   base::UtcTime now);
/// The file came after all. One that is not there is no error.
base::Result<> lift(sql::Connection& connection, domain::BatchId batch, const std::string& name);
/// In the order they were first refused in, at most `limit` of them (0: all).
base::Result<std::vector<domain::RefusedFile>> ofBatch(sql::Connection& connection, domain::BatchId batch,
                                                       std::int64_t limit = 0);
base::Result<std::int64_t> count(sql::Connection& connection, domain::BatchId batch);

} // namespace argus::store::refusals
