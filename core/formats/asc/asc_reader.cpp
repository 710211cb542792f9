// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_reader.h"

#include "core/formats/asc/asc_line.h"
#include "core/formats/asc/asc_parser.h"
#include "core/formats/text/frame_times.h"
#include "core/formats/text/text_head.h"
#include "core/formats/text/text_reading.h"

#include <algorithm>
#include <optional>

namespace argus::formats {

namespace {

/// What stamps count from, as far as the file was read.
class AscClock
{
public:
    void restart(const AscChunk& chunk) { m_relative = chunk.modeBefore.relative; }
    void take(const AscTimeEvent& event)
    {
        switch (event.kind) {
        case AscTimeEvent::Kind::Date:
            if (event.when) {
                m_start = event.when;
                m_trigger.reset();
                m_sum = wrappingDifference(0, event.sum);
            }
            break;
        case AscTimeEvent::Kind::Trigger:
            // A block cannot begin before its measurement: then the date line is that of the writing.
            if (event.when && (!m_start || *event.when < *m_start)) {
                m_start = event.when;
            }
            m_trigger = event.when;
            break;
        case AscTimeEvent::Kind::MeasurementStart:
            if (m_trigger && !m_relative) {
                m_start = m_trigger;
            }
            break;
        case AscTimeEvent::Kind::Mode:
            if (event.relative != m_relative) {
                m_relative = event.relative;
                m_sum = wrappingDifference(0, event.sum);
            }
            break;
        }
    }
    void finish(const AscChunk& chunk) { m_sum = wrappingSum(m_sum, chunk.sum); }
    /// To add to what the parser says.
    domain::RecordingTime shift() const { return wrappingSum(m_start.value_or(0), m_relative ? m_sum : 0); }
    bool dated() const { return m_start.has_value(); }

private:
    std::optional<domain::RecordingTime> m_start;
    std::optional<domain::RecordingTime> m_trigger; ///< of the last block that began
    bool m_relative = false;
    domain::RecordingTime m_sum = 0; ///< of the relative stamps before this chunk since they count from m_start
};

/// What readTextFrames() asks of a format.
class AscFormat
{
public:
    using Chunk = AscChunk;

    /// `head` is the start of the file; with `fromStart`, it will be read again as the first chunk.
    AscFormat(std::string_view head, bool fromStart)
    {
        AscChunk first;
        forEachHeadLine(head, [&](std::string_view line) {
            AscLine found;
            const AscLineKind kind = parseAscLine(line, m_headMode, found);
            if (kind == AscLineKind::Base) {
                m_headMode = found.mode;
            } else if (kind == AscLineKind::Date || kind == AscLineKind::Trigger) {
                const auto event = kind == AscLineKind::Date ? AscTimeEvent::Kind::Date : AscTimeEvent::Kind::Trigger;
                first.events.push_back({event, 0, 0, found.when, m_headMode.relative});
            } else if (found.measurementStart) {
                first.events.push_back({AscTimeEvent::Kind::MeasurementStart, 0, 0, {}, m_headMode.relative});
            }
            return !found.ts || found.measurementStart;
        });
        m_mode = fromStart ? AscMode {} : m_headMode;
        if (!fromStart) {
            inOrder(first);
            m_mode = m_headMode;
        }
    }
    AscMode headMode() const { return m_headMode; }

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        AscMode mode = chunk.text.offset == 0 ? AscMode {} : m_headMode;
        if (chunk.known && chunk.known->offset == chunk.text.offset) {
            mode = chunk.known->mode;
        }
        AscParser parser;
        parser.parse(chunk, mode, global);
    }
    bool isStale(Chunk& chunk) const
    {
        if (chunk.modeBefore == m_mode) {
            return false;
        }
        chunk.known = {chunk.text.offset, m_mode};
        return true;
    }
    void inOrder(Chunk& chunk)
    {
        m_clock.restart(chunk);
        std::size_t done = 0;
        for (const AscTimeEvent& event : chunk.events) {
            shiftTimes(chunk, done, event.frame, m_clock.shift());
            done = event.frame;
            m_clock.take(event);
        }
        shiftTimes(chunk, done, chunk.frames, m_clock.shift());
        m_clock.finish(chunk);
        m_mode = chunk.modeBehind;
        m_undated = m_undated || chunk.undated;
    }
    void finish(Ledger& ledger) const
    {
        if (m_clock.dated()) {
            ledger.warn("the time zone is not in the file; times are counted as UTC");
        }
        if (m_undated) {
            ledger.warn("a date in the file could not be understood");
        }
    }

private:
    AscMode m_headMode; ///< behind the header
    AscMode m_mode; ///< behind what was handed on
    AscClock m_clock;
    bool m_undated = false;
};

} // namespace

int AscReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    std::uint64_t known = 0;
    std::uint64_t unknown = 0;
    bool header = false;
    AscMode mode;
    forEachHeadLine(text, [&](std::string_view line) {
        AscLine found;
        switch (parseAscLine(line, mode, found)) {
        case AscLineKind::Base:
            header = true;
            mode = found.mode;
            break;
        case AscLineKind::Frame:
            ++known;
            break;
        case AscLineKind::Other:
            ++(found.other == kAscOtherEvent ? unknown : known);
            break;
        case AscLineKind::Unreadable:
            ++unknown;
            break;
        case AscLineKind::Date:
        case AscLineKind::Trigger:
        case AscLineKind::NoRecord:
            break;
        }
        return true;
    });
    return textScore(known, unknown, header, filename.ends_with(".asc") || filename.ends_with(".ASC"));
}

base::Result<ReadSummary> AscReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                          RecordSink& sink, const ReadOptions& options) const
{
    const auto head = readTextHead(source);
    if (!head) {
        return base::fail(head);
    }
    ReadOptions wanted = options;
    if (wanted.begin > 0 && AscFormat(*head, /*fromStart=*/true).headMode().relative) {
        wanted.begin = 0;
    }
    AscFormat format(*head, wanted.begin == 0);
    return readTextFrames(context, source, sink, wanted, format, m_chunkBytes);
}

} // namespace argus::formats
