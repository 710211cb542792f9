// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "ui/bridge/inbox.h"
#include "ui/bridge/query_slot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace argus::ui {

/// What changed in the store since the last telling.
struct BatchChanges
{
    std::vector<domain::BatchId> changed;
    std::vector<domain::BatchId> removed;
    bool everything = false; ///< more changed than could be kept: ask for all of it
};

struct BridgeCounters
{
    std::uint64_t received = 0; ///< events that came from the engine
    std::uint64_t dropped = 0;
    std::uint64_t flushes = 0; ///< batches of events that were handed to the window
};

/// The only place where callbacks of the engine cross into the window. Events are collected, coalesced by key and
/// handed on at most 30 times a second (the first of a burst at once); answers come as soon as the window's thread is
/// free. GUI thread only; it never waits for the engine.
class EngineBridge final : public QObject
{
    Q_OBJECT

public:
    explicit EngineBridge(QObject* parent = nullptr);
    ~EngineBridge() override;

    /// Starts to use `engine`, which must live until detach().
    void attach(api::Engine& engine);
    /// Unsubscribes and cancels the calls under way; their answers are dropped. The engine may be destroyed then.
    void detach();
    bool isAttached() const { return m_engine != nullptr; }
    /// For as long as there is no engine: one is being opened, or could not be.
    void reportOpening();
    void reportOpenFailure(const base::Error& error);
    const std::optional<base::Error>& openFailure() const { return m_openFailure; }

    /// Makes a call and hands its answer to `handler` on the GUI thread, unless `receiver` is gone or `slot` was
    /// cancelled or used again by then. `call(engine, context, callback)` starts it. Without an engine: Unavailable.
    template <class T, class Call, class Handler>
    void ask(QObject* receiver, const char* operation, Call&& call, Handler&& handler, QuerySlot* slot = nullptr,
             std::chrono::milliseconds timeout = kQueryTimeout);

    /// A context for calls that `ask` does not fit. `timeout` zero: none.
    base::ExecutionContext makeContext(const char* operation, std::chrono::milliseconds timeout) const;
    /// Where such calls leave what they have for the window.
    const std::shared_ptr<Inbox>& inbox() const { return m_inbox; }
    api::Engine* engine() const { return m_engine; }
    /// What recordings can be read; empty without an engine.
    const std::vector<api::Format>& formats() const;

    const BridgeCounters& counters() const { return m_counters; }
    const api::EngineStatus& status() const { return m_status; }
    /// Asks for the engine's status now; it is asked every two seconds anyway while `setWatching(true)`.
    void refreshStatus();
    void setWatching(bool watching);
    bool isWatching() const { return m_watching; }

    static constexpr std::chrono::milliseconds kFlushInterval {33};
    static constexpr std::chrono::milliseconds kQueryTimeout {30000};

Q_SIGNALS:
    void attached();
    void detached();
    void openingChanged();
    void batchesChanged(const argus::ui::BatchChanges& changes);
    void progressed(const std::vector<argus::api::TaskProgress>& progress);
    void statusChanged(const argus::api::EngineStatus& status);
    /// With an engine, the window is visible from now on, or not any more.
    void watchingChanged(bool watching);

private:
    void runAnswers();
    void onEventsWaiting();
    void flushEvents();

    api::Engine* m_engine = nullptr;
    std::shared_ptr<Inbox> m_inbox;
    base::ExecutionContext m_root;
    api::Subscription m_changeSubscription;
    api::Subscription m_progressSubscription;
    QTimer m_flushTimer;
    QTimer m_statusTimer;
    QElapsedTimer m_sinceFlush;
    BridgeCounters m_counters;
    api::EngineStatus m_status;
    std::optional<base::Error> m_openFailure;
    QuerySlot m_statusSlot;
    bool m_watching = false;
};

template <class T, class Call, class Handler>
void EngineBridge::ask(QObject* receiver, const char* operation, Call&& call, Handler&& handler, QuerySlot* slot,
                       std::chrono::milliseconds timeout)
{
    struct Pending
    {
        QPointer<QObject> receiver;
        std::decay_t<Handler> handler;
        std::shared_ptr<QuerySlot::Ticket> ticket;
    };
    const base::ExecutionContext context = makeContext(operation, timeout);
    auto pending = std::make_shared<Pending>(
        Pending {QPointer<QObject>(receiver), std::forward<Handler>(handler), slot ? slot->renew(context) : nullptr});
    const std::shared_ptr<Inbox> inbox = m_inbox;
    api::Callback<T> done = [inbox, pending](base::Result<T> result) {
        auto shared = std::make_shared<base::Result<T>>(std::move(result));
        inbox->postAnswer([pending, shared] {
            if (!pending->receiver || (pending->ticket && !pending->ticket->live)) {
                return;
            }
            if (pending->ticket) {
                pending->ticket->live = false;
            }
            pending->handler(std::move(*shared));
        });
    };
    if (!m_engine) {
        done(base::fail(base::ErrorCode::Unavailable, "the engine is not open yet"));
        return;
    }
    call(*m_engine, context, std::move(done));
}

} // namespace argus::ui
