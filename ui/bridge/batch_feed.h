// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QObject>

#include <set>

namespace argus::ui {

/// Keeps a list of batches up to date: the whole list when it is switched on, then only what changed. One round of
/// questions at a time: what changes meanwhile waits for the next, so a busy engine is never flooded. GUI thread only.
class BatchFeed final : public QObject
{
    Q_OBJECT

public:
    explicit BatchFeed(EngineBridge& bridge, QObject* parent = nullptr);

    /// Off, it asks nothing, and remembers that it has to ask for everything when it is on again.
    void setActive(bool active);
    void refresh();

Q_SIGNALS:
    /// Every batch there is, newest first.
    void listed(const std::vector<argus::domain::Batch>& batches);
    void updated(const std::vector<argus::domain::Batch>& batches);
    void removed(const std::vector<argus::domain::BatchId>& ids);
    void failed(const argus::base::Error& error);

private:
    void onChanges(const BatchChanges& changes);
    void next();
    void askAll();
    void askSome();
    void onSomeAnswered();

    EngineBridge& m_bridge;
    QuerySlot m_listSlot;
    bool m_active = false;
    bool m_allDirty = true;
    std::set<domain::BatchId> m_dirty;
    std::size_t m_waitingFor = 0;
    std::vector<domain::Batch> m_answers;
    std::vector<domain::BatchId> m_gone;
};

} // namespace argus::ui
