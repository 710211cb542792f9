// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"
#include "core/formats/loss_counter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::formats {

/// Writes frames as a pcapng capture with SocketCAN packets: one section (little-endian), one interface for each
/// channel with its name, stamps in nanoseconds, the direction of transmitted frames as packet flags.
///
/// What the format cannot hold is counted: frames without a time are written with 0, and stamps before 1970 too.
class PcapngWriter final : public FrameWriter
{
public:
    /// `sink` must outlive the writer.
    explicit PcapngWriter(ByteSink& sink);

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override { return m_losses.losses(); }

private:
    void section();
    std::uint32_t interfaceOf(std::uint16_t channel, const std::vector<std::string>& channels);
    void packet(const FrameBlock& block, std::size_t i, std::uint32_t interface);
    base::Result<> flush();

    ByteSink& m_sink;
    std::vector<std::uint8_t> m_out;
    std::vector<std::uint32_t> m_interfaces; ///< by channel, plus one; 0: not described yet
    std::uint32_t m_described = 0;
    LossCounter m_losses;
};

} // namespace argus::formats
