// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/recording_service.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/base/temporary_folder.h"
#include "core/formats/archive.h"
#include "core/formats/frame_window.h"
#include "core/formats/inspector.h"
#include "core/protocol/frame_note.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Inspection;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRowsAtOnce = 512;
constexpr std::size_t kHeadBytes = 1024;

/// Called for each recording in a file: the file itself, or the members of an archive one after the other.
using EachRecording = std::function<Result<>(const fs::path&, const std::string& name)>;

/// Puts each member of an archive into a temporary file, hands it on, and removes it: one at a time on the disk.
class MemberSpool final : public formats::ArchiveSink
{
public:
    MemberSpool(const fs::path& folder, const EachRecording& each, Inspection& whole)
        : m_path(folder / "member")
        , m_each(each)
        , m_whole(whole)
    { }

    Result<> beginMember(const std::string& name) override
    {
        m_name = name;
        m_file.reset(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!m_file.isOpen()) {
            return fail(ErrorCode::Unavailable, "cannot unpack to " + m_path.string() + ": " + base::errnoText(errno));
        }
        return {};
    }
    Result<> memberData(std::span<const std::uint8_t> data) override
    {
        return base::writeAll(m_file, data.data(), data.size());
    }
    Result<> endMember() override
    {
        m_file.reset();
        return m_each(m_path, m_name);
    }
    void memberFailed(const std::string& name, const std::string& reason) override
    {
        m_file.reset();
        m_whole.warnings.push_back(name + ": " + reason);
    }

private:
    const fs::path m_path;
    const EachRecording& m_each;
    Inspection& m_whole;
    std::string m_name;
    base::UniqueFd m_file;
};

Result<bool> isArchiveFile(const fs::path& path)
{
    const auto fd = base::openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    std::array<std::uint8_t, kHeadBytes> head {};
    const auto got = base::readAt(*fd, 0, head.data(), head.size());
    if (!got) {
        return fail(got);
    }
    return formats::isArchive({head.data(), *got});
}

Result<> hashWhole(const ExecutionContext& context, const fs::path& path, Inspection& whole)
{
    const auto fd = base::openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    base::Sha256 hash;
    std::vector<std::uint8_t> buffer(1 << 20);
    for (whole.bytes = 0;;) {
        ARGUS_TRY(context.check());
        const auto got = base::readAt(*fd, whole.bytes, buffer.data(), buffer.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            break;
        }
        hash.update(buffer.data(), *got);
        whole.bytes += *got;
    }
    whole.sha256 = hash.finish();
    return {};
}

/// Turns blocks into rows for a consumer that may stop.
class RowSink final : public formats::RecordSink
{
public:
    RowSink(const std::function<bool(std::span<const domain::FrameRow>)>& rows, bool decode,
            const ExecutionContext& context, Inspection& total)
        : m_rows(rows)
        , m_decode(decode)
        , m_context(context)
        , m_total(total)
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        for (std::size_t i = 0; i < block.size() && !m_stopped; ++i) {
            m_buffer.push_back(formats::toRow(block, i, channels, m_total.frames++));
            if (m_decode) {
                domain::FrameRow& row = m_buffer.back();
                row.note = protocol::describeFrame(row.id, row.extended, row.data);
            }
            if (m_buffer.size() == kRowsAtOnce) {
                flush();
            }
        }
        if (!m_stopped) {
            flush();
        }
    }
    bool stopped() const { return m_stopped; }

private:
    void flush()
    {
        if (!m_buffer.empty() && !m_rows(m_buffer)) {
            m_stopped = true;
            m_context.cancel("enough rows");
        }
        m_buffer.clear();
    }

    const std::function<bool(std::span<const domain::FrameRow>)>& m_rows;
    const bool m_decode;
    const ExecutionContext& m_context;
    Inspection& m_total;
    std::vector<domain::FrameRow> m_buffer;
    bool m_stopped = false;
};

/// Adds what one recording of an archive held to the whole.
void addUp(Inspection& whole, const formats::ReadSummary& summary)
{
    for (const domain::Skipped& skipped : summary.ledger.skipped()) {
        whole.skipped.push_back(skipped);
    }
    for (const std::string& warning : summary.ledger.warnings()) {
        whole.warnings.push_back(warning);
    }
}

} // namespace

Result<Inspection> inspectRecording(const ExecutionContext& context, const fs::path& path)
{
    const auto archive = isArchiveFile(path);
    if (!archive) {
        return fail(archive);
    }
    const std::string name = path.filename().string();
    if (!*archive) {
        const auto source = formats::openFile(path);
        if (!source) {
            return fail(source);
        }
        return formats::inspectSource(context, **source, name);
    }
    Inspection whole;
    whole.name = name;
    ARGUS_TRY(hashWhole(context, path, whole));
    const auto folder = base::TemporaryFolder::make("argus-inspect");
    if (!folder) {
        return fail(folder);
    }
    const EachRecording each = [&](const fs::path& member, const std::string& memberName) -> Result<> {
        const auto source = formats::openFile(member);
        if (!source) {
            return fail(source);
        }
        auto found = formats::inspectSource(context, **source, memberName);
        if (!found) {
            whole.warnings.push_back(memberName + ": " + found.error().message);
            return context.check();
        }
        whole.members.push_back(std::move(*found));
        return {};
    };
    MemberSpool spool(folder->path(), each, whole);
    ARGUS_TRY(formats::unpack(context, path, name, spool));
    if (whole.members.empty()) {
        return fail(ErrorCode::Invalid,
                    name + " holds no recording"
                        + (whole.warnings.empty() ? std::string() : ": " + whole.warnings.front()));
    }
    if (whole.members.size() > 1) {
        whole.format = "archive";
        return whole;
    }
    Inspection only = std::move(whole.members.front());
    only.name = whole.name;
    only.bytes = whole.bytes;
    only.sha256 = whole.sha256;
    only.warnings.insert(only.warnings.end(), whole.warnings.begin(), whole.warnings.end());
    return only;
}

Result<Inspection> readFrames(const ExecutionContext& context, const fs::path& path, bool decode,
                              const std::function<bool(std::span<const domain::FrameRow>)>& rows)
{
    const auto archive = isArchiveFile(path);
    if (!archive) {
        return fail(archive);
    }
    Inspection whole;
    whole.name = path.filename().string();
    const ExecutionContext reading = context.child();
    RowSink sink(rows, decode, reading, whole);
    const EachRecording each = [&](const fs::path& file, const std::string& name) -> Result<> {
        const auto source = formats::openFile(file);
        if (!source) {
            return fail(source);
        }
        const auto reader = formats::recognise(**source, name);
        if (!reader) {
            return fail(reader);
        }
        whole.format = std::string((*reader)->format());
        const auto summary = (*reader)->read(reading, **source, sink, {});
        if (!summary) {
            return sink.stopped() ? context.check() : Result<>(fail(summary));
        }
        addUp(whole, *summary);
        return {};
    };
    if (!*archive) {
        ARGUS_TRY(each(path, whole.name));
        return whole;
    }
    const auto folder = base::TemporaryFolder::make("argus-frames");
    if (!folder) {
        return fail(folder);
    }
    MemberSpool spool(folder->path(), each, whole);
    const Result<> unpacked = formats::unpack(reading, path, whole.name, spool);
    if (!unpacked && !sink.stopped()) {
        return fail(unpacked);
    }
    return whole;
}

} // namespace argus::engine
