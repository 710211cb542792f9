// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/ledger.h"
#include "core/formats/mdf/conversion.h"
#include "core/formats/mdf/mdf_bytes.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace argus::formats::mdf {

/// The bytes of a block; copies share them.
class Mdf3Block : public BlockFields
{
public:
    Mdf3Block(std::shared_ptr<const std::vector<std::uint8_t>> bytes, bool bigEndian)
        : BlockFields(*bytes, bigEndian)
        , m_bytes(std::move(bytes))
    { }

private:
    std::shared_ptr<const std::vector<std::uint8_t>> m_bytes;
};

/// Reads blocks of an MDF 2 or 3 file by their links and trusts none of these. The first failure of
/// source or context ends the reading, and so does reading much more than the file has. One thread.
class Mdf3Blocks
{
public:
    /// All must outlive the object.
    Mdf3Blocks(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger);

    /// The first 64 bytes of the file.
    BlockFields identification() const { return BlockFields(m_identification, m_bigEndian); }
    bool isBigEndian() const { return m_bigEndian; }
    /// The block at `position` (offsets count from its start), when it is of that kind; nothing otherwise, with a
    /// warning.
    std::optional<Mdf3Block> read(std::uint64_t position, std::string_view kind);
    /// The text of a TX block; empty where there is none.
    std::string text(std::uint64_t position);
    /// The parameters of a CC block, with its texts.
    void readParameters(const BlockFields& block, Conversion& conversion);

    bool visit(std::uint64_t position) { return m_visited.insert(position).second; }
    /// The next block known behind `position`, or the end of the file.
    std::uint64_t nextKnown(std::uint64_t position) const;
    std::uint64_t size() const { return m_source.size(); }
    std::unordered_map<std::uint64_t, std::shared_ptr<const Conversion>>& conversions() { return m_conversions; }
    base::Result<> status() const { return m_status; }

private:
    bool fetch(std::uint64_t position, std::vector<std::uint8_t>& out, std::size_t size);

    const base::ExecutionContext& m_context;
    const ByteSource& m_source;
    Ledger& m_ledger;
    base::Result<> m_status;
    std::uint64_t m_budget; ///< bytes that may still be read
    std::array<std::uint8_t, 64> m_identification {};
    bool m_bigEndian = false;
    std::size_t m_textBytes = 0;
    std::unordered_set<std::uint64_t> m_visited;
    std::set<std::uint64_t> m_known;
    std::unordered_map<std::uint64_t, std::shared_ptr<const Conversion>> m_conversions;
};

} // namespace argus::formats::mdf
