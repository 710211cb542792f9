// SPDX-License-Identifier: Apache-2.0
// Files of the column index, half written, damaged and hostile: what the cache takes for an index holds together, and
// what it does not take is gone. The bytes are looked at as they are, once more with checksums that fit them (damage
// would hardly ever get past these), and as one block.
#include "core/index/index_cache.h"
#include "core/index/column_block.h"
#include "core/index/index_file.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace argus;
using index::BlockEntry;
using index::ColumnIndex;
using index::FileTail;
namespace fs = std::filesystem;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr const char* kKey = "fuzz"; ///< the one that the seeds have

void require(bool condition, const char* what)
{
    if (!condition) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

/// A cache folder of this process, removed at its end.
class CacheFolder
{
public:
    CacheFolder()
    {
        std::string name = (fs::temp_directory_path() / "argus-fuzz-index-XXXXXX").string();
        require(::mkdtemp(name.data()) != nullptr, "no temporary folder");
        m_path = name;
    }
    ~CacheFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    CacheFolder(const CacheFolder&) = delete;
    CacheFolder& operator=(const CacheFolder&) = delete;

    fs::path file() const { return m_path / (std::string(kKey) + ".aidx"); }
    index::CacheSettings settings() const { return {m_path, 1 << 20, 1}; }

private:
    fs::path m_path;
};

/// Gives each block and the directory the checksum that its bytes have, as far as the tail tells where they lie.
Bytes withFittingChecksums(Bytes bytes)
{
    FileTail tail;
    if (bytes.size() < sizeof tail) {
        return bytes;
    }
    const std::size_t tailAt = bytes.size() - sizeof tail;
    std::memcpy(&tail, bytes.data() + tailAt, sizeof tail);
    const auto inFile
        = [&bytes](std::uint64_t at, std::uint64_t size) { return at <= bytes.size() && size <= bytes.size() - at; };
    const auto sumOf = [&bytes](std::uint64_t at, std::uint64_t size) {
        return index::checksum(std::span(bytes).subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(size)));
    };
    if (tail.blocks > bytes.size() / sizeof(BlockEntry) || !inFile(tail.directory, tail.blocks * sizeof(BlockEntry))
        || !inFile(tail.summary, tail.summarySize)
        || !inFile(tail.directory, tail.blocks * sizeof(BlockEntry) + tail.summarySize)) {
        return bytes;
    }
    for (std::uint64_t i = 0; i < tail.blocks; ++i) {
        BlockEntry entry;
        std::uint8_t* const at = bytes.data() + tail.directory + i * sizeof entry;
        std::memcpy(&entry, at, sizeof entry);
        if (inFile(entry.position, entry.size)) {
            entry.check = sumOf(entry.position, entry.size);
            std::memcpy(at, &entry, sizeof entry);
        }
    }
    tail.check = sumOf(tail.directory, tail.blocks * sizeof(BlockEntry) + tail.summarySize);
    std::memcpy(bytes.data() + tailAt, &tail, sizeof tail);
    return bytes;
}

void checkRows(const formats::FrameBlock& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        require(rows.length[i] <= formats::kMaxFrameData, "a payload is too long");
        require(!rows.isRemote(i) || rows.length[i] <= 8, "a remote frame asks for too much");
        require(rows.dataStart[i] + std::max<std::size_t>(8, rows.length[i]) <= rows.data.size(),
                "a payload lies outside");
    }
}

/// Reads all of an index, in pieces that cut across its blocks.
void checkIndex(const ColumnIndex& index)
{
    constexpr std::uint64_t kPiece = index::kBlockRows - 1;
    const std::uint64_t most = std::min<std::uint64_t>(index.frames(), 8 * index::kBlockRows);
    for (std::uint64_t first = 0; first < most; first += kPiece) {
        formats::FrameBlock rows;
        if (!index.read(first, kPiece, rows)) {
            return;
        }
        require(rows.size() == std::min(kPiece, index.frames() - first), "frames are missing without an error");
        checkRows(rows);
        for (const std::uint16_t channel : rows.channel) {
            require(channel < index.summary().channels.size(), "a frame is of no channel");
        }
        for (const std::size_t i : {std::size_t {0}, rows.size() / 2, rows.size() - 1}) {
            const auto found = index.frameAt(rows.offset[i]);
            require(!found || !found->has_value() || **found < index.frames(), "a frame behind the last is found");
        }
        std::uint64_t last = 0;
        for (const auto& run : index.runsWithin(rows.time.front(), INT64_MAX)) {
            require(run.first >= last && run.count <= index.frames() - run.first, "a run lies outside");
            last = run.first + run.count;
        }
    }
}

void checkFile(const Bytes& bytes)
{
    static const CacheFolder folder;
    static const index::IndexCache cache(folder.settings());
    std::ofstream(folder.file(), std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    const auto found = cache.find(kKey);
    require(fs::exists(folder.file()) == (found != nullptr), "a file that is no index stays, or an index goes");
    if (found != nullptr) {
        require(found->summary().key == kKey, "the index is another recording's");
        checkIndex(*found);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Bytes bytes(data, data + size);
    checkFile(bytes);
    checkFile(withFittingChecksums(bytes));
    formats::FrameBlock rows;
    if (index::unpackBlock(bytes, rows)) {
        require(!rows.empty() && rows.size() <= index::kBlockRows, "a block has no rows or too many");
        checkRows(rows);
    }
    return 0;
}
