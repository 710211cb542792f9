// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"

namespace argus::ui::test {

/// A shared installation with something to see in each of its parts: a lost worker, a group that is behind, a topic
/// that is weaker than it should be.
api::OperationsSnapshot makeSnapshot(base::UtcTime now);
/// One process with a bus of its own.
api::OperationsSnapshot makeStandaloneSnapshot(base::UtcTime now);
/// Five, of two consumers.
std::vector<api::DeadLetter> makeDeadLetters(base::UtcTime now);

} // namespace argus::ui::test
