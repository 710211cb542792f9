// SPDX-License-Identifier: Apache-2.0
#include "core/formats/microchip/microchip_reader.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/line_probe.h"
#include "core/formats/text/text_reading.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::size_t kMaxClassicData = 8;
constexpr std::uint64_t kMinShare = 50; ///< of the lines of the head, in percent
constexpr std::string_view kOnlyBus = "1";
constexpr std::string_view kRule = "//---";
constexpr std::size_t kMaxHeader = 4096;

struct MicrochipLine
{
    LineVerdict verdict = LineVerdict::Unreadable;
    domain::RecordingTime ts = 0;
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data;
};

/// The next field in front of a semicolon; empty when there is none.
std::string_view takeField(std::string_view& rest)
{
    const std::size_t end = rest.find(';');
    const std::string_view field = base::trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return field;
}

std::string_view withoutPrefix(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X") ? text.substr(2) : text;
}

bool parseId(std::string_view text, MicrochipLine& line)
{
    text = withoutPrefix(text);
    const bool marked = text.ends_with('x') || text.ends_with('X');
    if (marked) {
        text.remove_suffix(1);
    }
    const auto id = text.size() <= 8 ? base::parseHex<std::uint32_t>(text) : std::nullopt;
    if (!id || *id > kMaxExtendedId) {
        return false;
    }
    line.id = *id;
    if (marked || *id > kMaxStandardId) {
        line.flags |= kExtendedId;
    }
    return true;
}

bool parseFrame(std::string_view rest, MicrochipLine& line)
{
    const auto ts = parseStamp(takeField(rest), kMillisecond);
    const std::string direction = base::toLower(takeField(rest));
    if (!ts || (direction != "rx" && direction != "tx")) {
        return false;
    }
    line.ts = *ts;
    line.flags = direction == "tx" ? kTransmitted : 0;
    if (!parseId(takeField(rest), line)) {
        return false;
    }
    const auto length = base::parseDecimal<std::size_t>(takeField(rest));
    if (!length || *length > kMaxFrameData) {
        return false;
    }
    for (std::size_t i = 0; i < *length; ++i) {
        const auto byte = hexByte(withoutPrefix(takeField(rest)));
        if (!byte) {
            return false;
        }
        line.data[i] = *byte;
    }
    line.length = static_cast<std::uint8_t>(*length);
    if (*length > kMaxClassicData) {
        line.flags |= kFd;
    }
    return true;
}

void parseLine(std::string_view text, MicrochipLine& line)
{
    text = base::trimmed(text);
    line.verdict = text.empty() || text.starts_with("//") ? LineVerdict::NoRecord
        : parseFrame(text, line)                          ? LineVerdict::Record
                                                          : LineVerdict::Unreadable;
}

/// Offset behind the header at the start of a file; 0 without header.
std::uint64_t headerEnd(std::string_view head)
{
    const std::size_t mark = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (!head.substr(mark).starts_with(kRule)) {
        return 0;
    }
    const std::size_t second = head.substr(0, kMaxHeader).find(std::string("\n").append(kRule), mark);
    const std::size_t end = second == std::string_view::npos ? second : head.find('\n', second + 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

bool hasMicrochipName(std::string_view head)
{
    return head.substr(0, headerEnd(head)).find("CAN BUS Analyzer") != std::string_view::npos;
}

/// What readTextFrames() asks of a format.
class MicrochipFormat
{
public:
    using Chunk = FrameChunk;

    explicit MicrochipFormat(std::uint64_t headerBytes)
        : m_headerBytes(headerBytes)
    { }

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        chunk.restart(global);
        MicrochipLine line;
        forEachLine(chunk, [&](std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            if (offset < m_headerBytes) {
                return;
            }
            parseLine(text, line);
            if (line.verdict == LineVerdict::Unreadable) {
                chunk.skipLine(offset, bytes, cut);
            } else if (line.verdict == LineVerdict::Record) {
                chunk.blocks.add(line.ts, offset, line.id, chunk.channelIndex(kOnlyBus), line.flags,
                                 std::span(line.data).first(line.length));
            }
        });
        chunk.blocks.close();
    }
    void inOrder(const Chunk&) { }
    void finish(Ledger&) const { }

private:
    const std::uint64_t m_headerBytes;
};

} // namespace

int MicrochipReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    MicrochipLine line;
    const LineShare share
        = probeLines(text.substr(static_cast<std::size_t>(headerEnd(text))), [&](std::string_view content) {
              parseLine(content, line);
              return line.verdict;
          });
    const bool named = hasMicrochipName(text);
    if (share.percent() < kMinShare && !(named && share.unreadable == 0)) {
        return 0;
    }
    return static_cast<int>(50 + share.percent() * 40 / 100) + (named ? 5 : 0) + (filename.ends_with(".log") ? 1 : 0);
}

base::Result<ReadSummary> MicrochipReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                                RecordSink& sink, const ReadOptions& options) const
{
    std::array<std::uint8_t, kMaxHeader + 1024> head {};
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    MicrochipFormat format(headerEnd({reinterpret_cast<const char*>(head.data()), std::min(*got, head.size())}));
    return readTextFrames(context, source, sink, options, format, m_chunkBytes);
}

} // namespace argus::formats
