// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace argus::formats {

/// Writes frames as bus logging of ASAM MDF 4.10, as asammdf, python-can and the tools of the trade read it: groups of
/// their own for data frames of up to 8 and of up to 64 bytes, remote frames and error frames, each with its data
/// blocks. The recording starts with the first frame; stamps are kept to the nanosecond. Within a group the order of
/// the frames is kept; readers put the groups together by time.
///
/// Where the target cannot be written a second time (a pipe), the same groups are written unsorted, as a recorder that
/// was stopped leaves them. Memory: a block for each group, and 16 bytes for each block of 1 MiB written.
class MdfWriter final : public FrameWriter
{
public:
    enum class Compression : std::uint8_t
    {
        None,
        Deflate, ///< with transposition; only where the target can be written a second time
    };

    /// `sink` must outlive the writer.
    MdfWriter(ByteSink& sink, Compression compression);
    ~MdfWriter() override;

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override;

private:
    static constexpr std::size_t kKinds = 4;

    struct Written
    {
        std::uint64_t position = 0;
        std::uint64_t start = 0; ///< of its bytes among those of the group
    };
    struct Group
    {
        std::vector<std::uint8_t> pending;
        std::vector<Written> blocks;
        std::uint64_t records = 0;
        std::uint64_t bytes = 0; ///< in blocks
        std::uint64_t dataLink = 0; ///< places in the file to be completed
        std::uint64_t cycleCount = 0;
    };
    struct Packer;

    base::Result<> begin(domain::RecordingTime start);
    base::Result<> add(const FrameBlock& block, std::size_t i, std::uint8_t channel);
    void countOrder(std::size_t kind);
    base::Result<> flush(std::size_t kind);
    base::Result<> writeList(std::size_t kind);
    base::Result<> write(const std::vector<std::uint8_t>& bytes);
    base::Result<> patch(std::uint64_t position, std::uint64_t value);
    std::uint8_t channelNumber(std::uint16_t index, const std::vector<std::string>& channels);

    ByteSink& m_sink;
    const bool m_sorted;
    std::unique_ptr<Packer> m_packer; ///< null: not compressed
    std::array<Group, kKinds> m_groups;
    std::uint64_t m_position = 0;
    bool m_begun = false;
    domain::RecordingTime m_start = 0;
    domain::RecordingTime m_last = 0;
    domain::RecordingTime m_highest = INT64_MIN;
    std::size_t m_kindOfHighest = 0;
    std::vector<int> m_numbers; ///< by channel index; -1: none yet
    std::array<bool, 256> m_taken {};
    std::map<std::string, std::uint64_t> m_losses;
};

} // namespace argus::formats
