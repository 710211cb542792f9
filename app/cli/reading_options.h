// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"
#include "core/domain/recording_file.h"

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

/// The options --read-as and --shift of commands that process a batch again.
struct ChangeFlags
{
    std::vector<std::string> formats; ///< NAME=FORMAT
    std::vector<std::string> shifts; ///< NAME=SECONDS

    /// One for each file that is named. Throws CLI::ValidationError for what cannot be read.
    std::vector<domain::ReadingChange> changes() const;
};

void addChangeFlags(CLI::App& command, ChangeFlags& flags);

} // namespace argus::cli
