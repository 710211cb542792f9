// SPDX-License-Identifier: Apache-2.0
#include "core/formats/elm327/elm327_reader.h"

#include "core/formats/elm327/elm_session.h"
#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <string>
#include <vector>

namespace argus::formats {

namespace {

/// Share of the lines of the head that have to be understood, in percent.
constexpr std::uint64_t kMinShare = 60;
/// The same for logs of frames only, which nothing else tells from a table of numbers.
constexpr std::uint64_t kMinShareOfFrames = 90;

/// Cuts text into lines at CR, LF or both and hands them to a session. A line too long to be one is not kept.
class ElmLines
{
public:
    explicit ElmLines(ElmSession& session)
        : m_session(session)
    { }

    void add(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t end = text.find_first_of("\r\n");
            const std::string_view part = text.substr(0, end);
            if (m_line.size() + part.size() <= kMaxLineBytes) {
                m_line.append(part);
            } else {
                m_tooLong = true;
            }
            const std::size_t taken = end == std::string_view::npos ? text.size() : end + 1;
            m_bytes += taken;
            text.remove_prefix(taken);
            if (end != std::string_view::npos) {
                endLine(/*cut=*/false);
            }
        }
    }
    void finish()
    {
        if (m_bytes > 0) {
            endLine(/*cut=*/true);
        }
    }

private:
    void endLine(bool cut)
    {
        if (m_tooLong) {
            m_session.ledger().skip(kLongLine, m_offset, m_bytes);
        } else {
            constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
            std::string_view text(m_line);
            if (m_offset == 0 && text.starts_with(kByteOrderMark)) {
                text.remove_prefix(kByteOrderMark.size());
            }
            m_session.line(text, m_offset, m_bytes, cut);
        }
        m_offset += m_bytes;
        m_bytes = 0;
        m_tooLong = false;
        m_line.clear();
    }

    ElmSession& m_session;
    std::string m_line;
    std::uint64_t m_offset = 0; ///< of the line under way
    std::uint64_t m_bytes = 0; ///< of the line under way
    bool m_tooLong = false;
};

class NoSink final : public RecordSink
{
public:
    void frames(const FrameBlock&, const std::vector<std::string>&) override { }
};

} // namespace

int Elm327Reader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    NoSink sink;
    ElmSession session(sink);
    ElmLines lines(session);
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (head.size() == kProbeBytes) {
        // The last line of the head need not be whole.
        text = text.substr(0, text.find_last_of("\r\n") + 1);
    }
    lines.add(text);
    lines.finish();
    const ElmSession::Counts& counts = session.counts();
    const std::uint64_t messages = counts.frames + counts.requests + counts.responses;
    const std::uint64_t understood = messages + counts.adapterLines;
    if (understood == 0) {
        return 0;
    }
    const std::uint64_t share = understood * 100 / (understood + counts.unreadable);
    const bool isSession = counts.strong > 0 && (messages > 0 || counts.strong >= 2) && share >= kMinShare;
    const bool isFrames
        = counts.diagnosticFrames >= 2 && counts.diagnosticFrames * 2 >= counts.frames && share >= kMinShareOfFrames;
    return isSession || isFrames ? static_cast<int>(40 + share * 45 / 100) : 0;
}

base::Result<ReadSummary> Elm327Reader::read(const base::ExecutionContext& context, const ByteSource& source,
                                             RecordSink& sink, const ReadOptions& options) const
{
    ElmSession session(sink);
    ElmLines lines(session);
    std::vector<std::uint8_t> buffer(std::max<std::size_t>(m_chunkBytes, 1));
    std::uint64_t position = 0;
    while (true) {
        ARGUS_TRY(context.check());
        const auto got = source.readAt(position, buffer.data(), buffer.size());
        if (!got) {
            return base::fail(got);
        }
        if (*got == 0) {
            break;
        }
        const std::span<const std::uint8_t> bytes(buffer.data(), std::min(*got, buffer.size()));
        if (options.rawBytes) {
            options.rawBytes(bytes);
        }
        lines.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        position += bytes.size();
        if (options.progress) {
            options.progress(position);
        }
    }
    lines.finish();
    session.finish();
    ReadSummary summary;
    summary.ledger = session.ledger();
    if (session.cutAtEnd()) {
        summary.ledger.warn("the recording is cut: its last line is incomplete");
    }
    if (session.counts().frames + session.counts().requests + session.counts().responses > 0) {
        summary.channels = session.channels();
    }
    return summary;
}

} // namespace argus::formats
