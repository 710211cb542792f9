// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump_reader.h"

#include "core/formats/candump_line.h"
#include "core/formats/candump_parser.h"
#include "core/formats/ordered_work.h"
#include "core/formats/text_chunks.h"

#include <algorithm>
#include <string>

namespace argus::formats {

namespace {

/// Chunks in flight, and with them memory: a chunk of the shortest possible lines takes about 3 MB with its frames.
constexpr std::size_t kMaxSlots = 12;
constexpr unsigned kMaxHelpers = 10;
/// Share of the lines of the head that have to be frames, in percent.
constexpr std::uint64_t kMinProbeShare = 10;

/// Puts the parsed chunks together, in file order.
class Assembly
{
public:
    Assembly(RecordSink& sink, const ReadOptions& options)
        : m_sink(sink)
        , m_options(options)
    { }

    void take(CandumpChunk& chunk)
    {
        mapChannels(chunk);
        m_summary.ledger.merge(chunk.ledger);
        for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
            m_sink.frames(chunk.blocks.block(i), m_names.names());
        }
        if (chunk.canXl > 0) {
            m_sink.otherRecords("CAN XL", chunk.canXl);
        }
        m_dropped += chunk.dropped;
        m_dropLines += chunk.dropLines;
        m_dated |= chunk.dated;
        m_cutAtEnd |= chunk.cutAtEnd;
        if (m_options.progress) {
            m_options.progress(chunk.text.bytesDone);
        }
    }

    ReadSummary finish(bool shrunk)
    {
        Ledger& ledger = m_summary.ledger;
        if (m_dropLines > 0) {
            ledger.warn("the recorder lost " + std::to_string(m_dropped) + " frames (" + std::to_string(m_dropLines)
                        + " DROPCOUNT lines)");
        }
        if (m_dated) {
            ledger.warn("stamps are dates without a time zone; they are counted as UTC");
        }
        if (m_names.overflowed()) {
            ledger.warn("there are more than " + std::to_string(kMaxChannels)
                        + " channel names; the further ones share the name \"other\"");
        }
        if (m_cutAtEnd) {
            ledger.warn("the recording is cut: its last line is incomplete");
        }
        if (shrunk) {
            ledger.warn("the file became shorter while it was read");
        }
        m_summary.channels = m_names.names();
        return std::move(m_summary);
    }

private:
    /// Turns the chunk's own channel indices into those of the file.
    void mapChannels(CandumpChunk& chunk)
    {
        if (chunk.tooManyChannels) {
            m_parser.parse(chunk, &m_names);
            return;
        }
        std::vector<std::uint16_t> map;
        bool same = true;
        for (const std::string_view name : chunk.channels) {
            map.push_back(m_names.index(name));
            same = same && map.back() == map.size() - 1;
        }
        if (same) {
            return;
        }
        for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
            for (std::uint16_t& channel : chunk.blocks.block(i).channel) {
                channel = map[channel];
            }
        }
    }

    RecordSink& m_sink;
    const ReadOptions& m_options;
    ReadSummary m_summary;
    ChannelNames m_names {kMaxChannels};
    CandumpParser m_parser; ///< for chunks that have to be parsed again
    std::uint64_t m_dropped = 0;
    std::uint64_t m_dropLines = 0;
    bool m_dated = false;
    bool m_cutAtEnd = false;
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
    TextChunks chunks(source, options.begin, options.end, m_chunkBytes, options.rawBytes);
    Assembly assembly(sink, options);
    const auto produce = [&](CandumpChunk& chunk) -> base::Result<bool> {
        ARGUS_TRY(context.check());
        return chunks.next(chunk.text);
    };
    const auto work = [](CandumpChunk& chunk) {
        CandumpParser parser;
        parser.parse(chunk);
    };
    const auto deliver = [&](CandumpChunk& chunk) -> base::Result<> {
        ARGUS_TRY(context.check());
        assembly.take(chunk);
        return {};
    };
    const unsigned helpers = std::min(options.helpers, kMaxHelpers);
    OrderedWork<CandumpChunk> pipeline(helpers, std::min<std::size_t>(helpers + 2, kMaxSlots));
    ARGUS_TRY(pipeline.run(produce, work, deliver));
    const std::uint64_t expected = std::min(options.end, source.size());
    return assembly.finish(/*shrunk=*/options.begin < expected && chunks.position() < expected);
}

} // namespace argus::formats
