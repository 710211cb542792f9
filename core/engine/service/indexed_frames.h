// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/domain/inspection.h"
#include "core/engine/service/row_hand_over.h"
#include "core/formats/reader.h"
#include "core/index/column_index.h"

#include <cstdint>
#include <span>
#include <vector>

namespace argus::engine {

/// The frames of a recording by number, from its index; payloads that the index does not hold are read from the
/// recording. Views: all three must outlive it. One thread.
class IndexedFrames
{
public:
    IndexedFrames(const index::ColumnIndex& index, const formats::ByteSource& source, const formats::Reader& reader)
        : m_index(index)
        , m_source(source)
        , m_reader(reader)
    { }

    /// Hands on all frames that a query wants; jumps over what lies outside its bounds.
    base::Result<> handOver(RowHandOver& rows) const;
    /// The frame at `offset` (or the last one before it, where offsets ascend) with those around it. Nothing when there
    /// is none.
    base::Result<std::vector<domain::FrameRow>> around(const base::ExecutionContext& context, std::uint64_t offset,
                                                       std::size_t before, std::size_t after) const;
    /// Appends up to `count` frames from number `first` on. Conflict when recording and index do not belong together.
    base::Result<> rows(const base::ExecutionContext& context, std::uint64_t first, std::uint64_t count,
                        std::vector<domain::FrameRow>& out) const;

private:
    base::Result<> readPayloads(const base::ExecutionContext& context, std::span<domain::FrameRow> rows) const;

    const index::ColumnIndex& m_index;
    const formats::ByteSource& m_source;
    const formats::Reader& m_reader;
};

} // namespace argus::engine
