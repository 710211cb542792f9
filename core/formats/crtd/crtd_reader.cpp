// SPDX-License-Identifier: Apache-2.0
#include "core/formats/crtd/crtd_reader.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/line_probe.h"
#include "core/formats/text/text_reading.h"

#include <array>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::size_t kMaxClassicData = 8;
/// Share of the lines of the head that have to be records, in percent.
constexpr std::uint64_t kMinShare = 50;
constexpr std::string_view kOnlyBus = "1";

struct CrtdLine
{
    LineVerdict verdict = LineVerdict::Unreadable;
    std::string_view kind; ///< of a record that is no frame
    domain::RecordingTime ts = 0;
    std::string_view bus = kOnlyBus;
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data;
};

/// What a record of the module itself is; empty for other text.
std::string_view kindOf(std::string_view type)
{
    if (type.size() != 3 || type[0] != 'C') {
        return {};
    }
    if (type == "CEV") {
        return "event";
    }
    if (type == "CER") {
        return "error report";
    }
    if (type == "CST") {
        return "statistics";
    }
    return "command";
}

bool parseBytes(BlankFields& fields, CrtdLine& line)
{
    std::size_t count = 0;
    for (std::string_view field = fields.next(); !field.empty(); field = fields.next()) {
        const auto byte = hexByte(field);
        if (!byte || count == kMaxFrameData) {
            return false;
        }
        line.data[count++] = *byte;
    }
    line.length = static_cast<std::uint8_t>(count);
    line.flags |= count > kMaxClassicData ? kFd : 0;
    return true;
}

void parseLine(std::string_view text, CrtdLine& line)
{
    line.verdict = LineVerdict::Unreadable;
    line.kind = {};
    line.bus = kOnlyBus;
    line.flags = 0;
    BlankFields fields(text);
    const std::string_view stamp = fields.next();
    if (stamp.empty() || stamp.front() == '#') {
        line.verdict = LineVerdict::NoRecord;
        return;
    }
    const auto ts = parseStamp(stamp, kSecond);
    std::string_view type = fields.next();
    std::size_t digits = 0;
    while (digits < type.size() && digits < 3 && type[digits] >= '0' && type[digits] <= '9') {
        ++digits;
    }
    if (digits > 0) {
        line.bus = type.substr(0, digits);
        type.remove_prefix(digits);
    }
    if (!ts) {
        return;
    }
    line.ts = *ts;
    if (type == "CXX" || type == "CVR") {
        line.verdict = LineVerdict::NoRecord;
        return;
    }
    line.kind = kindOf(type);
    if (!line.kind.empty()) {
        line.verdict = LineVerdict::Record;
        return;
    }
    const bool extended = type == "R29" || type == "T29";
    if (!extended && type != "R11" && type != "T11") {
        return;
    }
    const std::string_view idText = fields.next();
    const auto id = idText.size() <= 8 ? base::parseHex<std::uint32_t>(idText) : std::nullopt;
    if (!id || *id > kMaxExtendedId || !parseBytes(fields, line)) {
        return;
    }
    line.id = *id;
    line.flags |= static_cast<std::uint8_t>((extended || *id > kMaxStandardId ? kExtendedId : 0)
                                            | (type[0] == 'T' ? kTransmitted : 0));
    line.verdict = LineVerdict::Record;
}

/// What readTextFrames() asks of a format.
class CrtdFormat
{
public:
    using Chunk = FrameChunk;

    void parse(Chunk& chunk, ChannelNames* global) const
    {
        chunk.restart(global);
        CrtdLine line;
        forEachLine(chunk, [&](std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            parseLine(text, line);
            if (line.verdict == LineVerdict::Unreadable) {
                chunk.skipLine(offset, bytes, cut);
            } else if (line.verdict == LineVerdict::Record && !line.kind.empty()) {
                chunk.countOther(line.kind);
            } else if (line.verdict == LineVerdict::Record) {
                chunk.blocks.add(line.ts, offset, line.id, chunk.channelIndex(line.bus), line.flags,
                                 std::span(line.data).first(line.length));
            }
        });
        chunk.blocks.close();
    }
    void inOrder(const Chunk&) { }
    void finish(Ledger&) const { }
};

} // namespace

int CrtdReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    CrtdLine line;
    std::uint64_t frames = 0;
    bool version = false;
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    const LineShare share = probeLines(text, [&](std::string_view content) {
        parseLine(content, line);
        frames += line.verdict == LineVerdict::Record && line.kind.empty() ? 1 : 0;
        version = version || content.find(" CXX ") != std::string_view::npos;
        return line.verdict;
    });
    if (share.percent() < kMinShare || (frames == 0 && !version)) {
        return 0;
    }
    return static_cast<int>(50 + share.percent() * 45 / 100) + (filename.ends_with(".crtd") ? 5 : 0);
}

base::Result<ReadSummary> CrtdReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                           RecordSink& sink, const ReadOptions& options) const
{
    CrtdFormat format;
    return readTextFrames(context, source, sink, options, format, m_chunkBytes);
}

} // namespace argus::formats
