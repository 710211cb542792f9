// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"

#include <string>
#include <vector>

/// What `argus ops` prints: tables for people, JSON with stable keys for programs.
namespace argus::cli {

enum class SnapshotPart
{
    All,
    Queues,
    Workers,
    Consumers,
    Outbox,
    Servers
};

/// The bus among the servers when it does not answer, else null.
const api::ServerHealth* busThatIsAway(const api::OperationsSnapshot& snapshot);

std::string toText(const api::OperationsSnapshot& snapshot, SnapshotPart part);
/// One part is an array (the outbox an object), all of them an object of these.
std::string toJson(const api::OperationsSnapshot& snapshot, SnapshotPart part);

std::string toText(const std::vector<api::DeadLetter>& letters);
std::string toJson(const std::vector<api::DeadLetter>& letters);

std::string toText(const api::Redriven& redriven, bool dryRun);
std::string toJson(const api::Redriven& redriven, bool dryRun);

} // namespace argus::cli
