// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace argus::base {

/// What every operation of the engine runs under: cancellation, deadline, trace id, user and operation name. It is the
/// first parameter from the entrance down to the store, the bus and the blob store, and each of them honours it.
///
/// A context is a small value; copies share the same cancellation. Children see their parent's cancellation and can
/// only shorten its deadline. Any thread.
class ExecutionContext
{
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// A context that nothing cancels and that never expires: the root for `user` doing `operation`.
    static ExecutionContext root(std::string user, std::string operation);

    /// A child whose deadline is `timeout` from now, or the parent's where that is nearer.
    ExecutionContext withTimeout(std::chrono::milliseconds timeout) const;
    /// A child with another operation name.
    ExecutionContext withOperation(std::string operation) const;
    /// A child that can be cancelled without its parent.
    ExecutionContext child() const;
    /// A child that `token` cancels as well.
    ExecutionContext withStopToken(std::stop_token token) const;

    /// Cancels this context, its copies and its children. The first reason given stays.
    void cancel(std::string reason = {}) const;

    bool isCancelled() const;
    bool isExpired() const;
    /// Success, or Cancelled (with the reason), or DeadlineExceeded. Cheap enough for each step of a loop over blocks,
    /// not for each frame.
    Result<> check() const;

    const std::optional<Deadline>& deadline() const;
    /// Time left; `otherwise` where there is no deadline; never negative.
    std::chrono::milliseconds remaining(std::chrono::milliseconds otherwise) const;
    /// Fires on cancellation (not on expiry), for std::stop_callback and waits.
    std::stop_token stopToken() const;

    const std::string& user() const;
    const std::string& operation() const;
    /// One id for all that one click, command or request sets off; lower-case UUID.
    const std::string& traceId() const;
    ExecutionContext withTraceId(std::string traceId) const;

private:
    struct State;
    explicit ExecutionContext(std::shared_ptr<const State> state);
    std::shared_ptr<State> derive() const;

    std::shared_ptr<const State> m_state;
};

} // namespace argus::base
