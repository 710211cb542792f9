// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace argus::formats {

/// Runs jobs in three steps, of which only the middle one is spread over threads: `produce` fills a job and `deliver`
/// uses it up, both on the calling thread and in order; `work` lies between them and may run anywhere.
///
/// The calling thread works as well when it has nothing to produce or to deliver, so one helper already gives two
/// workers. At most `slots` jobs exist at a time, and they are reused. Without helpers no thread is made and there is
/// one job. A failed step ends the run; jobs that were begun are finished first.
template <class Job> class OrderedWork
{
public:
    OrderedWork(unsigned helpers, std::size_t slots)
        : m_helpers(helpers)
        , m_slots(helpers == 0 ? 1 : std::max<std::size_t>(slots, 2))
    { }

    /// produce(Job&) -> Result<bool>, false when there is no more; work(Job&) -> void; deliver(Job&) -> Result<>.
    template <class Produce, class Work, class Deliver>
    base::Result<> run(const Produce& produce, const Work& work, const Deliver& deliver)
    {
        if (m_helpers == 0) {
            return runAlone(produce, work, deliver);
        }
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < m_helpers; ++i) {
            try {
                threads.emplace_back([this, &work] { help(work); });
            } catch (const std::system_error&) {
                break; // no more threads to be had: those that run, and this one, do it all
            }
        }
        auto result = lead(produce, work, deliver);
        const base::LockGuard lock(m_mutex);
        m_stop = true;
        m_filled.notifyAll();
        return result;
    }

private:
    template <class Produce, class Work, class Deliver>
    base::Result<> runAlone(const Produce& produce, const Work& work, const Deliver& deliver)
    {
        Job& job = m_slots.front().job;
        while (true) {
            const base::Result<bool> more = produce(job);
            if (!more) {
                return base::fail(more);
            }
            if (!*more) {
                return {};
            }
            work(job);
            ARGUS_TRY(deliver(job));
        }
    }

    struct Slot
    {
        Job job;
        bool done = false; ///< guarded by m_mutex
    };

    enum class Step : unsigned char
    {
        Deliver,
        Produce,
        Work,
        Finish,
    };

    Slot& slot(std::size_t index) { return m_slots[index % m_slots.size()]; }

    /// What the calling thread does next. Delivering comes first, so that results flow; then producing, so that the
    /// helpers have something to do; then work of its own.
    Step nextStep(bool allProduced)
    {
        const base::LockGuard lock(m_mutex);
        while (true) {
            if (m_delivered < m_produced && slot(m_delivered).done) {
                return Step::Deliver;
            }
            if (!allProduced && m_produced - m_delivered < m_slots.size()) {
                return Step::Produce;
            }
            if (m_taken < m_produced) {
                m_own = m_taken++;
                return Step::Work;
            }
            if (m_delivered == m_produced) {
                return Step::Finish;
            }
            m_finished.wait(m_mutex);
        }
    }

    template <class Produce, class Work, class Deliver>
    base::Result<> lead(const Produce& produce, const Work& work, const Deliver& deliver)
    {
        bool allProduced = false;
        while (true) {
            switch (nextStep(allProduced)) {
            case Step::Deliver:
                ARGUS_TRY(deliver(slot(m_delivered).job));
                retire();
                break;
            case Step::Produce: {
                const base::Result<bool> more = produce(slot(m_produced).job);
                if (!more) {
                    return base::fail(more);
                }
                allProduced = !*more;
                if (*more) {
                    publish();
                }
                break;
            }
            case Step::Work:
                workOn(m_own, work);
                break;
            case Step::Finish:
                return {};
            }
        }
    }

    template <class Work> void help(const Work& work)
    {
        while (true) {
            std::size_t index = 0;
            {
                const base::LockGuard lock(m_mutex);
                while (!m_stop && m_taken == m_produced) {
                    m_filled.wait(m_mutex);
                }
                if (m_stop) {
                    return;
                }
                index = m_taken++;
            }
            workOn(index, work);
        }
    }

    template <class Work> void workOn(std::size_t index, const Work& work)
    {
        work(slot(index).job);
        const base::LockGuard lock(m_mutex);
        slot(index).done = true;
        if (index == m_delivered) {
            m_finished.notifyOne();
        }
    }

    void publish()
    {
        const base::LockGuard lock(m_mutex);
        slot(m_produced).done = false;
        ++m_produced;
        m_filled.notifyOne();
    }

    void retire()
    {
        const base::LockGuard lock(m_mutex);
        ++m_delivered;
    }

    const unsigned m_helpers;
    base::Mutex m_mutex;
    base::CondVar m_filled;
    base::CondVar m_finished;
    std::vector<Slot> m_slots; ///< a slot belongs to whoever holds its index
    std::size_t m_produced = 0; ///< counters of jobs since the start; written under m_mutex
    std::size_t m_taken = 0;
    std::size_t m_delivered = 0;
    std::size_t m_own = 0; ///< the job that the calling thread works on
    bool m_stop = false;
};

} // namespace argus::formats
