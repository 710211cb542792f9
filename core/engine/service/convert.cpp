// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/convert.h"

#include "core/engine/service/frame_choice.h"
#include "core/engine/service/open_recording.h"
#include "core/formats/byte_sink.h"
#include "core/formats/writers.h"

#include <algorithm>
#include <map>
#include <memory>
#include <thread>

namespace argus::engine {

using api::Conversion;
using api::ConversionResult;
using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

/// Passes the wanted frames of a recording to a writer.
class WritingSink final : public formats::RecordSink
{
public:
    WritingSink(formats::FrameWriter& writer, FrameChoice& choice, ExecutionContext reading)
        : m_writer(writer)
        , m_choice(choice)
        , m_reading(std::move(reading))
    { }

    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        if (!m_choice.isBounded() && m_choice.query().skip == 0) {
            m_choice.passOver(block.size());
            write(block, channels);
            return;
        }
        m_chosen.clear();
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (m_choice.isWanted(block.time[i])) {
                m_chosen.append(block, i);
            }
        }
        write(m_chosen, channels);
    }
    void otherRecords(std::string_view kind, std::uint64_t count) override { m_others[std::string(kind)] += count; }

    /// Why writing ended, if it did.
    const Result<>& state() const { return m_state; }
    const std::map<std::string, std::uint64_t>& others() const { return m_others; }

private:
    void write(const formats::FrameBlock& block, const std::vector<std::string>& channels)
    {
        if (m_state && !block.empty()) {
            m_state = m_writer.frames(block, channels);
        }
        if (!m_state) {
            m_reading.cancel("writing ended");
        }
    }

    formats::FrameWriter& m_writer;
    FrameChoice& m_choice;
    const ExecutionContext m_reading;
    formats::FrameBlock m_chosen;
    std::map<std::string, std::uint64_t> m_others;
    Result<> m_state;
};

Result<const formats::WriterKind*> chooseWriter(const Conversion& conversion)
{
    const formats::WriterKind* kind = conversion.format.empty()
        ? formats::writerForName(conversion.out.filename().string())
        : formats::findWriter(conversion.format);
    if (kind != nullptr) {
        return kind;
    }
    std::string known;
    for (const formats::WriterKind& each : formats::allWriters()) {
        known += (known.empty() ? "" : ", ") + std::string(each.format);
    }
    return fail(ErrorCode::Invalid,
                (conversion.format.empty()
                     ? "the name " + conversion.out.filename().string() + " does not tell a format"
                     : "there is no writer for \"" + conversion.format + "\"")
                    + "; formats that can be written: " + known);
}

Result<> writeAll(const ExecutionContext& context, const OpenRecording& recording, formats::FrameWriter& writer,
                  const Conversion& conversion, ConversionResult& result)
{
    const ExecutionContext reading = context.child();
    FrameChoice choice(conversion.part);
    WritingSink sink(writer, choice, reading);
    formats::ReadOptions options;
    options.helpers = std::max(1U, std::thread::hardware_concurrency()) - 1;
    const auto summary = recording.reader->read(reading, *recording.source, sink, options);
    ARGUS_TRY(context.check());
    if (!sink.state()) {
        return sink.state();
    }
    if (!summary) {
        return failureOf(conversion.in.filename().string(), summary.error());
    }
    ARGUS_TRY(writer.finish());
    result.frames = choice.wanted();
    result.warnings = summary->ledger.warnings();
    for (const domain::Skipped& skipped : summary->ledger.skipped()) {
        result.warnings.push_back(std::to_string(skipped.count) + " skipped: " + skipped.reason
                                  + ", the first at offset " + std::to_string(skipped.firstOffset));
    }
    for (const formats::WriteLoss& loss : writer.losses()) {
        result.losses.push_back(loss.what + " (" + std::to_string(loss.frames) + ")");
    }
    for (const auto& [kind, count] : sink.others()) {
        result.losses.push_back("records that are no CAN frames are left out: " + kind + " (" + std::to_string(count)
                                + ")");
    }
    return {};
}

/// `file` gains the new file, which is not committed yet; nothing where it goes to standard output.
Result<> convertFile(const ExecutionContext& context, const fs::path& in, const std::string& name,
                     const Conversion& conversion, const formats::WriterKind& kind, ConversionResult& result,
                     std::unique_ptr<formats::FileSink>& file)
{
    const auto recording = openRecording(in, name, conversion.part.readAs);
    if (!recording) {
        return failureOf(name, recording.error());
    }
    result.from = std::string(recording->reader->format());
    result.to = std::string(kind.format);
    if (conversion.out == "-") {
        if (kind.needsOverwrite) {
            return fail(ErrorCode::Invalid, std::string(kind.displayName) + " cannot be written to standard output");
        }
        const auto sink = formats::standardOutputSink();
        return writeAll(context, *recording, *kind.make(*sink), conversion, result);
    }
    std::error_code error;
    if (fs::equivalent(conversion.in, conversion.out, error)) {
        return fail(ErrorCode::Invalid, "a recording is never written over itself");
    }
    auto sink = formats::FileSink::create(conversion.out, conversion.replace);
    if (!sink) {
        return fail(sink);
    }
    file = std::move(*sink);
    return writeAll(context, *recording, *kind.make(*file), conversion, result);
}

} // namespace

Result<ConversionResult> convertRecording(const ExecutionContext& context, const Conversion& conversion)
{
    const auto kind = chooseWriter(conversion);
    if (!kind) {
        return fail(kind);
    }
    const auto archive = isArchiveFile(conversion.in);
    if (!archive) {
        return fail(archive);
    }
    ConversionResult result;
    std::unique_ptr<formats::FileSink> file;
    if (!*archive) {
        const std::string name = conversion.in.filename().string();
        ARGUS_TRY(convertFile(context, conversion.in, name, conversion, **kind, result, file));
        ARGUS_TRY(file ? file->commit() : Result<>());
        return result;
    }
    domain::Inspection whole;
    int members = 0;
    const EachRecording each = [&](const fs::path& member, const std::string& name) -> Result<> {
        if (++members > 1) {
            return fail(ErrorCode::Invalid,
                        "the archive holds several recordings: unpack it and convert them one by one");
        }
        return convertFile(context, member, name, conversion, **kind, result, file);
    };
    ARGUS_TRY(forEachMember(context, conversion.in, each, whole));
    result.warnings.insert(result.warnings.end(), whole.warnings.begin(), whole.warnings.end());
    if (members == 0) {
        return fail(ErrorCode::Invalid,
                    conversion.in.filename().string() + " holds no recording that could be unpacked"
                        + (whole.warnings.empty() ? std::string() : ": " + whole.warnings.front()));
    }
    // Only now is it known that there was but one.
    ARGUS_TRY(file ? file->commit() : Result<>());
    return result;
}

} // namespace argus::engine
