// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/domain/triage.h"
#include "core/formats/frame_writer.h"
#include "core/formats/loss_counter.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// What writers of text recordings share: lines are put together in a buffer that goes to the sink now and then. One
/// thread; memory is the buffer, about 256 KiB.
class TextOutput
{
public:
    explicit TextOutput(ByteSink& sink)
        : m_sink(sink)
    { }

    TextOutput& text(std::string_view text)
    {
        m_buffer += text;
        return *this;
    }
    TextOutput& spaces(std::size_t count)
    {
        m_buffer.append(count, ' ');
        return *this;
    }
    /// `text` and spaces, or spaces and `text`, together at least `width` characters.
    TextOutput& left(std::string_view text, std::size_t width);
    TextOutput& right(std::string_view text, std::size_t width);
    /// At least `digits` hexadecimal digits in upper case.
    TextOutput& hex(std::uint32_t value, int digits);
    /// "00 7D FF"
    TextOutput& bytes(std::span<const std::uint8_t> bytes);
    /// Ends the line; hands the buffer on when it is full. Errors: those of the sink.
    base::Result<> endLine();
    /// Hands on what is left.
    base::Result<> flush();

private:
    ByteSink& m_sink;
    std::string m_buffer;
};

/// `ns` in units of `unit` with `decimals` digits behind the point, the rest cut off towards zero: "-0.019968".
std::string stampText(std::int64_t ns, std::int64_t unit, int decimals);

/// Times for formats that write one start and offsets from it.
class OffsetTimes
{
public:
    /// The start that `first`, the first frame's time, suggests: its whole millisecond, or 1970 where the recording has
    /// no date (its times are less than 31 years).
    explicit OffsetTimes(domain::RecordingTime first);

    domain::RecordingTime start() const { return m_start; }
    /// The offset of a frame, in ns. A frame without time has that of the frame before it. Loses parts of a
    /// microsecond, and offsets that are too long; each is counted.
    std::int64_t offset(domain::RecordingTime ts, LossCounter& losses);

private:
    domain::RecordingTime m_start = 0;
    std::int64_t m_last = 0;
};

/// Numbers for channels in formats that know no names: a name that is a number from 1 to 255 keeps it if it is free,
/// others get the lowest free one.
class ChannelNumbers
{
public:
    /// The number of a channel as text; past 255 channels, the last one's. `channels` may grow from call to call.
    std::string_view of(std::size_t channel, const std::vector<std::string>& channels, LossCounter& losses);

private:
    struct Number
    {
        std::string text;
        bool renamed = false;
    };

    void take(const std::vector<std::string>& names);

    std::vector<Number> m_numbers; ///< by channel
    std::vector<bool> m_taken = std::vector<bool>(256);
};

} // namespace argus::formats
