// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/peak_reader.h"

#include "core/formats/text/frame_times.h"
#include "core/formats/text/text_head.h"
#include "core/formats/text/text_reading.h"
#include "core/formats/trc/peak_line.h"
#include "core/formats/trc/peak_parser.h"

#include <optional>

namespace argus::formats {

namespace {

/// What readTextFrames() asks of a format.
class PeakFormat
{
public:
    using Chunk = PeakChunk;

    /// `head` is the start of the file; with `fromStart`, it will be read again as the first chunk.
    PeakFormat(std::string_view head, bool fromStart)
    {
        std::optional<domain::RecordingTime> start;
        forEachHeadLine(head, [&](std::string_view line) {
            PeakLine found;
            const PeakLineKind kind = parsePeakLine(line, m_headLayout, found);
            if (kind == PeakLineKind::Start) {
                start = found.start;
            } else if (found.layout) {
                m_headLayout = *found.layout;
            }
            return kind != PeakLineKind::Frame && kind != PeakLineKind::Other;
        });
        if (!fromStart) {
            m_layout = m_headLayout;
            m_start = start;
            m_dated = start.has_value();
        }
    }

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        const bool known = chunk.known && chunk.known->offset == chunk.text.offset;
        PeakParser parser;
        parser.parse(chunk,
                     known                        ? chunk.known->layout
                         : chunk.text.offset == 0 ? peakLayoutOf("1.0")
                                                  : m_headLayout,
                     global);
    }
    bool isStale(Chunk& chunk) const
    {
        if (chunk.layoutBefore == m_layout) {
            return false;
        }
        chunk.known = {chunk.text.offset, m_layout};
        return true;
    }
    void inOrder(Chunk& chunk)
    {
        std::size_t done = 0;
        for (const PeakStart& start : chunk.starts) {
            shiftTimes(chunk, done, start.frame, m_start.value_or(0));
            done = start.frame;
            m_start = start.start;
            m_dated = m_dated || m_start.has_value();
        }
        shiftTimes(chunk, done, chunk.frames, m_start.value_or(0));
        m_layout = chunk.layoutBehind;
        m_badStart = m_badStart || chunk.badStart;
        m_badColumns = m_badColumns || chunk.badColumns;
    }
    void finish(Ledger& ledger) const
    {
        if (m_dated) {
            ledger.warn("the time zone is not in the file; times are counted as UTC");
        }
        if (m_badStart) {
            ledger.warn("the start time in the file could not be understood");
        }
        if (m_badColumns) {
            ledger.warn("the list of columns in the file could not be understood; those of its version are used");
        }
    }

private:
    PeakLayout m_headLayout = peakLayoutOf("1.0"); ///< behind the header
    PeakLayout m_layout = m_headLayout; ///< behind what was handed on
    std::optional<domain::RecordingTime> m_start;
    bool m_dated = false;
    bool m_badStart = false;
    bool m_badColumns = false;
};

} // namespace

int PeakTrcReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    std::uint64_t known = 0;
    std::uint64_t unknown = 0;
    bool header = false;
    PeakLayout layout = peakLayoutOf("1.0");
    forEachHeadLine(text, [&](std::string_view line) {
        PeakLine found;
        const PeakLineKind kind = parsePeakLine(line, layout, found);
        header = header || kind == PeakLineKind::Version;
        known += kind == PeakLineKind::Frame || kind == PeakLineKind::Other ? 1 : 0;
        unknown += kind == PeakLineKind::Unreadable ? 1 : 0;
        layout = found.layout.value_or(layout);
        return true;
    });
    return textScore(known, unknown, header, filename.ends_with(".trc") || filename.ends_with(".TRC"));
}

base::Result<ReadSummary> PeakTrcReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                              RecordSink& sink, const ReadOptions& options) const
{
    const auto head = readTextHead(source);
    if (!head) {
        return base::fail(head);
    }
    PeakFormat format(*head, options.begin == 0);
    return readTextFrames(context, source, sink, options, format, m_chunkBytes);
}

} // namespace argus::formats
