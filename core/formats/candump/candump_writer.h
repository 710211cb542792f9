// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_writer.h"
#include "core/formats/loss_counter.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Appends one frame to `out` as a line of candump's log form, with its '\n':
/// `(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFFF`.
///
/// `flags` are bits of FrameFlag: CAN FD is written with `##`, a remote frame as `#R` and the number of bytes that it
/// asks for, an error frame as eight digits with bit 29, a transmitted frame with ` T` behind it. The fraction has six
/// digits, or nine where the stamp has parts of a microsecond; kNoTime is written as zero, because the form knows no
/// line without time. `data` is at most 64 bytes long; more than 8 make the frame CAN FD. Any thread. Cost: tens of
/// nanoseconds, no allocation but the growth of `out`.
void appendCandumpLine(std::string& out, domain::RecordingTime ts, std::string_view channel, std::uint32_t id,
                       std::uint8_t flags, std::span<const std::uint8_t> data, std::uint8_t requested = 0);

/// Writes candump's log form. Channel names with blanks or control characters, which the form cannot hold, are written
/// with underscores, numbers as interfaces ("can1"); no two channels get one name.
class CandumpFrameWriter final : public FrameWriter
{
public:
    /// The sink must outlive the writer; pipes will do.
    explicit CandumpFrameWriter(ByteSink& sink)
        : m_sink(sink)
    { }

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override { return m_losses.losses(); }

private:
    struct Name
    {
        std::string text;
        bool renamed = false;
    };

    const Name& nameOf(std::uint16_t channel, const std::vector<std::string>& channels);

    ByteSink& m_sink;
    std::string m_text;
    std::vector<Name> m_names; ///< by channel, as they are written
    std::set<std::string> m_taken;
    LossCounter m_losses;
};

} // namespace argus::formats
