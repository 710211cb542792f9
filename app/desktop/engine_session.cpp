// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/engine_session.h"

#include <QMetaObject>

#include <chrono>

namespace argus::desktop {

namespace {

constexpr std::chrono::seconds kTryAgain {5};

} // namespace

/// What goes to the thread and comes back.
struct EngineSession::Job
{
    std::unique_ptr<api::Engine> old;
    runtime::Settings settings;
    base::Result<std::unique_ptr<api::Engine>> result = nullptr;
};

EngineSession::EngineSession()
{
    m_again.setSingleShot(true);
    m_again.setInterval(kTryAgain);
    connect(&m_again, &QTimer::timeout, this, &EngineSession::start);
}

EngineSession::~EngineSession()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void EngineSession::open(const runtime::Settings& settings)
{
    m_wanted = settings;
    m_again.stop();
    Q_EMIT closing();
    if (m_busy) {
        m_outdated = true;
    } else {
        start();
    }
}

void EngineSession::start()
{
    m_busy = true;
    m_outdated = false;
    auto job = std::make_shared<Job>();
    job->old = std::move(m_engine);
    job->settings = *m_wanted;
    // The thread before has handed in its job, so this does not wait.
    m_thread = std::jthread([this, job] {
        job->old.reset();
        job->result = runtime::openEngine(job->settings);
        // The destructor waits for this thread, so `this` lives here; the call itself goes with it if it does not.
        QMetaObject::invokeMethod(this, [this, job] { onDone(job); }, Qt::QueuedConnection);
    });
}

void EngineSession::onDone(const std::shared_ptr<Job>& job)
{
    m_busy = false;
    if (m_outdated) {
        m_engine = job->result ? std::move(*job->result) : nullptr;
        start();
        return;
    }
    if (job->result) {
        m_engine = std::move(*job->result);
        Q_EMIT opened();
        return;
    }
    const bool again = job->result.error().code == base::ErrorCode::Unavailable;
    if (again) {
        m_again.start();
    }
    Q_EMIT failed(job->result.error(), again);
}

} // namespace argus::desktop
