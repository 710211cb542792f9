// SPDX-License-Identifier: Apache-2.0
#include "app/cli/wait.h"

#include "app/cli/output.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace argus::cli {

using base::Result;

namespace {

/// Between two looks where nothing was told (the owner may be another process).
constexpr std::chrono::milliseconds kPoll {500};

struct Watched
{
    std::mutex mutex;
    std::condition_variable changed;
    bool dirty = true;
    std::map<std::string, api::TaskProgress> progress; ///< by file
};

} // namespace

Result<domain::Batch> waitForEnd(const base::ExecutionContext& context, api::Engine& engine, domain::BatchId id)
{
    const auto watched = std::make_shared<Watched>();
    const auto change = engine.operations().onBatchChanged([watched, id](const api::BatchChanged& what) {
        if (what.batchId == id) {
            const std::lock_guard lock(watched->mutex);
            watched->dirty = true;
            watched->changed.notify_all();
        }
    });
    const auto progress = engine.operations().onProgress([watched, id](const api::TaskProgress& what) {
        if (what.batchId == id) {
            const std::lock_guard lock(watched->mutex);
            watched->progress[what.fileId.toString()] = what;
            watched->changed.notify_all();
        }
    });
    // Ctrl+C is answered at once, not at the next look.
    const std::stop_callback interrupted(context.stopToken(), [watched] {
        const std::lock_guard lock(watched->mutex);
        watched->dirty = true;
        watched->changed.notify_all();
    });
    ProgressLine line;
    while (true) {
        ARGUS_TRY(context.check());
        bool look = false;
        {
            std::unique_lock lock(watched->mutex);
            look = watched->changed.wait_for(lock, kPoll, [&] { return watched->dirty; }) || !watched->dirty;
            watched->dirty = false;
            std::uint64_t done = 0;
            std::uint64_t total = 0;
            for (const auto& [file, task] : watched->progress) {
                done += task.bytesDone;
                total += task.bytesTotal;
            }
            if (total > 0) {
                line.show("reading", done, total);
            }
        }
        if (!look) {
            continue;
        }
        auto detail = api::await<api::BatchDetail>(
            [&](auto answer) { engine.batches().show(context, id, /*allEpochs=*/false, std::move(answer)); });
        if (!detail) {
            return base::fail(detail);
        }
        if (domain::isEnded(detail->batch.status)) {
            return std::move(detail->batch);
        }
    }
}

bool waitForStop(const base::ExecutionContext& context, std::optional<std::chrono::seconds> limit)
{
    std::mutex mutex;
    std::condition_variable stopped;
    const std::stop_callback wake(context.stopToken(), [&] {
        const std::lock_guard lock(mutex);
        stopped.notify_all();
    });
    std::unique_lock lock(mutex);
    const auto isStopped = [&context] { return context.isCancelled(); };
    if (limit) {
        return stopped.wait_for(lock, *limit, isStopped);
    }
    stopped.wait(lock, isStopped);
    return true;
}

} // namespace argus::cli
