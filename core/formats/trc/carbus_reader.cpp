// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/carbus_reader.h"

#include "core/formats/text/fields.h"
#include "core/formats/text/text_head.h"
#include "core/formats/text/text_reading.h"
#include "core/formats/trc/carbus_line.h"

#include <optional>
#include <string>

namespace argus::formats {

namespace {

char lineEndOf(std::string_view head)
{
    return head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos ? '\r' : '\n';
}

struct CarbusChunk : FrameChunk
{
    /// What the parser is to believe about the first line of the text that begins at this offset of the file.
    struct Known
    {
        std::uint64_t offset = 0;
        CarbusHeader header;
    };

    std::optional<Known> known;
    CarbusHeader headerBefore;
    CarbusHeader headerBehind;
};

/// What readTextFrames() asks of a format.
class CarbusFormat
{
public:
    using Chunk = CarbusChunk;

    CarbusFormat(std::string_view head, bool fromStart)
        : m_lineEnd(lineEndOf(head))
    {
        forEachHeadLine(
            head,
            [this](std::string_view line) {
                CarbusLine found;
                const CarbusLineKind kind = parseCarbusLine(line, m_headHeader, found);
                m_headHeader = kind == CarbusLineKind::Header ? found.header : m_headHeader;
                return kind != CarbusLineKind::Frame;
            },
            m_lineEnd);
        m_header = fromStart ? CarbusHeader {} : m_headHeader;
    }

    char lineEnd() const { return m_lineEnd; }
    void parse(Chunk& chunk, ChannelNames* global) const
    {
        const bool known = chunk.known && chunk.known->offset == chunk.text.offset;
        CarbusHeader header = chunk.text.offset == 0 ? CarbusHeader {} : m_headHeader;
        header = known ? chunk.known->header : header;
        chunk.restart(global);
        chunk.headerBefore = header;
        forEachLine(chunk, [&](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            CarbusLine found;
            switch (parseCarbusLine(line, header, found)) {
            case CarbusLineKind::Frame:
                chunk.blocks.add(found.ts, offset, found.id, chunk.channelIndex(found.channel), found.flags,
                                 std::span(found.data).first(found.length));
                break;
            case CarbusLineKind::Header:
                header = found.header;
                break;
            case CarbusLineKind::NoRecord:
                break;
            case CarbusLineKind::Unreadable:
                chunk.skipLine(offset, bytes, cut);
                break;
            }
        });
        chunk.headerBehind = header;
        chunk.blocks.close();
    }
    bool isStale(Chunk& chunk) const
    {
        if (chunk.headerBefore == m_header) {
            return false;
        }
        chunk.known = {chunk.text.offset, m_header};
        return true;
    }
    void inOrder(Chunk& chunk)
    {
        // Stamps of neighbours may be a little out of order; a minute is more than that.
        constexpr domain::RecordingTime kFallOfAMinute = 50 * kSecond;
        m_header = chunk.headerBehind;
        for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
            for (const domain::RecordingTime ts : chunk.blocks.block(i).time) {
                m_minutes += m_last - ts > kFallOfAMinute ? 1 : 0;
                m_last = ts;
            }
        }
    }
    void finish(Ledger& ledger) const
    {
        if (m_minutes > 0) {
            ledger.warn("times are seconds within a minute, as the recorder writes them; they start again "
                        + std::to_string(m_minutes) + (m_minutes == 1 ? " time" : " times"));
        }
    }

private:
    const char m_lineEnd;
    CarbusHeader m_headHeader; ///< behind the header
    CarbusHeader m_header; ///< behind what was handed on
    domain::RecordingTime m_last = 0;
    std::uint64_t m_minutes = 0;
};

} // namespace

int CarbusTrcReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    std::uint64_t known = 0;
    std::uint64_t unknown = 0;
    bool header = false;
    forEachHeadLine(
        text,
        [&](std::string_view line) {
            CarbusLine found;
            const CarbusLineKind kind = parseCarbusLine(line, {}, found);
            header = header || kind == CarbusLineKind::Header;
            known += kind == CarbusLineKind::Frame ? 1 : 0;
            unknown += kind == CarbusLineKind::Unreadable ? 1 : 0;
            return true;
        },
        lineEndOf(text));
    return textScore(known, unknown, header, filename.ends_with(".trc") || filename.ends_with(".TRC"));
}

base::Result<ReadSummary> CarbusTrcReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                                RecordSink& sink, const ReadOptions& options) const
{
    const auto head = readTextHead(source);
    if (!head) {
        return base::fail(head);
    }
    CarbusFormat format(*head, options.begin == 0);
    return readTextFrames(context, source, sink, options, format, m_chunkBytes);
}

} // namespace argus::formats
