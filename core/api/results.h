// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/inspection.h"
#include "core/domain/report_format.h"
#include "core/domain/seen_batch.h"
#include "core/domain/triage.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace argus::api {

/// How many of the codes with most weight a document lists unless told otherwise.
inline constexpr std::size_t kDefaultTopCodes = 10;

/// The triage results. Any thread.
class Results
{
public:
    virtual ~Results() = default;

    /// What was found in a batch: of its last finished epoch. Conflict while there is none yet.
    virtual void triage(const base::ExecutionContext& context, domain::BatchId id,
                        Callback<std::shared_ptr<const domain::Triage>> done)
        = 0;
    /// The same as a document that lists the `top` codes with most weight; of the run that the user saw, where it is
    /// told, however many have begun or ended since.
    virtual void report(const base::ExecutionContext& context, domain::SeenBatch batch, domain::ReportFormat format,
                        std::size_t top, Callback<std::string> done)
        = 0;
    /// The frames around one record of a file of the batch, as that run read it: up to `before` and `after` rows, the
    /// record itself between them (its offset is `offset`).
    virtual void framesAround(const base::ExecutionContext& context, domain::SeenBatch batch, std::string file,
                              std::uint64_t offset, int before, int after, Callback<std::vector<domain::FrameRow>> done)
        = 0;
};

} // namespace argus::api
