// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/file_io.h"
#include "core/runtime/open.h"
#include "core/simulate/drive.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace argus::test {

/// An engine on a durable store in a folder of its own, used as an entrance uses it.
class TestEngine
{
public:
    TestEngine() { open(); }

    void open(runtime::Role role = runtime::Role::Pipeline)
    {
        runtime::Settings settings;
        settings.connection.store = (folder / "store.db").string();
        settings.role = role;
        settings.workers = 2;
        settings.shutdownMs = 2000;
        settings.login = context.user();
        auto opened = runtime::openEngine(settings);
        REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
        m_engine = std::move(*opened);
    }
    void close() { m_engine.reset(); }
    api::Engine& operator*() { return *m_engine; }
    api::Engine* operator->() { return m_engine.get(); }

    std::filesystem::path write(const std::string& name, const std::string& content) const
    {
        const std::filesystem::path path = folder / name;
        std::filesystem::create_directories(path.parent_path());
        REQUIRE(base::writeFileAtomically(path, content));
        return path;
    }

    /// A small synthetic drive as text.
    static std::string drive(std::uint64_t seed, std::uint64_t frames)
    {
        std::string text;
        simulate::DriveOptions options;
        options.seed = seed;
        options.frames = frames;
        REQUIRE(simulate::writeDrive(base::ExecutionContext::root("test", "drive"), options,
                                     [&text](std::string_view chunk) -> base::Result<> {
                                         text += chunk;
                                         return {};
                                     }));
        return text;
    }

    base::Result<api::SubmissionReceipt> trySubmit(api::Submission submission)
    {
        if (submission.vehicleId.empty()) {
            submission.vehicleId = "car 1";
        }
        return api::await<api::SubmissionReceipt>(
            [&](auto done) { m_engine->submissions().submit(context, std::move(submission), {}, std::move(done)); });
    }
    api::SubmissionReceipt submit(std::vector<std::filesystem::path> paths)
    {
        api::Submission submission;
        submission.paths = std::move(paths);
        auto receipt = trySubmit(std::move(submission));
        REQUIRE_MESSAGE(receipt, (receipt ? std::string() : receipt.error().describe()));
        return std::move(*receipt);
    }
    api::BatchDetail show(domain::BatchId id, bool allEpochs = false)
    {
        auto detail = api::await<api::BatchDetail>(
            [&](auto done) { m_engine->batches().show(context, id, allEpochs, std::move(done)); });
        REQUIRE_MESSAGE(detail, (detail ? std::string() : detail.error().describe()));
        return std::move(*detail);
    }
    /// Waits for an ended state; a minute is far beyond what anything here takes.
    api::BatchDetail waitForEnd(domain::BatchId id)
    {
        for (int i = 0; i < 6000; ++i) {
            auto detail = show(id);
            if (domain::isEnded(detail.batch.status)) {
                return detail;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        FAIL("the batch does not end");
        return {};
    }
    using Command
        = void (api::Batches::*)(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>);
    base::Result<domain::Batch> command(Command function, domain::SeenBatch id)
    {
        return api::await<domain::Batch>(
            [&](auto done) { (m_engine->batches().*function)(context, id, std::move(done)); });
    }
    std::shared_ptr<const domain::Triage> triage(domain::BatchId id)
    {
        auto found = api::await<std::shared_ptr<const domain::Triage>>(
            [&](auto done) { m_engine->results().triage(context, id, std::move(done)); });
        REQUIRE_MESSAGE(found, (found ? std::string() : found.error().describe()));
        return *found;
    }
    std::vector<domain::Event> events(domain::BatchId id)
    {
        auto found = api::await<std::vector<domain::Event>>(
            [&](auto done) { m_engine->batches().events(context, id, std::move(done)); });
        REQUIRE(found);
        return std::move(*found);
    }

    const TestFolder folder;
    const base::ExecutionContext context = base::ExecutionContext::root("anna", "test");

private:
    std::unique_ptr<api::Engine> m_engine;
};

} // namespace argus::test
