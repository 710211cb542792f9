// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/ledger.h"
#include "core/formats/mdf/mdf_bytes.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace argus::formats::mdf {

/// One block of an MDF 4 file: what its header says, its links, and its data.
struct Block
{
    std::string_view kind; ///< "DG", "CG", ...: one of kinds that were asked for
    std::uint64_t position = 0;
    std::uint64_t length = 0; ///< as the header says, cut at the end of the file; at least 24
    std::uint64_t statedLength = 0; ///< as the header says
    std::uint64_t dataPosition = 0; ///< behind the links
    std::vector<std::uint64_t> links;
    std::vector<std::uint8_t> data; ///< behind the links; of data blocks none

    /// 0 where the block has no such link.
    std::uint64_t link(std::size_t index) const { return index < links.size() ? links[index] : 0; }
    BlockFields fields() const { return BlockFields(data); }
};

/// Reads blocks of an MDF 4 file by their links and trusts none of these: places outside the file, other kinds of
/// blocks than wanted and impossible lengths give nothing and a warning. Failures of the source are kept and end the
/// reading, and so do the context and reading much more than the file has: blocks may lead to the same one any number
/// of times. One thread.
class BlockFile
{
public:
    /// All must outlive the object.
    BlockFile(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger);

    /// The block at `position`, when its kind is one of `kinds` ("DT", "DL", "DZ"); nothing otherwise. Metadata is read
    /// whole (up to 16 MiB; of texts the first 64 KiB), of data blocks the header alone.
    std::optional<Block> read(std::uint64_t position, std::initializer_list<std::string_view> kinds);
    /// The text of a TX block, or of an MD block its <TX> element; empty where there is none.
    std::string text(std::uint64_t position);

    /// True once for each position: how chains notice that they run in a circle.
    bool visit(std::uint64_t position) { return m_visited.insert(position).second; }
    /// The next block known behind `position`, or the end of the file: how far data of unknown length can reach.
    std::uint64_t nextKnown(std::uint64_t position) const;

    const ByteSource& source() const { return m_source; }
    std::uint64_t size() const { return m_source.size(); }
    Ledger& ledger() { return m_ledger; }
    void fail(base::Failure failure);
    /// The first failure of source or context.
    base::Result<> status() const { return m_status; }

private:
    std::string load(std::uint64_t position);
    bool fetch(std::uint64_t position, std::vector<std::uint8_t>& out, std::size_t size);
    void warnBroken(std::string_view kind, std::uint64_t position, std::string_view why);

    const base::ExecutionContext& m_context;
    const ByteSource& m_source;
    Ledger& m_ledger;
    base::Result<> m_status;
    std::uint64_t m_budget; ///< bytes that may still be read
    std::unordered_set<std::uint64_t> m_visited;
    std::unordered_map<std::uint64_t, std::string> m_texts; ///< by position
    std::size_t m_textBytes = 0; ///< handed out
    std::set<std::uint64_t> m_known; ///< positions of blocks that were read
};

/// The text of the first <tag> element, with the five named entities resolved; nothing without such an element.
std::optional<std::string> xmlElement(std::string_view xml, std::string_view tag);

} // namespace argus::formats::mdf
