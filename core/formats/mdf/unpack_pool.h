// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/mdf/block_unpacker.h"
#include "core/formats/mdf/byte_buffer.h"
#include "core/formats/mdf/mdf_model.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace argus::formats::mdf {

/// A block that was unpacked ahead.
struct UnpackedBlock
{
    ByteBuffer buffer;
    std::size_t front = 0; ///< free bytes before the block, for what is left of the one before
    base::Result<std::size_t> sound = std::size_t {0}; ///< as BlockUnpacker::unpack
};

/// Helper threads that unpack data blocks for all streams of a reading, in the order in which these asked for them.
/// Threads start with the first block; where none can be had, the calling thread does it all. Blocks that are unpacked
/// and not yet used are bounded in bytes, whatever the file says. Streams must end before the pool, on its thread.
class UnpackPool
{
public:
    /// Bytes that all blocks unpacked ahead may have together.
    static constexpr std::size_t kMostAhead = 64 << 20;
    static constexpr unsigned kMostHelpers = 8; ///< each has memory for a block beside

    /// `source` must outlive the pool. `helpers`: threads beside the calling one, at least one; kMostHelpers at most
    /// are made.
    UnpackPool(const ByteSource& source, unsigned helpers);
    ~UnpackPool();
    UnpackPool(const UnpackPool&) = delete;
    UnpackPool& operator=(const UnpackPool&) = delete;

private:
    friend class UnpackAhead;

    enum class State : std::uint8_t
    {
        Waiting,
        Taken, ///< a thread works on it
        Done,
        Failed, ///< there was no memory for it
    };
    struct Job
    {
        DataSegment segment;
        std::size_t index = 0; ///< of the segment in its stream
        std::size_t cost = 0; ///< bytes of memory
        UnpackedBlock block; ///< belongs to the thread that took the job, then to the stream
        State state = State::Waiting; ///< guarded by the pool's mutex
        bool isUnwanted = false; ///< guarded likewise: nobody waits for it any more
    };
    using JobPointer = std::shared_ptr<Job>;

    void enter() { ++m_streams; }
    void leave() { --m_streams; }
    /// What one stream may have ahead, in bytes.
    std::size_t share() const { return kMostAhead / (m_streams == 0 ? 1 : m_streams); }
    unsigned helpers() const { return m_helpers; }
    /// Null when there is no room for it now.
    JobPointer submit(const DataSegment& segment, std::size_t index, std::size_t cost);
    /// The block of a job once it is done; nothing where no thread has begun with it, or none could do it.
    std::optional<UnpackedBlock> collect(const JobPointer& job);
    void cancel(const JobPointer& job);
    void recycle(ByteBuffer buffer);
    ByteBuffer reuse(std::size_t bytes);

    void start();
    void help();
    void work(Job& job, BlockUnpacker& unpacker);

    const ByteSource& m_source;
    const unsigned m_helpers;
    std::size_t m_streams = 0;
    std::deque<ByteBuffer> m_free; ///< of the calling thread
    std::size_t m_freeBytes = 0;
    BlockUnpacker m_own; ///< of the calling thread, which works while it waits
    base::Mutex m_mutex;
    base::CondVar m_filled;
    base::CondVar m_finished;
    std::deque<JobPointer> m_queue ARGUS_GUARDED_BY(m_mutex); ///< jobs that wait
    std::size_t m_ahead ARGUS_GUARDED_BY(m_mutex) = 0; ///< bytes of all jobs that are not collected
    bool m_stop ARGUS_GUARDED_BY(m_mutex) = false;
    std::vector<std::jthread> m_threads;
};

/// The packed blocks of one stream, unpacked before they are asked for as long as they are asked for in order. On the
/// thread that owns the pool.
class UnpackAhead
{
public:
    /// `segments` must outlive the object. Without a pool nothing is ever ahead.
    UnpackAhead(UnpackPool* pool, const std::vector<DataSegment>& segments)
        : m_pool(pool)
        , m_segments(segments)
    { }
    ~UnpackAhead();
    UnpackAhead(const UnpackAhead&) = delete;
    UnpackAhead& operator=(const UnpackAhead&) = delete;

    /// Begins to unpack the segments from `index` on.
    void begin(std::size_t index);
    /// The block of segment `index`, and begins with those behind it. Nothing where the caller has to unpack it itself.
    std::optional<UnpackedBlock> take(std::size_t index);
    /// Gives back the memory of a block.
    void recycle(ByteBuffer buffer);

private:
    void cancelBefore(std::size_t index);

    UnpackPool* const m_pool;
    const std::vector<DataSegment>& m_segments;
    std::deque<UnpackPool::JobPointer> m_jobs; ///< by index
    std::size_t m_cost = 0; ///< of m_jobs
    std::size_t m_expected = 0; ///< the next segment when the stream is read in order
    bool m_entered = false;
};

} // namespace argus::formats::mdf
