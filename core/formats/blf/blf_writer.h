// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/blf/blf_channels.h"
#include "core/formats/blf/blf_header.h"
#include "core/formats/frame_writer.h"
#include "core/formats/loss_counter.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

struct libdeflate_compressor;

namespace argus::formats {

/// Writes Vector's binary log: CAN_MESSAGE, CAN_FD_MESSAGE_64 (CAN_FD_MESSAGE for channels above 255) and CAN_ERROR_EXT
/// objects in compressed containers of 128 KiB.
///
/// Absolute times count from the first frame's, which the header has to the millisecond; times that are no dates are
/// written as they are, without a start. Times before the start are written as the start. Channels are numbers: names
/// that are none get the first ones that are free.
class BlfWriter final : public FrameWriter
{
public:
    /// Writes to `sink`, which must outlive it. Where the sink cannot overwrite, the header stays without counts, as in
    /// a recording that was not finished.
    explicit BlfWriter(ByteSink& sink);
    ~BlfWriter() override;

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override { return m_losses.losses(); }

private:
    struct Free
    {
        void operator()(libdeflate_compressor* compressor) const;
    };

    base::Result<> begin(domain::RecordingTime first);
    std::uint64_t relative(domain::RecordingTime ts);
    void addFrame(const FrameBlock& block, std::size_t i, std::uint16_t channel);
    std::uint8_t* addObject(std::uint32_t type, std::size_t bodySize, std::uint64_t time);
    void addClassic(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time);
    void addFd(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time);
    void addError(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time);
    base::Result<> writeContainers(bool all);
    base::Result<> writeContainer(const std::uint8_t* bytes, std::size_t size);
    base::Result<> put(std::span<const std::uint8_t> bytes);

    ByteSink& m_sink;
    std::unique_ptr<libdeflate_compressor, Free> m_compressor;
    blf::ChannelNumbers m_channels;
    blf::FileHeader m_header;
    std::optional<domain::RecordingTime> m_start; ///< what times are written relative to
    domain::RecordingTime m_last = 0; ///< the last time that was known
    domain::RecordingTime m_latest = domain::kNoTime;
    std::vector<std::uint8_t> m_stream; ///< objects that are in no container yet
    std::vector<std::uint8_t> m_packed;
    LossCounter m_losses;
};

} // namespace argus::formats
