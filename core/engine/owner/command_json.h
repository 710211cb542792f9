// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/service/commands.h"

#include <string>
#include <string_view>
#include <vector>

/// The owner's socket speaks one line of JSON each way: {"op", "user", "trace_id", "timeout_ms", ...} and
/// {"ok": true, "id"} or {"ok": false, "code", "message", "retryable", "details"}. Who asks is told by the
/// kernel; "user" is believed only of a process of the owner's own user, who may act for others.
namespace argus::engine {

/// Longest request or answer, bytes.
inline constexpr std::size_t kMaxCommandBytes = 64 * 1024;

struct CommandRequest
{
    std::string op; ///< the name of the function of Commands
    std::string user;
    std::string traceId;
    std::int64_t timeoutMs = 30000;
    NewBatch batch; ///< createBatch
    NewFile file; ///< addFile
    domain::BatchId id; ///< the others
    Refusals refusals {}; ///< noteRefusals
    std::int64_t seenRun = 0; ///< domain::SeenBatch::runEpoch
    std::vector<domain::ReadingChange> changes; ///< reprocessWith
    Attending attending {}; ///< attend
    bool paused = false; ///< setPaused
    RedriveRequest redrive; ///< redrive
    AccountChange accounts {}; ///< changeAccounts
};

std::string toJson(const CommandRequest& request);
base::Result<CommandRequest> requestFromJson(std::string_view line);

/// The id that the command answered with, or its error.
std::string answerToJson(const base::Result<std::string>& answer);
base::Result<std::string> answerFromJson(std::string_view line);

/// The numbers that a redrive is answered with, instead of an id: "MATCHED SENT".
base::Result<RedriveAnswer> redriveAnswerFromText(std::string_view text);

/// Calls the function of Commands that a request names; answers with the new id where there is one.
base::Result<std::string> perform(Commands& commands, const CommandRequest& request);

} // namespace argus::engine
