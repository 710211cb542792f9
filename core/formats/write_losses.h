// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Counts what a target format cannot hold, by kind, in the order of appearance.
class WriteLosses
{
public:
    /// `what` is a constant.
    void count(std::string_view what, std::uint64_t frames = 1)
    {
        for (Loss& loss : m_losses) {
            if (loss.what == what) {
                loss.frames += frames;
                return;
            }
        }
        m_losses.push_back({what, frames});
    }

    std::vector<WriteLoss> result() const
    {
        std::vector<WriteLoss> losses;
        losses.reserve(m_losses.size());
        for (const Loss& loss : m_losses) {
            losses.push_back({std::string(loss.what), loss.frames});
        }
        return losses;
    }

private:
    struct Loss
    {
        std::string_view what;
        std::uint64_t frames = 0;
    };
    std::vector<Loss> m_losses;
};

} // namespace argus::formats
