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
    const std::vector<WriteLoss>& losses() const { return m_losses; }

private:
    std::vector<WriteLoss> m_losses;
};

} // namespace argus::formats
