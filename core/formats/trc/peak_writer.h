// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"
#include "core/formats/text/text_output.h"

#include <cstdint>
#include <optional>

namespace argus::formats {

/// Writes PEAK TRC version 2.1 with its $COLUMNS: classic, CAN FD, remote and error frames.
///
/// $STARTTIME is the first frame's time in UTC; a recording without dates begins in 1970, so that its times stay what
/// they are. Lost, and counted: parts of a microsecond, names of channels, what an error frame says.
class PeakTrcWriter final : public FrameWriter
{
public:
    /// `sink` outlives the writer.
    explicit PeakTrcWriter(ByteSink& sink)
        : m_out(sink)
    { }

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override { return m_losses.losses(); }

private:
    base::Result<> begin(domain::RecordingTime first);
    base::Result<> frame(const FrameBlock& block, std::size_t i, std::string_view channel);

    TextOutput m_out;
    LossCounter m_losses;
    ChannelNumbers m_channels;
    std::optional<OffsetTimes> m_times; ///< once the header is written
    std::uint64_t m_number = 0;
};

} // namespace argus::formats
