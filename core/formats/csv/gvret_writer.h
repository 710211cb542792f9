// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"
#include "core/formats/loss_counter.h"

#include <map>
#include <set>
#include <string>

namespace argus::formats {

/// Writes the table that SavvyCAN and GVRET devices use: `Time Stamp,ID,Extended,Dir,Bus,LEN,D1,...,D8`, times in
/// microseconds, buses as numbers.
///
/// It holds classic data frames only: CAN FD, remote and error frames are left out. Buses that are no numbers get the
/// first free ones; frames without time get the time 0. losses() counts all of that.
class GvretCsvWriter final : public FrameWriter
{
public:
    /// The sink must outlive the writer.
    explicit GvretCsvWriter(ByteSink& sink)
        : m_sink(sink)
    { }

    base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) override;
    base::Result<> finish() override;
    std::vector<WriteLoss> losses() const override { return m_losses.losses(); }

private:
    base::Result<> writeHeader();
    /// False when the format cannot hold the frame.
    bool holds(const FrameBlock& block, std::size_t i);
    void appendRow(const FrameBlock& block, std::size_t i, const std::vector<std::string>& channels);
    const std::string& busNumber(std::uint16_t channel, const std::string& name);

    ByteSink& m_sink;
    bool m_headerWritten = false;
    std::string m_text;
    std::map<std::uint16_t, std::string> m_buses; ///< numbers by channel
    std::set<std::string> m_usedBuses;
    LossCounter m_losses;
};

} // namespace argus::formats
