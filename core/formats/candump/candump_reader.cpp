// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_reader.h"

#include "core/formats/candump/candump_line.h"
#include "core/formats/candump/candump_parser.h"
#include "core/formats/text/text_reading.h"

#include <string>

namespace argus::formats {

namespace {

/// Share of the lines of the head that have to be frames, in percent.
constexpr std::uint64_t kMinProbeShare = 10;

/// What readTextFrames() asks of a format.
class CandumpFormat
{
public:
    using Chunk = CandumpChunk;

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        CandumpParser parser;
        parser.parse(chunk, global);
    }
    void inOrder(const Chunk& chunk)
    {
        m_dropped += chunk.dropped;
        m_dropLines += chunk.dropLines;
        m_rawDlcs += chunk.rawDlcs;
        m_dated = m_dated || chunk.dated;
    }
    void finish(Ledger& ledger) const
    {
        if (m_dropLines > 0) {
            ledger.warn("the recorder lost " + std::to_string(m_dropped) + " frames (" + std::to_string(m_dropLines)
                        + " DROPCOUNT lines)");
        }
        if (m_rawDlcs > 0) {
            ledger.warn(std::to_string(m_rawDlcs) + (m_rawDlcs == 1 ? " classic frame has" : " classic frames have")
                        + " a data length code above 8: the length is 8, and the code is lost");
        }
        if (m_dated) {
            ledger.warn("stamps are dates without a time zone; they are counted as UTC");
        }
    }

private:
    std::uint64_t m_dropped = 0;
    std::uint64_t m_dropLines = 0;
    std::uint64_t m_rawDlcs = 0;
    bool m_dated = false;
};

} // namespace

int CandumpReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    std::uint64_t frames = 0;
    std::uint64_t unreadable = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const bool cut = end == std::string_view::npos;
        CandumpLine line;
        switch (parseCandumpLine(text.substr(0, end), line)) {
        case CandumpLineKind::Frame:
        case CandumpLineKind::CanXl:
            ++frames;
            break;
        case CandumpLineKind::Unreadable:
            // The last line of the head need not be whole.
            unreadable += cut ? 0 : 1;
            break;
        case CandumpLineKind::DropCount:
        case CandumpLineKind::NoRecord:
            break;
        }
        text.remove_prefix(cut ? text.size() : end + 1);
    }
    const std::uint64_t share = frames == 0 ? 0 : frames * 100 / (frames + unreadable);
    if (share < kMinProbeShare) {
        return 0;
    }
    const bool named = filename.ends_with(".log") || filename.ends_with(".candump");
    return static_cast<int>(50 + share * 45 / 100) + (named ? 5 : 0);
}

base::Result<ReadSummary> CandumpReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                              RecordSink& sink, const ReadOptions& options) const
{
    CandumpFormat format;
    return readTextFrames(context, source, sink, options, format, m_chunkBytes);
}

} // namespace argus::formats
