// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/recording_service.h"

#include "core/base/file_hash.h"
#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/engine/service/indexed_frames.h"
#include "core/engine/service/open_recording.h"
#include "core/engine/service/row_hand_over.h"
#include "core/formats/frame_window.h"
#include "core/formats/inspector.h"

#include <algorithm>
#include <array>
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

/// Of an archive in which nothing can be read.
auto noRecording(const Inspection& archive)
{
    return fail(ErrorCode::Invalid,
                archive.name + " holds no recording"
                    + (archive.warnings.empty() ? std::string() : ": " + archive.warnings.front()));
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

/// The index of a recording as `reader` reads it; null when there is none. One made by another reader is of no use.
std::unique_ptr<index::ColumnIndex> findIndex(const index::IndexCache& cache, const Result<std::string>& key,
                                              const formats::Reader& reader)
{
    auto index = key ? cache.find(*key) : nullptr;
    return index != nullptr && index->summary().format == reader.format() ? std::move(index) : nullptr;
}

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
    const bool isPart = !rows.wantsRows() || rows.choice().query().skip > 0 || rows.choice().isBounded();
    const auto key = isPart ? index::IndexCache::keyOf(path) : Result<std::string>(std::string());
    if (const auto index = isPart ? findIndex(cache, key, *recording.reader) : nullptr) {
        const IndexedFrames frames(*index, *recording.source, *recording.reader);
        const Result<> done = frames.handOver(rows);
        if (done || rows.stopped()) {
            whole.warnings = index->summary().warnings;
            whole.frames = rows.choice().wanted();
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
    whole.frames = rows.choice().wanted();
    return whole;
}

} // namespace

Result<Inspection> RecordingService::inspect(const ExecutionContext& context, const fs::path& path,
                                             const std::string& readAs)
{
    const auto archive = isArchiveFile(path);
    if (!archive) {
        return fail(archive);
    }
    const std::string name = path.filename().string();
    if (!*archive) {
        const auto recording = openRecording(path, name, readAs);
        if (!recording) {
            return failureOf(name, recording.error());
        }
        auto found = formats::inspectWith(context, *recording->source, *recording->reader, name);
        return found ? std::move(found) : failureOf(name, found.error());
    }
    Inspection whole;
    whole.name = name;
    auto hash = base::hashFile(context, path);
    if (!hash) {
        return fail(hash);
    }
    whole.sha256 = std::move(hash->sha256);
    whole.bytes = hash->bytes;
    const EachRecording each = [&](const fs::path& member, const std::string& memberName) -> Result<> {
        const auto recording = openRecording(member, memberName, readAs);
        auto found = recording ? formats::inspectWith(context, *recording->source, *recording->reader, memberName)
                               : Result<Inspection>(fail(recording));
        if (!found) {
            whole.warnings.push_back(memberName + ": " + found.error().message);
            return context.check();
        }
        whole.members.push_back(std::move(*found));
        return {};
    };
    ARGUS_TRY(forEachMember(context, path, each, whole));
    if (whole.members.empty()) {
        return noRecording(whole);
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
        const auto recording = openRecording(path, name, query.readAs);
        if (!recording) {
            return failureOf(name, recording.error());
        }
        auto whole = framesOfFile(m_cache, path, *recording, handOver);
        ARGUS_TRY(context.check());
        if (!whole) {
            return failureOf(name, whole.error());
        }
        whole->name = name;
        return whole;
    }
    Inspection whole;
    whole.name = name;
    std::uint64_t members = 0;
    const EachRecording each = [&](const fs::path& file, const std::string& member) -> Result<> {
        const auto recording = openRecording(file, member, query.readAs);
        if (!recording) {
            whole.warnings.push_back(member + ": " + recording.error().message);
            return context.check();
        }
        ++members;
        whole.format = std::string(recording->reader->format());
        RowSink sink(handOver);
        const auto summary = recording->reader->read(handOver.reading(), *recording->source, sink, {});
        if (!summary) {
            ARGUS_TRY(context.check());
            if (!handOver.stopped()) {
                whole.warnings.push_back(member + ": " + summary.error().message);
            }
            return {};
        }
        addUp(whole, *summary);
        return {};
    };
    const Result<> unpacked = forEachMember(handOver.reading(), path, each, whole);
    if (!unpacked && !handOver.stopped()) {
        return fail(unpacked);
    }
    if (members == 0 && !handOver.stopped()) {
        return noRecording(whole);
    }
    whole.frames = handOver.choice().wanted();
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
    auto index = findIndex(m_cache, key, reader);
    if (key && index == nullptr && !reader.offsetsAscend()) {
        // What lies around a frame is only known once everything was read: then once for all.
        const auto summary = readAndIndex(context, m_cache, path, **source, reader, nullptr);
        if (!summary) {
            return fail(summary);
        }
        index = findIndex(m_cache, key, reader);
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

void RecordingService::checkIndex(const ExecutionContext& context, const fs::path& path) const
{
    const auto key = index::IndexCache::keyOf(path);
    const auto index = key ? m_cache.find(*key) : nullptr;
    if (index == nullptr) {
        return;
    }
    const auto belongs = m_cache.verify(context, path, *index);
    if (belongs && !*belongs) {
        base::log(base::LogLevel::Warning, "engine",
                  "a recording changed without a trace in the file system: its index was thrown away");
    }
}

} // namespace argus::engine
