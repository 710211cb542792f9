// SPDX-License-Identifier: Apache-2.0
#include "core/bench/pipeline_bench.h"

#include "core/base/file_io.h"
#include "core/base/temporary_folder.h"
#include "core/runtime/open.h"
#include "core/simulate/drive.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

Result<std::string> smallDrive(const ExecutionContext& context, std::uint64_t seed, std::uint64_t frames)
{
    std::string text;
    simulate::DriveOptions options;
    options.seed = seed;
    options.frames = frames;
    const auto written = simulate::writeDrive(context, options, [&text](std::string_view chunk) -> Result<> {
        text += chunk;
        return {};
    });
    if (!written) {
        return fail(written);
    }
    return text;
}

/// The least that keeping the same files safely costs: each written and synced.
Result<> writeSynced(const fs::path& path, const std::string& content)
{
    const base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen()) {
        return fail(ErrorCode::Unavailable, "cannot write " + path.string());
    }
    ARGUS_TRY(base::writeAll(file, content.data(), content.size()));
    return ::fsync(file.get()) == 0 ? Result<>()
                                    : Result<>(fail(ErrorCode::Unavailable, "cannot sync " + path.string()));
}

Result<> submitAndWait(const ExecutionContext& context, api::Engine& engine, const std::vector<fs::path>& folders,
                       unsigned submitters)
{
    std::atomic<std::size_t> next {0};
    std::atomic<bool> failed {false};
    std::vector<std::jthread> threads;
    threads.reserve(submitters);
    for (unsigned i = 0; i < submitters; ++i) {
        threads.emplace_back([&] {
            for (std::size_t at = next++; at < folders.size(); at = next++) {
                api::Submission submission;
                submission.paths = {folders[at]};
                submission.vehicleId = "bench " + std::to_string(at);
                const auto receipt = api::await<api::SubmissionReceipt>(
                    [&](auto done) { engine.submissions().submit(context, submission, {}, std::move(done)); });
                if (!receipt) {
                    failed = true;
                }
            }
        });
    }
    threads.clear();
    if (failed) {
        return fail(ErrorCode::Internal, "a submission failed");
    }
    while (true) {
        api::BatchFilter completed;
        completed.status = domain::BatchStatus::Completed;
        const auto done = api::await<std::vector<domain::Batch>>(
            [&](auto answer) { engine.batches().list(context, completed, std::move(answer)); });
        if (!done) {
            return fail(done);
        }
        if (done->size() == folders.size()) {
            return {};
        }
        ARGUS_TRY(context.check());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace

Result<std::vector<Figure>> benchPipeline(const ExecutionContext& context, const PipelineBenchOptions& options)
{
    const auto folder = base::TemporaryFolder::make("argus-bench");
    if (!folder) {
        return fail(folder);
    }
    std::vector<fs::path> folders;
    std::vector<std::string> contents;
    for (std::uint64_t i = 0; i < options.files; ++i) {
        auto content = smallDrive(context, i + 1, options.framesPerFile);
        if (!content) {
            return fail(content);
        }
        if (i % options.filesPerBatch == 0) {
            folders.push_back(folder->path() / ("batch" + std::to_string(folders.size())));
            fs::create_directories(folders.back());
        }
        ARGUS_TRY(base::writeFileAtomically(folders.back() / (std::to_string(i) + ".log"), *content));
        contents.push_back(std::move(*content));
    }
    const fs::path synced = folder->path() / "synced";
    fs::create_directories(synced);
    auto peer = measure("write and sync each file", 1, "files", [&]() -> Result<std::uint64_t> {
        for (std::size_t i = 0; i < contents.size(); ++i) {
            ARGUS_TRY(writeSynced(synced / std::to_string(i), contents[i]));
        }
        return contents.size();
    });
    if (!peer) {
        return fail(peer);
    }
    int round = 0;
    auto pipeline = measure("whole pipeline, durable", 1, "files", [&]() -> Result<std::uint64_t> {
        runtime::Settings settings;
        settings.connection.store = (folder->path() / ("store" + std::to_string(round++) + ".db")).string();
        settings.workers = options.workers;
        const auto engine = runtime::openEngine(settings);
        if (!engine) {
            return fail(engine);
        }
        ARGUS_TRY(submitAndWait(context, **engine, folders, options.submitters));
        return options.files;
    });
    if (!pipeline) {
        return fail(pipeline);
    }
    compare(*pipeline, *peer);
    return std::vector<Figure> {std::move(*peer), std::move(*pipeline)};
}

} // namespace argus::bench
