// SPDX-License-Identifier: Apache-2.0
#include "core/base/context.h"

#include "core/base/mutex.h"

#include <functional>
#include <vector>

namespace argus::base {

namespace {

using StopLink = std::stop_callback<std::function<void()>>;

} // namespace

struct ExecutionContext::State
{
    std::optional<Deadline> deadline;
    std::string user;
    std::string operation;
    std::string traceId;
    std::shared_ptr<const State> parent; // keeps the parent's reason readable

    mutable std::stop_source stop;
    mutable Mutex mutex;
    mutable std::string reason ARGUS_GUARDED_BY(mutex);

    // Last, so that they are destroyed first: no callback runs into a half-destroyed state.
    std::vector<std::unique_ptr<StopLink>> links;
};

ExecutionContext::ExecutionContext(std::shared_ptr<const State> state)
    : m_state(std::move(state))
{ }

ExecutionContext ExecutionContext::root(std::string user, std::string operation)
{
    auto state = std::make_shared<State>();
    state->user = std::move(user);
    state->operation = std::move(operation);
    state->traceId = Uuid::makeV7().toString();
    return ExecutionContext(std::move(state));
}

std::shared_ptr<ExecutionContext::State> ExecutionContext::derive() const
{
    auto state = std::make_shared<State>();
    state->deadline = m_state->deadline;
    state->user = m_state->user;
    state->operation = m_state->operation;
    state->traceId = m_state->traceId;
    state->parent = m_state;
    state->links.push_back(
        std::make_unique<StopLink>(m_state->stop.get_token(), [stop = state->stop]() mutable { stop.request_stop(); }));
    return state;
}

ExecutionContext ExecutionContext::withTimeout(std::chrono::milliseconds timeout) const
{
    auto state = derive();
    const Deadline wanted = std::chrono::steady_clock::now() + timeout;
    if (!state->deadline || wanted < *state->deadline) {
        state->deadline = wanted;
    }
    return ExecutionContext(std::move(state));
}

ExecutionContext ExecutionContext::withOperation(std::string operation) const
{
    auto state = derive();
    state->operation = std::move(operation);
    return ExecutionContext(std::move(state));
}

ExecutionContext ExecutionContext::withTraceId(std::string traceId) const
{
    auto state = derive();
    state->traceId = std::move(traceId);
    return ExecutionContext(std::move(state));
}

ExecutionContext ExecutionContext::child() const
{
    return ExecutionContext(derive());
}

ExecutionContext ExecutionContext::withStopToken(std::stop_token token) const
{
    auto state = derive();
    state->links.push_back(
        std::make_unique<StopLink>(std::move(token), [stop = state->stop]() mutable { stop.request_stop(); }));
    return ExecutionContext(std::move(state));
}

void ExecutionContext::cancel(std::string reason) const
{
    {
        const LockGuard lock(m_state->mutex);
        if (m_state->reason.empty()) {
            m_state->reason = std::move(reason);
        }
    }
    m_state->stop.request_stop();
}

bool ExecutionContext::isCancelled() const
{
    return m_state->stop.stop_requested();
}

bool ExecutionContext::isExpired() const
{
    return m_state->deadline && std::chrono::steady_clock::now() >= *m_state->deadline;
}

Result<> ExecutionContext::check() const
{
    if (isCancelled()) {
        for (const State* state = m_state.get(); state; state = state->parent.get()) {
            const LockGuard lock(state->mutex);
            if (!state->reason.empty()) {
                return fail(ErrorCode::Cancelled, state->reason);
            }
        }
        return fail(ErrorCode::Cancelled, m_state->operation + " was cancelled");
    }
    if (isExpired()) {
        return fail(ErrorCode::DeadlineExceeded, m_state->operation + " took longer than it was given");
    }
    return {};
}

const std::optional<ExecutionContext::Deadline>& ExecutionContext::deadline() const
{
    return m_state->deadline;
}

std::chrono::milliseconds ExecutionContext::remaining(std::chrono::milliseconds otherwise) const
{
    if (!m_state->deadline) {
        return otherwise;
    }
    const auto left
        = std::chrono::duration_cast<std::chrono::milliseconds>(*m_state->deadline - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

std::stop_token ExecutionContext::stopToken() const
{
    return m_state->stop.get_token();
}

const std::string& ExecutionContext::user() const
{
    return m_state->user;
}

const std::string& ExecutionContext::operation() const
{
    return m_state->operation;
}

const std::string& ExecutionContext::traceId() const
{
    return m_state->traceId;
}

} // namespace argus::base
