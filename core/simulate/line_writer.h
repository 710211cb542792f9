// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/drive.h"
#include "core/simulate/frame.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace argus::simulate {

/// Writes frames as lines of a candump log into one buffer that is handed on when it is full, and stops at the limits.
/// Its methods return false once nothing more may follow: a limit was reached, the context ended or a write failed.
class LineWriter
{
public:
    LineWriter(const base::ExecutionContext& context, const WriteChunk& write, std::optional<std::uint64_t> maxBytes,
               std::optional<std::uint64_t> maxFrames);

    /// A frame whose channel, id and '#' are ready as text ("synth0 0C9#"): the fast way, for cyclic traffic.
    bool frame(Micros time, std::string_view head, std::span<const std::uint8_t> data);
    /// Any frame.
    bool frame(Micros time, const Frame& frame);
    /// Something that is no frame; a line end is added. Does not count as a frame.
    bool rawLine(std::string_view text);
    /// Ends the recording in the middle of a line, before its '#', so that no reader can take it for a frame. Returns
    /// the bytes written: 0 when there is no room.
    std::uint64_t cutTail(Micros time, const Frame& frame);

    /// Hands on what is left. The first error of the run, if there was one.
    base::Result<> finish();

    std::uint64_t bytes() const { return m_flushed + m_used; }
    std::uint64_t frames() const { return m_frames; }

private:
    static constexpr std::size_t kChunk = 1 << 20;
    static constexpr std::size_t kLongestLine = 256;

    char* beginLine(Micros time);
    bool endLine(const char* end, std::uint64_t framesInLine);
    void flush();

    const base::ExecutionContext& m_context;
    const WriteChunk& m_write;
    const std::uint64_t m_maxBytes;
    const std::uint64_t m_maxFrames;
    std::string m_buffer;
    std::size_t m_used = 0;
    std::uint64_t m_flushed = 0;
    std::uint64_t m_frames = 0;
    bool m_full = false;
    std::optional<base::Error> m_error;
    Micros m_second = -1; ///< the second that m_stamp shows
    std::array<char, 12> m_stamp {}; ///< "(1772352000."
};

} // namespace argus::simulate
