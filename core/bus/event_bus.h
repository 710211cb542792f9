// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace argus::bus {

/// A fact on its way: `payload` is the event's JSON, `key` its batch id.
struct Message
{
    std::string topic;
    std::string key;
    std::string eventId;
    std::string payload;
};

/// Takes messages of one consumer group, in order for each key. Success means that the effects are committed; after a
/// failure the same messages come again. Called on one thread at a time per group.
using Handler = std::function<base::Result<>(const base::ExecutionContext&, std::span<const Message>)>;

/// Carries facts between the parts of the engine, and between processes where a broker stands behind it. Delivery is at
/// least once; a consumer's inbox makes the effect exactly once. Any thread.
class EventBus
{
public:
    virtual ~EventBus() = default;
    /// Returns success when every message is safe: with a broker, or with all local consumers.
    virtual base::Result<> publish(const base::ExecutionContext& context, std::span<const Message> messages) = 0;
    /// Adds a consumer group on a topic. Only before the first publish.
    virtual base::Result<> subscribe(const std::string& topic, const std::string& group, Handler handler) = 0;
    virtual std::string describe() const = 0;
};

/// The bus within this process. publish() hands the messages to every group on the caller's thread (the relay's), so
/// that nothing is marked as published before it had its effect: a bus that forgets with the process may not hold
/// anything back.
std::unique_ptr<EventBus> makeLocalBus();

} // namespace argus::bus
