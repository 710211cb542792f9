// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/batch_feed.h"

namespace argus::ui {

namespace {

/// Above this many changed batches one list is cheaper than a question for each.
constexpr std::size_t kMostSingleQuestions = 24;

} // namespace

BatchFeed::BatchFeed(EngineBridge& bridge, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    connect(&bridge, &EngineBridge::batchesChanged, this, &BatchFeed::onChanges);
    connect(&bridge, &EngineBridge::attached, this, &BatchFeed::refresh);
    connect(&bridge, &EngineBridge::detached, this, [this] {
        // The answers under way are dropped with the engine.
        m_waitingFor = 0;
        m_answers.clear();
        m_gone.clear();
        m_listSlot.cancel();
        m_allDirty = true;
    });
}

void BatchFeed::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    next();
}

void BatchFeed::refresh()
{
    m_allDirty = true;
    next();
}

void BatchFeed::onChanges(const BatchChanges& changes)
{
    if (!m_active) {
        m_allDirty = true;
        return;
    }
    if (!changes.removed.empty()) {
        for (const auto& id : changes.removed) {
            m_dirty.erase(id);
        }
        Q_EMIT removed(changes.removed);
    }
    m_allDirty = m_allDirty || changes.everything;
    m_dirty.insert(changes.changed.begin(), changes.changed.end());
    next();
}

void BatchFeed::next()
{
    if (!m_active || !m_bridge.isAttached() || m_listSlot.isBusy() || m_waitingFor > 0) {
        return;
    }
    if (m_allDirty || m_dirty.size() > kMostSingleQuestions) {
        askAll();
    } else if (!m_dirty.empty()) {
        askSome();
    }
}

void BatchFeed::askAll()
{
    m_allDirty = false;
    m_dirty.clear();
    using List = std::vector<domain::Batch>;
    m_bridge.ask<List>(
        this, "batches.list",
        [](api::Engine& engine, const base::ExecutionContext& context, api::Callback<List> done) {
            engine.batches().list(context, api::BatchFilter {}, std::move(done));
        },
        [this](base::Result<List> result) {
            if (result) {
                Q_EMIT listed(*result);
            } else {
                Q_EMIT failed(result.error());
            }
            next();
        },
        &m_listSlot);
}

void BatchFeed::askSome()
{
    const auto dirty = std::exchange(m_dirty, {});
    m_waitingFor = dirty.size();
    for (const auto& id : dirty) {
        m_bridge.ask<api::BatchDetail>(
            this, "batches.show",
            [id](api::Engine& engine, const base::ExecutionContext& context, api::Callback<api::BatchDetail> done) {
                engine.batches().show(context, id, /*allEpochs=*/false, std::move(done));
            },
            [this, id](base::Result<api::BatchDetail> result) {
                if (result) {
                    m_answers.push_back(std::move(result->batch));
                } else if (result.error().code == base::ErrorCode::NotFound) {
                    m_gone.push_back(id);
                } else {
                    m_allDirty = false;
                    Q_EMIT failed(result.error());
                }
                onSomeAnswered();
            });
    }
}

void BatchFeed::onSomeAnswered()
{
    if (m_waitingFor == 0 || --m_waitingFor > 0) {
        return;
    }
    if (!m_answers.empty()) {
        Q_EMIT updated(std::exchange(m_answers, {}));
    }
    if (!m_gone.empty()) {
        Q_EMIT removed(std::exchange(m_gone, {}));
    }
    next();
}

} // namespace argus::ui
