// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/block_file.h"
#include "core/formats/mdf/conversion.h"

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace argus::formats::mdf {

/// Reads CC blocks; each is read once and shared.
class Mdf4Conversions
{
public:
    explicit Mdf4Conversions(BlockFile& file)
        : m_file(file)
    { }

    /// Null for 0 and where there is nothing to convert.
    std::shared_ptr<const Conversion> at(std::uint64_t position, int depth = 0);

private:
    std::shared_ptr<const Conversion> load(const Block& block, int depth);
    void loadReferences(const Block& block, Conversion& conversion, int depth);

    BlockFile& m_file;
    std::unordered_map<std::uint64_t, std::shared_ptr<const Conversion>> m_loaded;
};

} // namespace argus::formats::mdf
