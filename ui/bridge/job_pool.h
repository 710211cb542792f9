// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <utility>

namespace argus::ui {

/// Threads for the window's own short jobs (writing an export). Waits for them when it is destroyed.
class JobPool
{
public:
    JobPool() { m_pool.setMaxThreadCount(2); }
    ~JobPool() { m_pool.waitForDone(); }
    JobPool(const JobPool&) = delete;
    JobPool& operator=(const JobPool&) = delete;

    /// Runs `job` on a thread of the pool, then `done(result)` on the GUI thread if `receiver` is still there. The job
    /// must own all that it uses.
    template <class Job, class Done> void run(QObject* receiver, Job job, Done done)
    {
        QtConcurrent::run(&m_pool, std::move(job)).then(receiver, std::move(done));
    }

private:
    QThreadPool m_pool;
};

} // namespace argus::ui
