// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/unpack_pool.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

namespace argus::formats::mdf {

namespace {

/// Room before a block for what is left of the one before: most of a block need not be copied then.
std::size_t frontOf(const DataSegment& segment)
{
    constexpr std::uint64_t kLeast = 4096;
    constexpr std::uint64_t kMost = 128 * 1024;
    return static_cast<std::size_t>(std::clamp(segment.bytes, kLeast, kMost));
}

std::size_t costOf(const DataSegment& segment)
{
    return frontOf(segment) + static_cast<std::size_t>(segment.bytes) + kPadding;
}

/// Larger blocks are unpacked by the one who needs them: a thread has room for the stored bytes and the columns of one
/// beside. The standard recommends 4 MiB.
constexpr std::uint64_t kLargestAhead = 8 << 20;

bool isWorthIt(const DataSegment& segment)
{
    return segment.packing != Packing::None && segment.packing != Packing::Unknown && segment.bytes <= kLargestAhead;
}

} // namespace

UnpackPool::UnpackPool(const ByteSource& source, unsigned helpers)
    : m_source(source)
    , m_helpers(std::min(helpers, kMostHelpers))
{ }

UnpackPool::~UnpackPool()
{
    {
        const base::LockGuard lock(m_mutex);
        m_stop = true;
        m_queue.clear();
        m_filled.notifyAll();
    }
    m_threads.clear();
}

void UnpackPool::start()
{
    for (unsigned i = 0; i < m_helpers; ++i) {
        try {
            m_threads.emplace_back([this] { help(); });
        } catch (const std::system_error&) {
            break; // no more threads to be had: those that run, and the calling one, do it all
        }
    }
}

UnpackPool::JobPointer UnpackPool::submit(const DataSegment& segment, std::size_t index, std::size_t cost)
{
    {
        const base::LockGuard lock(m_mutex);
        if (m_ahead + cost > kMostAhead) {
            return nullptr;
        }
        m_ahead += cost;
    }
    auto job = std::make_shared<Job>();
    job->segment = segment;
    job->index = index;
    job->cost = cost;
    job->block.buffer = reuse(cost);
    if (m_threads.empty()) {
        start();
    }
    const base::LockGuard lock(m_mutex);
    m_queue.push_back(job);
    m_filled.notifyOne();
    return job;
}

ByteBuffer UnpackPool::reuse(std::size_t bytes)
{
    // A buffer that is much larger than its block would make the bound on what is ahead a word only.
    const auto fits = [bytes](const ByteBuffer& free) { return free.size() >= bytes && free.size() / 2 <= bytes; };
    const auto found = std::find_if(m_free.begin(), m_free.end(), fits);
    if (found == m_free.end()) {
        return {};
    }
    ByteBuffer buffer = std::move(*found);
    m_free.erase(found);
    m_freeBytes -= buffer.size();
    return buffer;
}

std::optional<UnpackedBlock> UnpackPool::collect(const JobPointer& job)
{
    while (true) {
        JobPointer other;
        {
            const base::LockGuard lock(m_mutex);
            if (job->state == State::Waiting) {
                std::erase(m_queue, job);
                m_ahead -= job->cost;
                return std::nullopt;
            }
            if (job->state != State::Taken) {
                m_ahead -= job->cost;
                return job->state == State::Done ? std::optional(std::move(job->block)) : std::nullopt;
            }
            if (m_queue.empty()) {
                m_finished.wait(m_mutex);
                continue;
            }
            other = std::move(m_queue.front());
            m_queue.pop_front();
            other->state = State::Taken;
        }
        work(*other, m_own);
    }
}

void UnpackPool::cancel(const JobPointer& job)
{
    const base::LockGuard lock(m_mutex);
    if (job->state == State::Taken) {
        job->isUnwanted = true; // the thread that works on it frees its room
        return;
    }
    std::erase(m_queue, job);
    m_ahead -= job->cost;
}

void UnpackPool::recycle(ByteBuffer buffer)
{
    constexpr std::size_t kMostFree = kMostAhead / 4;
    constexpr std::size_t kMostBuffers = 64;
    if (buffer.size() == 0 || buffer.size() > kMostFree) {
        return;
    }
    m_freeBytes += buffer.size();
    m_free.push_back(std::move(buffer));
    while (m_freeBytes > kMostFree || m_free.size() > kMostBuffers) {
        m_freeBytes -= m_free.front().size(); // the oldest: of a size that is not asked for
        m_free.pop_front();
    }
}

void UnpackPool::help()
{
    std::optional<BlockUnpacker> unpacker;
    try {
        unpacker.emplace();
    } catch (const std::exception&) {
        return; // no memory: the other threads do it, or who needs the blocks
    }
    while (true) {
        JobPointer job;
        {
            const base::LockGuard lock(m_mutex);
            while (!m_stop && m_queue.empty()) {
                m_filled.wait(m_mutex);
            }
            if (m_stop) {
                return;
            }
            job = std::move(m_queue.front());
            m_queue.pop_front();
            job->state = State::Taken;
        }
        work(*job, *unpacker);
    }
}

void UnpackPool::work(Job& job, BlockUnpacker& unpacker)
{
    State state = State::Done;
    try {
        job.block.front = frontOf(job.segment);
        job.block.buffer.reserve(costOf(job.segment));
        job.block.sound = unpacker.unpack(m_source, job.segment, job.block.buffer.data() + job.block.front);
    } catch (const std::exception&) {
        state = State::Failed; // too little memory, now and here: who needs the block tries again
    }
    const base::LockGuard lock(m_mutex);
    job.state = state;
    if (job.isUnwanted) {
        m_ahead -= job.cost;
    }
    m_finished.notifyOne();
}

UnpackAhead::~UnpackAhead()
{
    cancelBefore(SIZE_MAX);
    if (m_entered) {
        m_pool->leave();
    }
}

void UnpackAhead::cancelBefore(std::size_t index)
{
    while (!m_jobs.empty() && m_jobs.front()->index < index) {
        m_cost -= m_jobs.front()->cost;
        m_pool->cancel(m_jobs.front());
        m_jobs.pop_front();
    }
}

void UnpackAhead::begin(std::size_t index)
{
    if (m_pool == nullptr) {
        return;
    }
    if (!m_entered) {
        m_pool->enter();
        m_entered = true;
    }
    const std::size_t most = 2 * std::size_t {m_pool->helpers()} + 1;
    std::size_t next = m_jobs.empty() ? index : std::max(index, m_jobs.back()->index + 1);
    for (; next < m_segments.size() && m_jobs.size() < most; ++next) {
        const DataSegment& segment = m_segments[next];
        if (segment.packing == Packing::None || segment.packing == Packing::Unknown) {
            continue;
        }
        const std::size_t cost = isWorthIt(segment) ? costOf(segment) : SIZE_MAX / 2;
        if (cost > UnpackPool::kMostAhead || (!m_jobs.empty() && m_cost + cost > m_pool->share())) {
            return;
        }
        auto job = m_pool->submit(segment, next, cost);
        if (!job) {
            return;
        }
        m_cost += cost;
        m_jobs.push_back(std::move(job));
    }
}

std::optional<UnpackedBlock> UnpackAhead::take(std::size_t index)
{
    if (m_pool == nullptr) {
        return std::nullopt;
    }
    cancelBefore(index);
    const bool inOrder = index >= m_expected;
    m_expected = index + 1;
    UnpackPool::JobPointer job;
    if (!m_jobs.empty() && m_jobs.front()->index == index) {
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
        m_cost -= job->cost;
    } else if (!inOrder) {
        cancelBefore(SIZE_MAX); // it went back, and what is ahead of it is far
    }
    if (inOrder) {
        begin(index + 1);
    }
    return job ? m_pool->collect(job) : std::nullopt;
}

void UnpackAhead::recycle(ByteBuffer buffer)
{
    if (m_pool != nullptr) {
        m_pool->recycle(std::move(buffer));
    }
}

} // namespace argus::formats::mdf
