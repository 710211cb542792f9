// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/event_bus.h"

#include <functional>
#include <optional>
#include <vector>

namespace argus::test {

/// A bus that remembers what it was given, and fails on demand: as a whole, or message by message.
class RecordingBus final : public bus::EventBus
{
public:
    bus::Outcome publish(const base::ExecutionContext&, std::span<const bus::Message> messages) override
    {
        if (failures > 0) {
            --failures;
            return base::failTransient(base::ErrorCode::Unavailable, "no broker");
        }
        bus::Outcome outcome;
        for (std::size_t i = 0; i < messages.size(); ++i) {
            sent.push_back(messages[i]);
            const auto error = fault ? fault(messages[i]) : std::nullopt;
            if (error) {
                outcome.fail(i, *error);
            } else {
                published.push_back(messages[i]);
            }
        }
        return outcome;
    }
    base::Result<> subscribe(const std::string&, const std::string&, bus::Handler) override { return {}; }
    base::Result<> start() override { return {}; }
    void stop(std::chrono::milliseconds) override { }
    bus::BusState state() const override { return {}; }
    base::Result<std::vector<bus::GroupState>> groups(const base::ExecutionContext&) override
    {
        return std::vector<bus::GroupState> {};
    }
    std::string describe() const override { return "recording"; }

    int failures = 0; ///< so many calls fail as a whole
    std::function<std::optional<base::Error>(const bus::Message&)> fault;
    std::vector<bus::Message> sent; ///< all that were tried
    std::vector<bus::Message> published; ///< those that became safe
};

} // namespace argus::test
