// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/recording_service.h"

#include "core/base/file_hash.h"
#include "core/base/file_io.h"
#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/engine/service/indexed_frames.h"
#include "core/engine/service/row_hand_over.h"
#include "core/engine/temporary_folder.h"
#include "core/formats/archive.h"
#include "core/formats/frame_window.h"
#include "core/formats/inspector.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Inspection;
namespace fs = std::filesystem;

namespace {

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

/// A plain file and the reader for it.
struct OpenRecording
{
    std::unique_ptr<formats::ByteSource> source;
    const formats::Reader* reader = nullptr;
};

Result<OpenRecording> openRecording(const fs::path& path, const std::string& name)
{
    auto source = formats::openFile(path);
    if (!source) {
        return fail(source);
    }
    const auto reader = formats::recognise(**source, name);
    if (!reader) {
        return fail(reader);
    }
    return OpenRecording {std::move(*source), *reader};
}

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

/// Shows frames to two sinks.
class TeeSink final : public formats::RecordSink
{
public:
    TeeSink(formats::RecordSink* first, formats::RecordSink* second)
        : m_sinks {first, second}
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        for (formats::RecordSink* sink : m_sinks) {
            if (sink != nullptr) {
                sink->frames(block, channels);
            }
        }
    }

private:
    const std::array<formats::RecordSink*, 2> m_sinks;
};

/// Reads the frames of a recording to its end, for `sink` (may be null), and leaves an index where the cache wants one.
Result<formats::ReadSummary> readAndIndex(const ExecutionContext& context, const index::IndexCache& cache,
                                          const fs::path& path, const formats::ByteSource& source,
                                          const formats::Reader& reader, formats::RecordSink* sink)
{
    const auto key = index::IndexCache::keyOf(path);
    const auto writer = key ? cache.begin(*key, source.size(), /*withPayload=*/!reader.offsetsAscend()) : nullptr;
    TeeSink both(writer.get(), sink);
    base::Sha256 hash;
    formats::ReadOptions options;
    options.helpers = std::max(1U, std::thread::hardware_concurrency()) - 1;
    if (writer != nullptr) {
        options.rawBytes = [&hash](std::span<const std::uint8_t> bytes) { hash.update(bytes.data(), bytes.size()); };
    }
    auto summary = reader.read(context, source, both, options);
    if (!summary || writer == nullptr) {
        return summary;
    }
    index::IndexSummary about;
    about.key = *key;
    about.format = std::string(reader.format());
    about.sha256 = hash.finish();
    about.channels = summary->channels;
    about.warnings = summary->ledger.warnings();
    about.offsetsAscend = reader.offsetsAscend();
    // An index only saves time: without it the recording is read again.
    if (const auto kept = cache.finish(*writer, std::move(about)); !kept) {
        base::log(base::LogLevel::Info, "engine", "no index for a recording: " + kept.error().message);
    }
    return summary;
}

Result<Inspection> framesOfFile(const index::IndexCache& cache, const fs::path& path, const OpenRecording& recording,
                                RowHandOver& rows)
{
    Inspection whole;
    whole.format = std::string(recording.reader->format());
    const bool isPart = rows.query().countOnly || rows.query().skip > 0 || rows.isBounded();
    const auto key = isPart ? index::IndexCache::keyOf(path) : Result<std::string>(std::string());
    if (const auto index = isPart && key ? cache.find(*key) : nullptr) {
        const IndexedFrames frames(*index, *recording.source, *recording.reader);
        const Result<> done = frames.handOver(rows);
        if (done || rows.stopped()) {
            whole.warnings = index->summary().warnings;
            whole.frames = rows.wanted();
            return whole;
        }
        cache.remove(*key);
        if (rows.hasHandedOn()) {
            return fail(done);
        }
    }
    RowSink sink(rows);
    const auto summary = readAndIndex(rows.reading(), cache, path, *recording.source, *recording.reader, &sink);
    if (!summary && !rows.stopped()) {
        return fail(summary);
    }
    if (summary) {
        addUp(whole, *summary);
    }
    whole.frames = rows.wanted();
    return whole;
}

} // namespace

Result<Inspection> RecordingService::inspect(const ExecutionContext& context, const fs::path& path)
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
    auto hash = base::hashFile(context, path);
    if (!hash) {
        return fail(hash);
    }
    whole.sha256 = std::move(hash->sha256);
    whole.bytes = hash->bytes;
    const auto folder = TemporaryFolder::make("argus-inspect");
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

Result<Inspection> RecordingService::frames(const ExecutionContext& context, const fs::path& path,
                                            const api::FrameQuery& query, const RowHandOver::Rows& rows) const
{
    const auto archive = isArchiveFile(path);
    if (!archive) {
        return fail(archive);
    }
    const std::string name = path.filename().string();
    RowHandOver handOver(rows, query, context.child());
    if (!*archive) {
        const auto recording = openRecording(path, name);
        if (!recording) {
            return fail(recording);
        }
        auto whole = framesOfFile(m_cache, path, *recording, handOver);
        ARGUS_TRY(context.check());
        if (whole) {
            whole->name = name;
        }
        return whole;
    }
    Inspection whole;
    whole.name = name;
    const EachRecording each = [&](const fs::path& file, const std::string& member) -> Result<> {
        const auto recording = openRecording(file, member);
        if (!recording) {
            return fail(recording);
        }
        whole.format = std::string(recording->reader->format());
        RowSink sink(handOver);
        const auto summary = recording->reader->read(handOver.reading(), *recording->source, sink, {});
        if (!summary) {
            return handOver.stopped() ? context.check() : Result<>(fail(summary));
        }
        addUp(whole, *summary);
        return {};
    };
    const auto folder = TemporaryFolder::make("argus-frames");
    if (!folder) {
        return fail(folder);
    }
    MemberSpool spool(folder->path(), each, whole);
    const Result<> unpacked = formats::unpack(handOver.reading(), path, whole.name, spool);
    if (!unpacked && !handOver.stopped()) {
        return fail(unpacked);
    }
    whole.frames = handOver.wanted();
    return whole;
}

Result<std::vector<domain::FrameRow>>
RecordingService::framesAround(const ExecutionContext& context, const fs::path& path, const formats::Reader& reader,
                               std::uint64_t offset, std::size_t before, std::size_t after) const
{
    const auto source = formats::openFile(path);
    if (!source) {
        return fail(source);
    }
    const auto key = index::IndexCache::keyOf(path);
    auto index = key ? m_cache.find(*key) : nullptr;
    if (key && index == nullptr && !reader.offsetsAscend()) {
        // What lies around a frame is only known once everything was read: then once for all.
        const auto summary = readAndIndex(context, m_cache, path, **source, reader, nullptr);
        if (!summary) {
            return fail(summary);
        }
        index = m_cache.find(*key);
    }
    if (index != nullptr) {
        auto rows = IndexedFrames(*index, **source, reader).around(context, offset, before, after);
        if (rows) {
            return rows;
        }
        ARGUS_TRY(context.check());
        m_cache.remove(*key);
    }
    return formats::framesAround(context, **source, reader, offset, before, after);
}

} // namespace argus::engine
