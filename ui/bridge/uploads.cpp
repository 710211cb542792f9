// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/uploads.h"

#include <algorithm>

namespace argus::ui {

Uploads::Uploads(EngineBridge& bridge, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    connect(&bridge, &EngineBridge::attached, this, [this] {
        m_told = 0; // the next store that does not open is another matter
        next();
        Q_EMIT waitingChanged();
    });
    connect(&bridge, &EngineBridge::openingChanged, this, &Uploads::tellHeld);
}

void Uploads::enqueue(api::Submission submission)
{
    m_waiting.push_back(std::move(submission));
    next();
    tellHeld();
}

void Uploads::cancelCurrent()
{
    if (!m_current) {
        return;
    }
    const api::Submission cancelled = *std::exchange(m_current, std::nullopt);
    m_slot.cancel();
    base::Error error;
    error.code = base::ErrorCode::Cancelled;
    error.message = "the upload was cancelled";
    Q_EMIT failed(cancelled, error);
    next();
}

void Uploads::discardWaiting()
{
    m_waiting.clear();
    m_told = 0;
    Q_EMIT waitingChanged();
}

void Uploads::tellHeld()
{
    Q_EMIT waitingChanged();
    if (m_bridge.isAttached() || !m_bridge.openFailure()) {
        return;
    }
    while (m_told < m_waiting.size()) {
        Q_EMIT held(m_waiting[m_told++], *m_bridge.openFailure());
    }
}

void Uploads::next()
{
    if (m_current || m_waiting.empty() || !m_bridge.isAttached()) {
        return;
    }
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_told -= std::min<std::size_t>(m_told, 1);
    Q_EMIT started(*m_current);
    const std::shared_ptr<Inbox> inbox = m_bridge.inbox();
    const QPointer<Uploads> self(this);
    auto progress = [inbox, self](const api::UploadProgress& told) {
        inbox->postAnswer([self, told] {
            if (self && self->isRunning()) {
                Q_EMIT self->progressed(told);
            }
        });
    };
    // No deadline: an upload takes as long as its files are large, and the user can cancel it.
    m_bridge.ask<api::SubmissionReceipt>(
        this, "submissions.submit",
        [submission = *m_current, progress](api::Engine& engine, const base::ExecutionContext& context,
                                            api::Callback<api::SubmissionReceipt> done) {
            engine.submissions().submit(context, submission, progress, std::move(done));
        },
        [this](base::Result<api::SubmissionReceipt> result) { onDone(std::move(result)); }, &m_slot,
        std::chrono::milliseconds(0));
}

void Uploads::onDone(base::Result<api::SubmissionReceipt> result)
{
    const api::Submission submission = *std::exchange(m_current, std::nullopt);
    if (result) {
        Q_EMIT finished(submission, *result);
    } else {
        Q_EMIT failed(submission, result.error());
    }
    next();
}

} // namespace argus::ui
