// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_reader.h"

#include "core/formats/csv/csv_layout.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/csv/csv_short_cut.h"
#include "core/formats/text/text_reading.h"

#include <algorithm>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::string_view kDamagedId = "id damaged by a spreadsheet";
/// The channel of tables that do not name one.
constexpr std::string_view kOnlyChannel = "1";

struct CsvChunk : FrameChunk
{
    bool dated = false;
    bool clock = false;
};

/// What readTextFrames() asks of a format.
class CsvFormat
{
public:
    using Chunk = CsvChunk;

    explicit CsvFormat(const CsvLayout& layout)
        : m_layout(layout)
    { }

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        chunk.restart(global);
        chunk.dated = false;
        chunk.clock = false;
        CsvRowReader reader(m_layout);
        CsvShortCut shortCut(m_layout);
        CsvRow row;
        const auto general = [&](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            if (offset < m_layout.headerEnd) {
                return;
            }
            switch (reader.read(line, row)) {
            case CsvRowKind::Frame: {
                const std::uint16_t channel = chunk.channelIndex(row.channel.empty() ? kOnlyChannel : row.channel);
                shortCut.remember(row.channel, channel);
                chunk.blocks.add(row.ts, offset, row.id, channel, row.flags, std::span(row.data).first(row.length));
                chunk.dated = chunk.dated || row.stampKind == CsvStamp::Kind::Date;
                chunk.clock = chunk.clock || row.stampKind == CsvStamp::Kind::Clock;
                break;
            }
            case CsvRowKind::NoRecord:
                break;
            case CsvRowKind::DamagedId:
                chunk.ledger.skip(kDamagedId, offset, bytes);
                break;
            case CsvRowKind::Unreadable:
                chunk.skipLine(offset, bytes, cut);
                break;
            }
        };
        if (shortCut.isUsable()) {
            shortCut.restart(chunk);
            forEachLine(chunk, general,
                        [&](const char* at, std::uint64_t offset) { return shortCut.read(at, offset); });
        } else {
            forEachLine(chunk, general);
        }
        chunk.blocks.close();
    }
    void inOrder(Chunk& chunk)
    {
        for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
            takeTimes(chunk.blocks.block(i).time);
        }
        m_dated = m_dated || chunk.dated;
        m_clock = m_clock || chunk.clock;
    }
    void finish(Ledger& ledger) const
    {
        for (const std::string& warning : m_layout.warnings) {
            ledger.warn(warning);
        }
        if (m_layout.deltas) {
            ledger.warn("times count from the row before: they are added up from the first row on");
        }
        if (m_frames && !m_timed) {
            ledger.warn("no row says when its frame was: the table has no time that can be read");
        }
        if (m_dated) {
            ledger.warn("stamps are dates without a time zone; they are counted as UTC");
        }
        if (m_clock && !m_layout.deltas) {
            ledger.warn("stamps are times of day without a date; they are counted from midnight");
        }
        for (const domain::Skipped& entry : ledger.skipped()) {
            if (entry.reason == kDamagedId) {
                ledger.warn("a spreadsheet turned the ids of " + std::to_string(entry.count)
                            + " rows into numbers with exponent: they are lost");
                break;
            }
        }
    }

private:
    /// Adds up times that count from the row before, and notes whether there are any.
    void takeTimes(std::vector<domain::RecordingTime>& times)
    {
        m_frames = m_frames || !times.empty();
        const auto isTime = [](domain::RecordingTime time) { return time != domain::kNoTime; };
        // One look at nearly all tables: their first frame has a time.
        m_timed = m_timed || std::ranges::any_of(times, isTime);
        if (!m_layout.deltas) {
            return;
        }
        for (domain::RecordingTime& time : times) {
            domain::RecordingTime sum = 0;
            if (isTime(time) && !__builtin_add_overflow(m_elapsed, time, &sum)) {
                m_elapsed = sum;
                time = sum;
            }
        }
    }

    const CsvLayout& m_layout;
    domain::RecordingTime m_elapsed = 0; ///< the sum of times that count from the row before
    bool m_frames = false;
    bool m_timed = false;
    bool m_dated = false;
    bool m_clock = false;
};

/// The layout by the first bytes of the file, whatever part of it is read.
base::Result<CsvLayout> layoutOf(const ByteSource& source)
{
    std::vector<std::uint8_t> head(kProbeBytes);
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    const std::string_view text(reinterpret_cast<const char*>(head.data()), std::min(*got, head.size()));
    return findCsvLayout(text).value_or(CsvLayout {});
}

} // namespace

int CsvReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const auto layout = findCsvLayout({reinterpret_cast<const char*>(head.data()), head.size()});
    if (!layout || layout->gvret != (m_dialect == Dialect::Gvret)) {
        return 0;
    }
    const std::uint64_t share = layout->rows == 0 ? 50 : layout->readable * 100 / layout->rows;
    return static_cast<int>(40 + share * 45 / 100) + (filename.ends_with(".csv") ? 5 : 0) + (layout->gvret ? 5 : 0);
}

base::Result<ReadSummary> CsvReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                          RecordSink& sink, const ReadOptions& options) const
{
    auto layout = layoutOf(source);
    if (!layout) {
        return base::fail(layout);
    }
    if (layout->columns.empty()) {
        // No header: all lines are accounted for as unreadable.
        layout->warnings.emplace_back("the table has no header that names an id and data");
    }
    CsvFormat format(*layout);
    ReadOptions part = options;
    if (layout->deltas) {
        part.begin = 0; // a time is the sum of all before it
    }
    return readTextFrames(context, source, sink, part, format, m_chunkBytes);
}

} // namespace argus::formats
