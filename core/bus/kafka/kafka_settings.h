// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::bus::kafka {

/// What a Kafka bus is made of. The defaults are right for the program; tests shorten the times.
struct KafkaSettings
{
    std::string brokers; ///< "host:port[,host:port]"
    /// Options of the client library by their names there, for TLS, SASL and tuning. Never logged.
    std::map<std::string, std::string> options;
    std::string clientId = "argus"; ///< how the brokers' operators see this process

    /// Topics that are made when they are missing, and checked.
    std::vector<std::string> topics {"batch-events", "batch-events.dlq", "fleet-events", "fleet-events.dlq"};
    int partitions = 12;
    int replication = 3;
    int minInSync = 2;
    /// Groups that people are shown beside the own ones.
    std::vector<std::string> knownGroups {"argus-orchestrator", "argus-worker"};

    std::chrono::milliseconds publishPatience {10'000}; ///< for one publish whose context has no nearer end
    std::chrono::milliseconds adminPatience {10'000}; ///< for one question to the brokers
    std::chrono::milliseconds statisticsInterval {5'000};
    std::chrono::milliseconds firstBackoff {1'000}; ///< after a handler's fault; doubled to longestBackoff, with jitter
    std::chrono::milliseconds longestBackoff {60'000};
    std::chrono::milliseconds revokePatience {10'000}; ///< for a running handler when partitions go to somebody else
    std::size_t batchMessages = 500; ///< handed to a handler at once
    /// Between the brokers and a handler, for each group; beyond it the partitions are paused.
    std::size_t queuedMessages = 10'000;
    std::size_t queuedBytes = 16u << 20;
};

/// Settings for "kafka://host:port[,host:port]". Invalid with the reason otherwise; a user or a password in it is
/// refused.
base::Result<KafkaSettings> settingsFromUrl(std::string_view url);

/// Invalid when an option would break a promise (offsets committed before the effect, messages lost or out of order),
/// with what to do instead; also for a name or value that the library does not know. Values of secret options never
/// stand in the message.
base::Result<> checkOptions(const std::map<std::string, std::string>& options);

/// Invalid when a file that an option names (certificates, keys) cannot be read, with the option and the reason.
base::Result<> checkFiles(const std::map<std::string, std::string>& options);

/// True for options whose value is a secret: these may not stand on a command line, where everybody can read them.
bool isSecretOption(std::string_view name);

} // namespace argus::bus::kafka
