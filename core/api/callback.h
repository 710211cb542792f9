// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace argus::api {

/// Receives the answer of an asynchronous call, once, on a thread of the engine: copy what you need and return soon.
template <class T> using Callback = std::function<void(base::Result<T>)>;

/// Unsubscribes when it is destroyed; after that no more callbacks start, and one under way has ended (unless the
/// destructor runs inside it). Movable.
class Subscription
{
public:
    Subscription() = default;
    explicit Subscription(std::function<void()> cancel)
        : m_cancel(std::move(cancel))
    { }
    ~Subscription() { reset(); }
    Subscription(Subscription&& other) noexcept
        : m_cancel(std::exchange(other.m_cancel, nullptr))
    { }
    Subscription& operator=(Subscription&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_cancel = std::exchange(other.m_cancel, nullptr);
        }
        return *this;
    }
    void reset()
    {
        if (auto cancel = std::exchange(m_cancel, nullptr)) {
            cancel();
        }
    }

private:
    std::function<void()> m_cancel;
};

/// Makes an asynchronous call and waits for its answer: for the command line and tests, never for the window.
/// `call` gets the callback to pass on: `await<Batch>([&](auto done) { batches.show(context, id, done); })`.
template <class T, class Call> base::Result<T> await(Call&& call)
{
    struct Slot
    {
        std::mutex mutex;
        std::condition_variable filled;
        std::optional<base::Result<T>> result;
    };
    const auto slot = std::make_shared<Slot>();
    call(Callback<T>([slot](base::Result<T> result) {
        const std::lock_guard lock(slot->mutex);
        slot->result.emplace(std::move(result));
        slot->filled.notify_all();
    }));
    std::unique_lock lock(slot->mutex);
    slot->filled.wait(lock, [&slot] { return slot->result.has_value(); });
    return std::move(*slot->result);
}

} // namespace argus::api
