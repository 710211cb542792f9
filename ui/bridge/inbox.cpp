// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/inbox.h"

#include <QMetaObject>
#include <QObject>

namespace argus::ui {

Inbox::Inbox(QObject* target, std::function<void()> onAnswers, std::function<void()> onEvents)
    : m_onAnswers(std::move(onAnswers))
    , m_onEvents(std::move(onEvents))
    , m_target(target)
{ }

void Inbox::postAnswer(std::function<void()> answer)
{
    const base::LockGuard lock(m_mutex);
    if (!m_target) {
        return;
    }
    m_answers.push_back(std::move(answer));
    if (!m_answersWoken) {
        m_answersWoken = true;
        // Posted under the lock: close() cannot come between the check of the target and its use.
        QMetaObject::invokeMethod(m_target, m_onAnswers, Qt::QueuedConnection);
    }
}

void Inbox::postChange(const api::BatchChanged& change)
{
    m_changes.post(change.batchId, change);
    wakeForEvents();
}

void Inbox::postProgress(const api::TaskProgress& progress)
{
    m_progress.post(progress.fileId, progress);
    wakeForEvents();
}

void Inbox::wakeForEvents()
{
    const base::LockGuard lock(m_mutex);
    if (m_target && !m_eventsWoken) {
        m_eventsWoken = true;
        QMetaObject::invokeMethod(m_target, m_onEvents, Qt::QueuedConnection);
    }
}

std::vector<std::function<void()>> Inbox::takeAnswers()
{
    const base::LockGuard lock(m_mutex);
    m_answersWoken = false;
    return std::exchange(m_answers, {});
}

Inbox::Changes::Contents Inbox::takeChanges()
{
    return m_changes.take();
}

Inbox::Progress::Contents Inbox::takeProgress()
{
    return m_progress.take();
}

void Inbox::rearmEvents()
{
    const base::LockGuard lock(m_mutex);
    m_eventsWoken = false;
}

void Inbox::close()
{
    const base::LockGuard lock(m_mutex);
    m_target = nullptr;
    m_answers.clear();
}

} // namespace argus::ui
