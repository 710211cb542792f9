// SPDX-License-Identifier: Apache-2.0
#include "core/formats/frame_window.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::uint64_t kFirstReach = 64 * 1024;
constexpr std::uint64_t kMaxReach = 16 * 1024 * 1024;

/// Keeps the rows around an offset and forgets the others, so that it may be fed a whole file.
class WindowSink final : public RecordSink
{
public:
    /// `ascending`: the offsets of the frames that come ascend, so that those up to `offset` come before the others.
    /// Otherwise only the frame that lies exactly there tells where the window is.
    WindowSink(base::ExecutionContext context, std::uint64_t offset, std::size_t before, std::size_t after,
               bool ascending)
        : m_context(std::move(context))
        , m_offset(offset)
        , m_before(before)
        , m_after(after)
        , m_ascending(ascending)
    { }

    void frames(const FrameBlock& block, const std::vector<std::string>& channels) override
    {
        for (std::size_t i = 0; i < block.size() && !isFull(); ++i) {
            if (m_ascending ? block.offset[i] <= m_offset : !m_met) {
                m_met = m_met || block.offset[i] == m_offset;
                m_rows.push_back(toRow(block, i, channels, 0));
                ++m_upTo;
                if (m_rows.size() > m_before + 1) {
                    m_rows.pop_front();
                }
            } else {
                m_rows.push_back(toRow(block, i, channels, 0));
                ++m_behind;
            }
        }
        if (isFull()) {
            m_context.cancel(); // nothing more is wanted from the reader
        }
    }

    /// One more than wanted was seen: only then the frame at the offset is known to be the last before it.
    bool isFull() const { return m_behind > m_after; }
    /// Enough frames at and before the offset were seen.
    bool hasStart() const { return m_upTo > m_before; }

    std::vector<domain::FrameRow> take()
    {
        if (!m_ascending && !m_met) {
            return {};
        }
        if (isFull()) {
            m_rows.pop_back();
        }
        std::vector<domain::FrameRow> rows(std::make_move_iterator(m_rows.begin()),
                                           std::make_move_iterator(m_rows.end()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].number = i;
        }
        return rows;
    }

private:
    base::ExecutionContext m_context;
    const std::uint64_t m_offset;
    const std::size_t m_before;
    const std::size_t m_after;
    const bool m_ascending;
    bool m_met = false; ///< the frame exactly at the offset came
    std::deque<domain::FrameRow> m_rows;
    std::size_t m_upTo = 0; ///< frames seen at or before the offset
    std::size_t m_behind = 0;
};

} // namespace

domain::FrameRow toRow(const FrameBlock& block, std::size_t i, const std::vector<std::string>& channels,
                       std::uint64_t number)
{
    const std::uint8_t flags = block.flags[i];
    domain::FrameRow row;
    row.number = number;
    row.offset = block.offset[i];
    row.ts = block.time[i];
    if (block.channel[i] < channels.size()) {
        row.channel = channels[block.channel[i]];
    }
    row.id = block.id[i];
    row.extended = (flags & kExtendedId) != 0;
    row.fd = (flags & kFd) != 0;
    row.remote = (flags & kRemote) != 0;
    row.error = (flags & kError) != 0;
    row.bitrateSwitch = (flags & kBitrateSwitch) != 0;
    row.errorStateIndicator = (flags & kErrorStateIndicator) != 0;
    row.transmitted = (flags & kTransmitted) != 0;
    const auto payload = block.payload(i);
    row.data.assign(payload.begin(), payload.end());
    row.requested = row.remote ? block.length[i] : std::uint8_t {0};
    return row;
}

base::Result<std::vector<domain::FrameRow>> framesAround(const base::ExecutionContext& context,
                                                         const ByteSource& source, const Reader& reader,
                                                         std::uint64_t offset, std::size_t before, std::size_t after)
{
    before = std::min(before, kMaxRowsAround);
    after = std::min(after, kMaxRowsAround);
    const std::uint64_t farEnd = std::numeric_limits<std::uint64_t>::max();
    for (std::uint64_t reach = kFirstReach;; reach = std::min(reach * 4, kMaxReach)) {
        const auto reading = context.child();
        WindowSink sink(reading, offset, before, after, reader.offsetsAscend());
        ReadOptions options;
        if (reader.offsetsAscend()) {
            options.begin = offset > reach ? offset - reach : 0;
            options.end = offset > farEnd - kMaxReach ? farEnd : offset + kMaxReach;
        }
        const auto summary = reader.read(reading, source, sink, options);
        // A read that this function stopped itself is no failure; one that the caller's context stopped is.
        if (!summary && !(sink.isFull() && context.check())) {
            return base::fail(summary);
        }
        if (sink.hasStart() || options.begin == 0 || reach == kMaxReach) {
            return sink.take();
        }
    }
}

} // namespace argus::formats
