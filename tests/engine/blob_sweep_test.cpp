// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/blob_sweep.h"

#include "core/base/log.h"
#include "core/engine/service/account_changes.h"
#include "core/engine/service/ingest.h"
#include "core/engine/service/local_commands.h"
#include "core/store/repositories/file_repository.h"
#include "tests/support/test_engine.h"
#include "tests/support/test_store.h"

#include <atomic>
#include <mutex>
#include <thread>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TestEngine;
using argus::test::TestFolder;
using argus::test::TestStore;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

/// A store and its recordings, without an engine.
struct Place
{
    Place()
        : blobs(std::move(*blob::openLocalStore(folder / "blobs")))
        , commands(access, *blobs, {[](domain::BatchId) { }, [](domain::BatchId) { }, [](bool) { }, {}},
                   engine::EngineSettings())
    {
        REQUIRE(engine::makeFirstOwner(store.context, store.database(), store.context.user()));
    }

    api::SubmissionReceipt submit(const std::string& name, const std::string& content)
    {
        REQUIRE(base::writeFileAtomically(folder / name, content));
        api::Submission submission;
        submission.vehicleId = "car";
        submission.paths = {folder / name};
        auto receipt = engine::ingest(store.context, commands, *blobs, access, submission, {});
        REQUIRE_MESSAGE(receipt, (receipt ? std::string() : receipt.error().describe()));
        return std::move(*receipt);
    }
    std::unique_ptr<blob::BlobWriter> upload(const std::string& key)
    {
        auto writer = blobs->create(store.context, key);
        REQUIRE(writer);
        const std::vector<std::uint8_t> data(100, 'x');
        REQUIRE((*writer)->write(store.context, data));
        return std::move(*writer);
    }
    void addOrphan(const std::string& key) { REQUIRE(upload(key)->commit(store.context)); }
    engine::Swept sweep(std::chrono::seconds age)
    {
        const auto swept = engine::sweepBlobs(store.context, store.database(), *blobs, age);
        REQUIRE_MESSAGE(swept, (swept ? std::string() : swept.error().describe()));
        return *swept;
    }
    std::vector<std::string> keys() { return *blobs->list(store.context, 0s); }

    TestStore store;
    TestFolder folder;
    std::unique_ptr<blob::BlobStore> blobs;
    engine::Access access {store.database()};
    engine::LocalCommands commands;
};

void makeOld(const fs::path& path)
{
    fs::last_write_time(path, fs::file_time_type::clock::now() - 2h);
}

/// Collects the log's lines while it lives.
class LogLines
{
public:
    LogLines()
    {
        base::setLogLevel(base::LogLevel::Info);
        base::setLogSink([lines = m_lines](const base::LogLine& line) {
            const std::lock_guard lock(lines->mutex);
            lines->all += line.message + "\n";
        });
    }
    ~LogLines()
    {
        base::setLogSink({});
        base::setLogLevel(base::LogLevel::Warning);
    }
    std::string all() const
    {
        const std::lock_guard lock(m_lines->mutex);
        return m_lines->all;
    }

private:
    struct Lines
    {
        std::mutex mutex;
        std::string all;
    };
    std::shared_ptr<Lines> m_lines = std::make_shared<Lines>();
};

} // namespace

TEST_CASE("a sweep removes what no row refers to once it is old enough, and says so")
{
    Place place;
    const auto receipt = place.submit("a.log", "(1.0) can0 7E8#00\n");
    const std::string kept = receipt.batchId.toString() + "/" + receipt.files[0].fileId.toString();
    for (int i = 0; i < 70; ++i) {
        place.addOrphan("dead/" + std::to_string(i));
    }
    const LogLines log;
    CHECK(place.sweep(1h).blobs == 0);
    CHECK(place.keys().size() == 71);
    makeOld(place.folder / "blobs" / "dead" / "7");
    makeOld(place.folder / "blobs" / kept);
    CHECK(place.sweep(1h).blobs == 1);
    CHECK(log.all().find("removed dead/7:") != std::string::npos);
    CHECK(place.sweep(0s).blobs == 69);
    CHECK(place.keys() == std::vector<std::string> {kept});
    CHECK_FALSE(fs::exists(place.folder / "blobs" / "dead"));
    CHECK(place.sweep(0s).blobs == 0);
}

TEST_CASE("an upload under way is spared, however old; once its writer is gone it is not")
{
    Place place;
    const fs::path staging = place.folder / "blobs" / ".staging";
    {
        const auto unfinished = place.upload("busy/one");
        const auto committed = place.upload("busy/two");
        REQUIRE(committed->commit(place.store.context));
        for (const auto& entry : fs::recursive_directory_iterator(place.folder / "blobs")) {
            makeOld(entry.path());
        }
        const auto swept = place.sweep(1h);
        CHECK(swept.blobs == 0);
        CHECK(swept.uploads == 0);
        REQUIRE(unfinished->commit(place.store.context));
        CHECK(place.keys().size() == 2);
    }
    // What a killed process leaves: nobody holds it any more.
    REQUIRE(base::writeFileAtomically(staging / "half", "half an upload"));
    const LogLines log;
    auto swept = place.sweep(1h);
    CHECK(swept.uploads == 0);
    CHECK(swept.blobs == 2);
    swept = place.sweep(0s);
    CHECK(swept.uploads == 1);
    CHECK(swept.blobs == 0);
    CHECK(fs::is_empty(staging));
    CHECK(log.all().find("removed 1 temporary files") != std::string::npos);
}

TEST_CASE("a row is refused when its blob is not there")
{
    Place place;
    const auto batch = place.commands.createBatch(place.store.context, {{}, "car", {}, "default", 0, 0, {}});
    REQUIRE(batch);
    const auto file = domain::FileId::make();
    const auto added = place.commands.addFile(place.store.context, {*batch, file, "a.log", 3, "ab"});
    REQUIRE_FALSE(added);
    CHECK((added.error().code == ErrorCode::NotFound));
    place.addOrphan(batch->toString() + "/" + file.toString());
    CHECK(place.commands.addFile(place.store.context, {*batch, file, "a.log", 3, "ab"}));
    CHECK(place.sweep(0s).blobs == 0);
}

TEST_CASE("uploads beside a sweep without patience lose nothing")
{
    Place place;
    std::atomic<int> uploading {3};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i) {
            threads.emplace_back([&place, &uploading, i] {
                for (int j = 0; j < 20; ++j) {
                    const std::string name = std::to_string(i) + "-" + std::to_string(j) + ".log";
                    place.submit(name, "(1.0) can0 7E8#00\n# " + name + "\n");
                }
                --uploading;
            });
        }
        while (uploading > 0) {
            CHECK(place.sweep(0s).blobs == 0);
        }
    }
    CHECK(place.sweep(0s).blobs == 0);
    CHECK(place.keys().size() == 60);
}

TEST_CASE("a sweep ends with its context and leaves the rest for the next one")
{
    Place place;
    place.addOrphan("dead/1");
    const auto context = place.store.context.child();
    context.cancel("the program stops");
    const auto swept = engine::sweepBlobs(context, place.store.database(), *place.blobs, 0s);
    REQUIRE_FALSE(swept);
    CHECK((swept.error().code == ErrorCode::Cancelled));
    CHECK(place.keys().size() == 1);
}

TEST_CASE("an engine that becomes the owner sweeps by itself")
{
    TestEngine engine;
    const auto receipt = engine.submit({engine.write("a.log", "(1.0) can0 7E8#00\n")});
    engine.waitForEnd(receipt.batchId);
    engine.close();
    const fs::path blobs = engine.folder / "store.db.blobs";
    fs::create_directories(blobs / "dead");
    const fs::path orphan = engine.write("store.db.blobs/dead/1", "left");
    makeOld(orphan);
    engine.open();
    for (int i = 0; i < 6000 && fs::exists(orphan); ++i) {
        std::this_thread::sleep_for(10ms);
    }
    CHECK_FALSE(fs::exists(orphan));
    CHECK((engine.command(&api::Batches::reprocess, receipt.batchId)->runEpoch == 2));
    CHECK((engine.waitForEnd(receipt.batchId).batch.status == domain::BatchStatus::Completed));
}
