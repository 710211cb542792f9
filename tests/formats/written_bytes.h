// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"

#include <cstdint>
#include <span>
#include <string>

namespace argus::formats::test {

/// Keeps what is written in memory.
class WrittenBytes final : public ByteSink
{
public:
    explicit WrittenBytes(bool canOverwrite = true)
        : m_canOverwrite(canOverwrite)
    { }
    base::Result<> write(std::span<const std::uint8_t> data) override
    {
        bytes.append(reinterpret_cast<const char*>(data.data()), data.size());
        return {};
    }
    bool canOverwrite() const override { return m_canOverwrite; }
    base::Result<> overwrite(std::uint64_t offset, std::span<const std::uint8_t> data) override
    {
        bytes.replace(offset, data.size(), reinterpret_cast<const char*>(data.data()), data.size());
        return {};
    }

    std::string bytes;

private:
    const bool m_canOverwrite;
};

} // namespace argus::formats::test
