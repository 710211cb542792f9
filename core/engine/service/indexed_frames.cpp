// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/indexed_frames.h"

#include "core/formats/frame_window.h"
#include "core/index/column_block.h"

#include <algorithm>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// Read together from the recording: enough that finding the place costs little.
constexpr std::uint64_t kRowsAtOnce = 2 * index::kBlockRows;

/// Puts the payloads of a recording into rows that are known already.
class PayloadSink final : public formats::RecordSink
{
public:
    PayloadSink(ExecutionContext reading, std::span<domain::FrameRow> rows)
        : m_reading(std::move(reading))
        , m_rows(rows)
    { }

    void frames(const formats::FrameBlock& block, const std::vector<std::string>&) override
    {
        for (std::size_t i = 0; i < block.size() && m_next < m_rows.size(); ++i) {
            domain::FrameRow& row = m_rows[m_next];
            if (block.offset[i] < row.offset) {
                continue; // a reader may begin earlier than it was asked to
            }
            if (block.offset[i] != row.offset || block.id[i] != row.id || block.payload(i).size() != row.data.size()) {
                m_fits = false;
                break;
            }
            const auto payload = block.payload(i);
            row.data.assign(payload.begin(), payload.end());
            ++m_next;
        }
        if (!m_fits || isComplete()) {
            m_reading.cancel("enough frames");
        }
    }
    bool isComplete() const { return m_fits && m_next == m_rows.size(); }

private:
    ExecutionContext m_reading;
    std::span<domain::FrameRow> m_rows;
    std::size_t m_next = 0;
    bool m_fits = true;
};

} // namespace

Result<> IndexedFrames::readPayloads(const ExecutionContext& context, std::span<domain::FrameRow> rows) const
{
    const ExecutionContext reading = context.child();
    PayloadSink sink(reading, rows);
    formats::ReadOptions options;
    options.begin = rows.front().offset;
    options.end = rows.back().offset + 1;
    const auto summary = m_reader.read(reading, m_source, sink, options);
    if (sink.isComplete()) {
        return {};
    }
    ARGUS_TRY(context.check());
    if (!summary && summary.error().code != ErrorCode::Cancelled) {
        return fail(summary);
    }
    return fail(ErrorCode::Conflict, "the recording and its index do not belong together");
}

Result<> IndexedFrames::rows(const ExecutionContext& context, std::uint64_t first, std::uint64_t count,
                             std::vector<domain::FrameRow>& out) const
{
    formats::FrameBlock block;
    ARGUS_TRY(m_index.read(first, count, block));
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < block.size(); ++i) {
        out.push_back(formats::toRow(block, i, m_index.summary().channels, first + i));
    }
    if (m_index.summary().withPayload || out.size() == begin) {
        return {};
    }
    return readPayloads(context, std::span(out).subspan(begin));
}

Result<std::vector<domain::FrameRow>> IndexedFrames::around(const ExecutionContext& context, std::uint64_t offset,
                                                            std::size_t before, std::size_t after) const
{
    const auto number = m_index.frameAt(offset);
    if (!number) {
        return fail(number);
    }
    std::vector<domain::FrameRow> found;
    if (number->has_value()) {
        const std::uint64_t reach = std::min<std::uint64_t>(**number, before);
        ARGUS_TRY(rows(context, **number - reach, reach + 1 + after, found));
    }
    return found;
}

Result<> IndexedFrames::handOver(RowHandOver& rows) const
{
    std::vector<index::ColumnIndex::Run> runs {{0, m_index.frames()}};
    FrameChoice& choice = rows.choice();
    if (choice.isBounded()) {
        formats::FrameBlock first;
        ARGUS_TRY(m_index.read(0, 1, first));
        const domain::RecordingTime start = first.empty() ? domain::kNoTime : first.time.front();
        choice.setFirst(start);
        runs = m_index.runsWithin(choice.lower(start), choice.upper(start));
    } else {
        const std::uint64_t skip
            = rows.wantsRows() ? std::min(choice.query().skip, m_index.frames()) : m_index.frames();
        choice.passOver(skip);
        runs.front() = {skip, m_index.frames() - skip};
    }
    std::vector<domain::FrameRow> part;
    for (const index::ColumnIndex::Run& run : runs) {
        for (std::uint64_t done = 0; done < run.count && !rows.stopped(); done += kRowsAtOnce) {
            ARGUS_TRY(rows.reading().check());
            part.clear();
            ARGUS_TRY(this->rows(rows.reading(), run.first + done, std::min(run.count - done, kRowsAtOnce), part));
            for (domain::FrameRow& row : part) {
                if (choice.isWanted(row.ts) && rows.wantsRows()) {
                    rows.add(std::move(row));
                }
            }
            rows.flush();
        }
    }
    return {};
}

} // namespace argus::engine
