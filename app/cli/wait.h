// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"

#include <chrono>
#include <optional>

namespace argus::cli {

/// Waits until a batch has ended and its events are told, showing progress on a terminal. The batch as it is then, or
/// the context's error.
base::Result<domain::Batch> waitForEnd(const base::ExecutionContext& context, api::Engine& engine, domain::BatchId id);

/// Waits until the context is cancelled, or `limit` is over. True when it was cancelled.
bool waitForStop(const base::ExecutionContext& context, std::optional<std::chrono::seconds> limit = std::nullopt);

} // namespace argus::cli
