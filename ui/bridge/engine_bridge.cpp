// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/engine_bridge.h"

#include "core/base/system_user.h"

#include <algorithm>

namespace argus::ui {

namespace {

constexpr std::chrono::seconds kStatusInterval {2};

} // namespace

EngineBridge::EngineBridge(QObject* parent)
    : QObject(parent)
    , m_inbox(std::make_shared<Inbox>(
          this, [this] { runAnswers(); }, [this] { onEventsWaiting(); }))
    , m_root(base::ExecutionContext::root(base::systemUser(), "desktop"))
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_flushTimer, &QTimer::timeout, this, &EngineBridge::flushEvents);
    m_statusTimer.setInterval(kStatusInterval);
    connect(&m_statusTimer, &QTimer::timeout, this, &EngineBridge::refreshStatus);
}

EngineBridge::~EngineBridge()
{
    detach();
    m_inbox->close();
}

void EngineBridge::attach(api::Engine& engine)
{
    detach();
    m_engine = &engine;
    m_status = {};
    m_openFailure.reset();
    m_root = base::ExecutionContext::root(base::systemUser(), "desktop");
    const std::shared_ptr<Inbox> inbox = m_inbox;
    m_changeSubscription
        = engine.operations().onBatchChanged([inbox](const api::BatchChanged& change) { inbox->postChange(change); });
    m_progressSubscription
        = engine.operations().onProgress([inbox](const api::TaskProgress& progress) { inbox->postProgress(progress); });
    refreshStatus();
    Q_EMIT attached();
}

void EngineBridge::detach()
{
    if (!m_engine) {
        return;
    }
    m_changeSubscription.reset();
    m_progressSubscription.reset();
    m_flushTimer.stop();
    setWatching(false);
    m_root.cancel("the window closes");
    m_statusSlot.cancel();
    m_engine = nullptr;
    Q_EMIT detached();
}

void EngineBridge::reportOpening()
{
    m_openFailure.reset();
    Q_EMIT openingChanged();
}

void EngineBridge::reportOpenFailure(const base::Error& error)
{
    m_openFailure = error;
    Q_EMIT openingChanged();
}

base::ExecutionContext EngineBridge::makeContext(const char* operation, std::chrono::milliseconds timeout) const
{
    const base::ExecutionContext context
        = m_root.child().withOperation(operation).withTraceId(base::Uuid::makeV7().toString());
    return timeout.count() > 0 ? context.withTimeout(timeout) : context;
}

void EngineBridge::refreshStatus()
{
    if (!m_engine || m_statusSlot.isBusy()) {
        return;
    }
    ask<api::EngineStatus>(
        this, "engine.status",
        [](api::Engine& engine, const base::ExecutionContext& context, api::Callback<api::EngineStatus> done) {
            engine.operations().status(context, std::move(done));
        },
        [this](base::Result<api::EngineStatus> result) {
            if (result) {
                m_status = *std::move(result);
            } else {
                m_status.running = false;
                m_status.lastError = result.error().message;
            }
            Q_EMIT statusChanged(m_status);
        },
        &m_statusSlot);
}

void EngineBridge::setWatching(bool watching)
{
    if (watching && m_engine) {
        m_statusTimer.start();
    } else {
        m_statusTimer.stop();
    }
    if (m_watching != m_statusTimer.isActive()) {
        m_watching = m_statusTimer.isActive();
        Q_EMIT watchingChanged(m_watching);
    }
}

void EngineBridge::runAnswers()
{
    for (const auto& answer : m_inbox->takeAnswers()) {
        answer();
    }
}

void EngineBridge::onEventsWaiting()
{
    const qint64 interval = kFlushInterval.count();
    const qint64 elapsed = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : interval;
    if (elapsed >= interval) {
        flushEvents();
    } else {
        m_flushTimer.start(static_cast<int>(interval - elapsed));
    }
}

void EngineBridge::flushEvents()
{
    // Rearmed first: what comes while this runs wakes the window once more.
    m_inbox->rearmEvents();
    auto changes = m_inbox->takeChanges();
    auto progress = m_inbox->takeProgress();
    m_sinceFlush.start();
    m_counters.received += changes.received + progress.received;
    m_counters.dropped += changes.dropped + progress.dropped;
    if (changes.entries.empty() && progress.entries.empty()) {
        return;
    }
    ++m_counters.flushes;
    if (!changes.entries.empty()) {
        BatchChanges told;
        told.everything = changes.dropped > 0;
        for (const auto& [id, change] : changes.entries) {
            (change.removed ? told.removed : told.changed).push_back(id);
        }
        Q_EMIT batchesChanged(told);
    }
    if (!progress.entries.empty()) {
        std::vector<api::TaskProgress> told;
        told.reserve(progress.entries.size());
        for (auto& entry : progress.entries) {
            told.push_back(entry.second);
        }
        Q_EMIT progressed(told);
    }
}

const std::vector<api::Format>& EngineBridge::formats() const
{
    static const std::vector<api::Format> kNone;
    return m_engine ? m_engine->recordings().formats() : kNone;
}

} // namespace argus::ui
