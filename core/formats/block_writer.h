// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_block.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <span>

namespace argus::formats {

/// Frames per block: about 150 KB with payloads, which a core's second-level cache holds.
inline constexpr std::size_t kBlockFrames = 4096;

/// Fills a run of blocks frame by frame without the checks of a growing vector, and keeps their memory for the next
/// run. The columns of a block under way have their full length; close() cuts them to what was written.
class BlockWriter
{
public:
    /// Forgets all frames.
    void restart()
    {
        m_used = 0;
        m_open = nullptr;
        m_frames = 0;
        m_bytes = 0;
    }

    /// Appends a frame whose payload is `word`: eight bytes in memory order, zero behind `length`.
    void add(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint16_t channel, std::uint8_t flags,
             std::uint8_t length, std::uint64_t word)
    {
        std::uint8_t* data = begin(ts, at, id, channel, flags, length, sizeof word);
        std::memcpy(data, &word, sizeof word);
    }

    /// Appends a frame with a payload of any length up to kMaxFrameData; zeros for a remote frame.
    void add(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint16_t channel, std::uint8_t flags,
             std::span<const std::uint8_t> bytes)
    {
        const std::size_t length = std::min(bytes.size(), kMaxFrameData);
        const std::size_t room = std::max<std::size_t>(8, (length + 7) / 8 * 8);
        std::uint8_t* data = begin(ts, at, id, channel, flags, static_cast<std::uint8_t>(length), room);
        std::memset(data, 0, room);
        if (length > 0) {
            std::memcpy(data, bytes.data(), length);
        }
    }

    /// Appends a frame with a payload of `length` bytes, of which kMaxFrameData can be read: the fastest way for long
    /// ones.
    void addLong(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint16_t channel,
                 std::uint8_t flags, std::uint8_t length, const std::uint8_t* bytes)
    {
        std::uint8_t* data = begin(ts, at, id, channel, flags, length, std::max<std::size_t>(8, (length + 7U) / 8 * 8));
        std::memcpy(data, bytes, kMaxFrameData); // what lies behind is room for frames to come
        std::uint8_t* const last = data + length / 8 * 8;
        std::uint64_t word = 0;
        std::memcpy(&word, last, sizeof word);
        word &= (std::uint64_t {1} << (length % 8 * 8)) - 1;
        std::memcpy(last, &word, sizeof word);
    }

    /// Where the next frames go whose payloads are of up to eight bytes: for parsers that write many in a row. The
    /// payload of frame i is the word data[i], and dataStart[i] is firstStart + 8 * i. Behind `room` there is memory
    /// for kSlack frames more, which are not kept.
    static constexpr std::size_t kSlack = 16;
    struct Columns
    {
        domain::RecordingTime* time = nullptr;
        std::uint64_t* offset = nullptr;
        std::uint32_t* id = nullptr;
        std::uint16_t* channel = nullptr;
        std::uint8_t* flags = nullptr;
        std::uint8_t* length = nullptr;
        std::uint32_t* dataStart = nullptr;
        std::uint8_t* data = nullptr;
        std::uint32_t firstStart = 0;
        std::size_t room = 0; ///< frames, at least one
    };

    Columns columns()
    {
        if (m_open == nullptr || m_frames == kBlockFrames || m_bytes + 8 > kArena) {
            openNext();
        }
        FrameBlock& block = *m_open;
        Columns columns;
        columns.time = block.time.data() + m_frames;
        columns.offset = block.offset.data() + m_frames;
        columns.id = block.id.data() + m_frames;
        columns.channel = block.channel.data() + m_frames;
        columns.flags = block.flags.data() + m_frames;
        columns.length = block.length.data() + m_frames;
        columns.dataStart = block.dataStart.data() + m_frames;
        columns.data = block.data.data() + m_bytes;
        columns.firstStart = static_cast<std::uint32_t>(m_bytes);
        columns.room = std::min(kBlockFrames - m_frames, (kArena - m_bytes) / 8);
        return columns;
    }

    /// Appends the first `frames` of what columns() gave.
    void commit(std::size_t frames)
    {
        m_frames += frames;
        m_bytes += 8 * frames;
    }

    /// Ends the block under way, so that all blocks can be read.
    void close()
    {
        if (m_open != nullptr) {
            resize(*m_open, m_frames);
            m_open = nullptr;
        }
    }

    std::size_t blockCount() const { return m_used; }
    FrameBlock& block(std::size_t i) { return m_blocks[i]; }

private:
    /// Room for payloads in a block; blocks of long CAN FD frames end early by it.
    static constexpr std::size_t kArena = kBlockFrames * 8 + 32 * 1024;

    std::uint8_t* begin(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint16_t channel,
                        std::uint8_t flags, std::uint8_t length, std::size_t room)
    {
        if (m_open == nullptr || m_frames == kBlockFrames || m_bytes + room > kArena) {
            openNext();
        }
        FrameBlock& block = *m_open;
        const std::size_t i = m_frames++;
        const std::size_t start = m_bytes;
        m_bytes += room;
        block.time[i] = ts;
        block.offset[i] = at;
        block.id[i] = id;
        block.channel[i] = channel;
        block.flags[i] = flags;
        block.length[i] = length;
        block.dataStart[i] = static_cast<std::uint32_t>(start);
        return block.data.data() + start;
    }

    void openNext()
    {
        close();
        if (m_used == m_blocks.size()) {
            m_blocks.emplace_back();
        }
        m_open = &m_blocks[m_used++];
        resize(*m_open, kBlockFrames + kSlack);
        m_open->data.resize(kArena + kSlack * 8);
        m_frames = 0;
        m_bytes = 0;
    }

    static void resize(FrameBlock& block, std::size_t frames)
    {
        block.time.resize(frames);
        block.offset.resize(frames);
        block.id.resize(frames);
        block.channel.resize(frames);
        block.flags.resize(frames);
        block.length.resize(frames);
        block.dataStart.resize(frames);
    }

    std::deque<FrameBlock> m_blocks; ///< a deque: its blocks stay where they are
    std::size_t m_used = 0;
    FrameBlock* m_open = nullptr;
    std::size_t m_frames = 0;
    std::size_t m_bytes = 0;
};

} // namespace argus::formats
