// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Counts what a target format could not hold, by kind, in the order of appearance.
class LossCounter
{
public:
    /// `what` is a constant.
    void add(std::string_view what)
    {
        for (WriteLoss& loss : m_losses) {
            if (loss.what == what) {
                ++loss.frames;
                return;
            }
        }
        m_losses.push_back({std::string(what), 1});
    }
    /// For formats that have the marks of CAN FD only in data frames of CAN FD: some recorders set them in others too.
    void addStrayMarks(const FrameBlock& block, std::size_t i)
    {
        const unsigned flags = block.flags[i];
        const bool isRemote = (flags & kRemote) != 0;
        const bool isFd = !isRemote && ((flags & kFd) != 0 || block.length[i] > 8);
        const unsigned marks = unsigned {kBitrateSwitch} | kErrorStateIndicator | (isRemote ? unsigned {kFd} : 0U);
        if ((flags & kError) == 0 && !isFd && (flags & marks) != 0) {
            add("marks of CAN FD in remote and classic frames not written");
        }
    }
    const std::vector<WriteLoss>& losses() const { return m_losses; }

private:
    std::vector<WriteLoss> m_losses;
};

} // namespace argus::formats
