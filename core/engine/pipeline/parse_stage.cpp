// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_analyzer.h"
#include "core/analysis/file_findings.h"
#include "core/base/sha256.h"
#include "core/engine/pipeline/stages.h"
#include "core/engine/service/open_recording.h"
#include "core/formats/reader.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/result_repository.h"

#include <chrono>
#include <memory>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::EventType;
using domain::FileStatus;
using domain::RecordingFile;
using domain::Task;

namespace {

/// Helper threads pay off for files of this size and above.
constexpr std::uint64_t kParallelBytes = 8 << 20;
constexpr std::chrono::milliseconds kProgressPeriod {100};

struct Parsed
{
    std::string format;
    std::string sha256;
    std::string findings;
    std::uint64_t records = 0;
    std::uint64_t frames = 0;
    std::uint64_t skipped = 0;
};

Result<RecordingFile> loadFile(const ExecutionContext& context, StageTools& tools, const Task& task)
{
    return store::sql::readValue<RecordingFile>(
        tools.database, context, [&task](store::sql::Connection& connection) -> Result<RecordingFile> {
            auto found = store::files::find(connection, task.fileId.value_or(domain::FileId {}));
            if (!found) {
                return fail(found);
            }
            if (!*found) {
                return fail(ErrorCode::NotFound, "the file of this task is gone");
            }
            return std::move(**found);
        });
}

/// Tells how far the read has come, at most ten times a second.
class ProgressTeller
{
public:
    ProgressTeller(ChangeHub& hub, const Task& task, std::uint64_t total)
        : m_hub(hub)
        , m_progress {task.batchId, task.fileId.value_or(domain::FileId {}), task.stage, 0, total}
    { }
    void at(std::uint64_t bytes)
    {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last < kProgressPeriod && bytes < m_progress.bytesTotal) {
            return;
        }
        m_last = now;
        m_progress.bytesDone = bytes;
        m_hub.tell(m_progress);
    }

private:
    ChangeHub& m_hub;
    api::TaskProgress m_progress;
    std::chrono::steady_clock::time_point m_last {};
};

Result<Parsed> parse(const ExecutionContext& context, StageTools& tools, const Task& task, const RecordingFile& file)
{
    const auto path = tools.blobs.localPath(context, file.objectKey);
    if (!path) {
        return fail(path);
    }
    const auto recording = openRecording(*path, file.originalFilename, file.readAs);
    if (!recording) {
        return fail(recording);
    }
    const formats::ByteSource& source = *recording->source;
    const formats::Reader& reader = *recording->reader;
    const std::uint64_t total = source.size();
    ProgressTeller progress(tools.hub, task, total);
    std::unique_ptr<base::Sha256> hash = file.sha256.empty() ? std::make_unique<base::Sha256>() : nullptr;
    formats::ReadOptions options;
    options.helpers = total >= kParallelBytes ? tools.spareThreads() : 0;
    options.progress = [&progress](std::uint64_t bytes) { progress.at(bytes); };
    if (hash) {
        options.rawBytes = [&hash](std::span<const std::uint8_t> bytes) { hash->update(bytes.data(), bytes.size()); };
    }
    analysis::FileAnalyzer analyzer;
    const auto summary = reader.read(context, source, analyzer, options);
    if (!summary) {
        return fail(summary);
    }
    const analysis::FileFindings findings = analyzer.finish(*summary);
    Parsed parsed;
    parsed.format = std::string(reader.format());
    parsed.sha256 = hash ? hash->finish() : file.sha256;
    parsed.findings = analysis::toJson(findings);
    parsed.records = findings.records;
    parsed.frames = findings.frames;
    parsed.skipped = summary->ledger.skippedCount();
    return parsed;
}

} // namespace

Result<Effects> runParse(const ExecutionContext& context, StageTools& tools, const Task& task)
{
    const auto file = loadFile(context, tools, task);
    if (!file) {
        return fail(file);
    }
    auto parsed = parse(context, tools, task, *file);
    if (!parsed) {
        return fail(parsed);
    }
    return Effects([task, parsed = std::move(*parsed)](Flow& flow) -> Result<> {
        auto found = store::files::find(flow.connection(), task.fileId.value_or(domain::FileId {}));
        if (!found) {
            return fail(found);
        }
        if (!*found || (*found)->status != FileStatus::Parsing) {
            return fail(ErrorCode::Conflict, "the file is not being parsed any more");
        }
        RecordingFile row = std::move(**found);
        ARGUS_TRY(domain::moveTo(row, FileStatus::Parsed, flow.now()));
        row.format = parsed.format;
        row.sha256 = parsed.sha256;
        row.records = parsed.records;
        row.frames = parsed.frames;
        row.skipped = parsed.skipped;
        ARGUS_TRY(store::files::update(flow.connection(), row));
        ARGUS_TRY(store::results::saveFindings(flow.connection(), row.batchId, row.runEpoch, row.id, parsed.findings));
        auto batch = flow.batch(task.batchId);
        if (!batch) {
            return fail(batch);
        }
        ARGUS_TRY(flow.tell(EventType::FileParsed, *batch, [&row](domain::Event& event) {
            event.fileId = row.id;
            event.name = row.originalFilename;
        }));
        return flow.countFile(row, /*failed=*/false);
    });
}

} // namespace argus::engine
