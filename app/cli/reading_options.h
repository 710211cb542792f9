// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace argus::cli {

struct Session;

/// The options --read-as and --shift of commands that take recordings in.
struct ReadingFlags
{
    std::string readAs;
    std::vector<std::string> shifts; ///< NAME=SECONDS

    /// Throws CLI::ValidationError for a shift that cannot be read.
    api::ReadingOptions options() const;
};

/// Says what was not taken in, and which shifts were meant for files that are not there; sets the exit status if any.
void reportRefused(Session& session, const ReadingFlags& flags, const api::SubmissionReceipt& receipt);

void addReadingFlags(CLI::App& command, ReadingFlags& flags);

} // namespace argus::cli
