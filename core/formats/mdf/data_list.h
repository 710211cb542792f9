// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/block_file.h"
#include "core/formats/mdf/mdf_model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::formats::mdf {

/// Unpacked size up to which a compressed block is read; the standard recommends 4 MiB.
inline constexpr std::uint64_t kMaxUnpacked = 128ULL << 20;

/// Follows the links of a data group or channel to its data: a block of data, plain or compressed, or lists of such
/// blocks. Offsets of records are those of the file where the data is not compressed; unpacked data is counted on
/// behind the end of the file, block by block in the order in which they are met, so that no two records share one.
class DataLists
{
public:
    explicit DataLists(BlockFile& file)
        : m_file(file)
        , m_unpackedBase(file.size())
    { }

    /// The data behind `link`; `owner` names it in warnings. `columnar` is set when blocks of the column-oriented kind
    /// (DV) are met. With `mayBeOpen` a last block that says it is empty is taken to reach up to the next known block,
    /// because its writer was stopped. Cost: one small read for each block.
    std::vector<DataSegment> collect(std::uint64_t link, const std::string& owner, bool mayBeOpen, bool& columnar);

private:
    void follow(std::uint64_t link, int depth);
    void followList(const Block& list, int depth);
    void add(const Block& block);
    void addPacked(const Block& block);
    void reopenLast();

    BlockFile& m_file;
    std::uint64_t m_unpackedBase; ///< what the next compressed block's first record has as offset
    std::vector<DataSegment> m_segments;
    std::uint64_t m_lastStated = 0; ///< length of the last plain block as its header says
    std::string m_owner;
    bool m_columnar = false;
};

} // namespace argus::formats::mdf
