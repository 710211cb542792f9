// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"
#include "core/formats/reader.h"
#include "core/index/column_index.h"
#include "core/index/index_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace argus::index {

/// Writes the index of a recording while it is read. Everything goes to a file of another name; finish() gives it its
/// own, so that nobody sees half an index, and without finish() it is removed. One thread.
///
/// An index only saves time: a full disk or a missing folder ends the writing, and the recording is read on. The first
/// such reason is kept for finish().
class IndexWriter final : public formats::RecordSink
{
public:
    struct Options
    {
        std::filesystem::path path; ///< of the index
        std::uint64_t maxBytes = UINT64_MAX; ///< an index that grows larger is given up
        bool withPayload = false;
    };

    explicit IndexWriter(Options options);
    ~IndexWriter() override;
    IndexWriter(const IndexWriter&) = delete;
    IndexWriter& operator=(const IndexWriter&) = delete;

    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override;

    /// The recording was read to its end. Errors: why there is no index (Unavailable, Denied, Quota).
    base::Result<> finish(IndexSummary summary);

private:
    void flushRows();
    void write(std::span<const std::uint8_t> bytes);
    void flushBytes();
    void giveUp(base::ErrorCode code, std::string reason);

    const Options m_options;
    std::filesystem::path m_partPath;
    base::UniqueFd m_file; ///< closed: given up or finished
    base::Result<> m_state;
    formats::FrameBlock m_rows;
    std::vector<std::uint8_t> m_buffer; ///< bytes not written yet
    std::uint64_t m_written = 0; ///< bytes, with those in the buffer
    std::uint64_t m_rowCount = 0;
    std::vector<BlockEntry> m_blocks;
};

} // namespace argus::index
