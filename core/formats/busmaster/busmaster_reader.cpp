// SPDX-License-Identifier: Apache-2.0
#include "core/formats/busmaster/busmaster_reader.h"

#include "core/formats/busmaster/busmaster_line.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/line_probe.h"
#include "core/formats/text/text_reading.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace argus::formats {

namespace {

constexpr std::string_view kMagic = "***BUSMASTER";
constexpr std::string_view kOnlyBus = "1";
/// Steps of time behind this are damage: with it, no sum passes what RecordingTime holds.
constexpr std::int64_t kLongestSession = 1'000'000'000 * kSecond;
constexpr std::int64_t kDay = 86'400 * kSecond;

/// A chunk whose stamps are still the fields of the lines; what the notes between them say about time is kept beside.
struct BusmasterChunk : FrameChunk
{
    /// A note, and how many frames of the chunk stand before it.
    struct Change
    {
        std::uint64_t frames = 0;
        std::optional<BusmasterTimes> times;
        std::optional<domain::RecordingTime> start;
    };

    std::vector<Change> changes;
    bool otherForm = false; ///< a later session is written in another way than the first
};

/// What readTextFrames() asks of a format.
class BusmasterFormat
{
public:
    using Chunk = BusmasterChunk;

    explicit BusmasterFormat(BusmasterForm form)
        : m_form(std::move(form))
    { }

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        chunk.restart(global);
        chunk.changes.clear();
        chunk.otherForm = false;
        BusmasterRow row;
        std::uint64_t frames = 0;
        forEachLine(chunk, [&](std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            if (text.find_first_not_of(" \t") == std::string_view::npos) {
                return;
            }
            if (isBusmasterNote(text)) {
                note(parseBusmasterNote(text), frames, chunk);
                return;
            }
            parseBusmasterRow(text, m_form, row);
            switch (row.kind) {
            case BusmasterRow::Kind::Frame:
                chunk.blocks.add(row.clock, offset, row.id,
                                 chunk.channelIndex(row.channel.empty() ? kOnlyBus : row.channel), row.flags,
                                 std::span(row.data).first(row.length));
                ++frames;
                break;
            case BusmasterRow::Kind::Lin:
                chunk.countOther("LIN");
                break;
            case BusmasterRow::Kind::LongJ1939:
                chunk.countOther("J1939 message");
                break;
            case BusmasterRow::Kind::Unreadable:
                chunk.skipLine(offset, bytes, cut);
                break;
            }
        });
        chunk.blocks.close();
    }

    void inOrder(Chunk& chunk)
    {
        m_otherForm = m_otherForm || chunk.otherForm;
        std::uint64_t frame = 0;
        auto change = chunk.changes.begin();
        const auto takeChanges = [&] {
            for (; change != chunk.changes.end() && change->frames <= frame; ++change) {
                apply(*change);
            }
        };
        for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
            for (domain::RecordingTime& ts : chunk.blocks.block(i).time) {
                takeChanges();
                ts = timeOf(ts);
                ++frame;
            }
        }
        takeChanges();
    }

    void finish(Ledger& ledger) const
    {
        if (m_dated) {
            ledger.warn("the time zone is not in the file; times are counted as UTC");
        }
        if (m_otherForm) {
            ledger.warn("a later session has another number base, protocol or order of columns than the first; it is "
                        "read like the first");
        }
    }

private:
    void note(const BusmasterNote& found, std::uint64_t frames, Chunk& chunk) const
    {
        if (found.times || found.start) {
            chunk.changes.push_back({frames, found.times, found.start});
        }
        chunk.otherForm = chunk.otherForm || found.decimal.value_or(m_form.decimal) != m_form.decimal
            || found.protocol.value_or(m_form.protocol) != m_form.protocol
            || (!found.columns.empty() && found.columns != m_form.columns);
    }

    void apply(const BusmasterChunk::Change& change)
    {
        if (change.start) {
            m_start = *change.start;
            m_hasStart = true;
            m_sum = 0;
        }
        m_times = change.times.value_or(m_times);
    }

    domain::RecordingTime timeOf(domain::RecordingTime clock)
    {
        m_dated = m_dated || m_hasStart;
        switch (m_times) {
        case BusmasterTimes::System:
            return (m_hasStart ? m_start - m_start % kDay : 0) + clock;
        case BusmasterTimes::Absolute:
            return m_start + clock;
        case BusmasterTimes::Relative:
            m_sum += m_sum < kLongestSession ? clock : 0;
            return m_start + m_sum;
        }
        return clock;
    }

    const BusmasterForm m_form;
    BusmasterTimes m_times = BusmasterTimes::System;
    domain::RecordingTime m_start = 0;
    domain::RecordingTime m_sum = 0;
    bool m_hasStart = false;
    bool m_dated = false;
    bool m_otherForm = false;
};

/// How the first session of a file is written, by its header.
BusmasterForm formOf(std::string_view head)
{
    BusmasterForm form;
    bool columns = false;
    bool base = false;
    bool protocol = false;
    probeLines(head, [&](std::string_view line) {
        if (!isBusmasterNote(line)) {
            return LineVerdict::NoRecord;
        }
        BusmasterNote note = parseBusmasterNote(line);
        if (note.decimal && !std::exchange(base, true)) {
            form.decimal = *note.decimal;
        }
        if (note.protocol && !std::exchange(protocol, true)) {
            form.protocol = *note.protocol;
        }
        if (!note.columns.empty() && !std::exchange(columns, true)) {
            form.columns = std::move(note.columns);
        }
        return LineVerdict::NoRecord;
    });
    return form;
}

} // namespace

int BusmasterReader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    return text.starts_with(kMagic) ? 100 : 0;
}

base::Result<ReadSummary> BusmasterReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                                RecordSink& sink, const ReadOptions& options) const
{
    std::vector<std::uint8_t> head(kProbeBytes);
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    BusmasterFormat format(formOf({reinterpret_cast<const char*>(head.data()), std::min(*got, head.size())}));
    ReadOptions whole = options;
    whole.begin = 0;
    return readTextFrames(context, source, sink, whole, format, m_chunkBytes);
}

} // namespace argus::formats
