// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/base/mutex.h"
#include "ui/bridge/keyed_mailbox.h"

#include <functional>
#include <vector>

class QObject;

namespace argus::ui {

/// The side of the bridge that threads of the engine see. It outlives the bridge: callbacks that come late find it
/// closed and are dropped. Any thread.
class Inbox
{
public:
    using Changes = KeyedMailbox<domain::BatchId, api::BatchChanged, base::UuidHash>;
    using Progress = KeyedMailbox<domain::FileId, api::TaskProgress, base::UuidHash>;

    /// `onAnswers` and `onEvents` are run on the thread of `target`, each with at most one call waiting in its queue.
    Inbox(QObject* target, std::function<void()> onAnswers, std::function<void()> onEvents);

    /// Hands an answer over: it runs on the window's thread as soon as that is free.
    void postAnswer(std::function<void()> answer);
    void postChange(const api::BatchChanged& change);
    void postProgress(const api::TaskProgress& progress);

    std::vector<std::function<void()>> takeAnswers();
    Changes::Contents takeChanges();
    Progress::Contents takeProgress();
    /// Says that the events were looked at: the next one wakes the window again. Call before taking them.
    void rearmEvents();
    /// No more wake-ups: the target is about to go.
    void close();

private:
    void wakeForEvents();

    const std::function<void()> m_onAnswers;
    const std::function<void()> m_onEvents;
    Changes m_changes {4096};
    Progress m_progress {4096};
    base::Mutex m_mutex;
    QObject* m_target ARGUS_GUARDED_BY(m_mutex);
    std::vector<std::function<void()>> m_answers ARGUS_GUARDED_BY(m_mutex);
    bool m_answersWoken ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_eventsWoken ARGUS_GUARDED_BY(m_mutex) = false;
};

} // namespace argus::ui
