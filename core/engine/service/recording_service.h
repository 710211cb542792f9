// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"
#include "core/base/context.h"
#include "core/domain/inspection.h"
#include "core/engine/service/row_hand_over.h"
#include "core/formats/reader.h"
#include "core/index/index_cache.h"

#include <filesystem>
#include <string>
#include <vector>

namespace argus::engine {

/// Recordings as files, apart from any batch. Blocking; any thread but the window's.
class RecordingService
{
public:
    explicit RecordingService(index::CacheSettings cache)
        : m_cache(std::move(cache))
    { }

    /// What a file holds. A compressed file or an archive with one member shows its recording, with size and hash of
    /// the file given; one with several shows its members. Invalid for what is no recording.
    static base::Result<domain::Inspection> inspect(const base::ExecutionContext& context,
                                                    const std::filesystem::path& path, const std::string& readAs = {});

    /// The frames of a recording (of each member of an archive, in order), some hundreds at a time; `rows` returns
    /// false to stop. Reading a plain file to its end leaves an index; the next query uses it.
    base::Result<domain::Inspection> frames(const base::ExecutionContext& context, const std::filesystem::path& path,
                                            const api::FrameQuery& query, const RowHandOver::Rows& rows) const;

    /// As formats::framesAround, by the recording's index where there is one. Readers whose records do not lie in the
    /// order of time leave an index when they had to read everything.
    base::Result<std::vector<domain::FrameRow>> framesAround(const base::ExecutionContext& context,
                                                             const std::filesystem::path& path,
                                                             const formats::Reader& reader, std::uint64_t offset,
                                                             std::size_t before, std::size_t after) const;

    /// Reads a recording that has an index once more and throws the index away if it was made of other bytes. Slow: for
    /// a thread that has time.
    void checkIndex(const base::ExecutionContext& context, const std::filesystem::path& path) const;

private:
    index::IndexCache m_cache;
};

} // namespace argus::engine
