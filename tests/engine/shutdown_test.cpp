// SPDX-License-Identifier: Apache-2.0
// Limits of stages, a database that goes away, and the orderly end, with steps that are held at a gate: nothing here
// depends on how fast a machine is.
#include "core/bus/event_bus.h"
#include "core/engine/engine_host.h"
#include "core/engine/scheduler/scheduler.h"
#include "core/engine/service/account_changes.h"
#include "core/engine/service/ingest.h"
#include "core/engine/service/local_commands.h"
#include "core/store/repositories/file_repository.h"
#include "tests/support/away_database.h"
#include "tests/support/gated_blobs.h"
#include "tests/support/test_engine.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <future>
#include <thread>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::GatedBlobs;
using argus::test::TestEngine;
using argus::test::TestFolder;
using argus::test::TestStore;
using domain::BatchStatus;
using domain::FileStatus;
using domain::Stage;
using store::sql::Connection;

namespace {

/// Far beyond what anything here takes: reached only by a failure.
constexpr auto kLong = 60s;

bool eventually(const std::function<bool()>& holds)
{
    const auto until = std::chrono::steady_clock::now() + kLong;
    while (!holds()) {
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

/// A scheduler over a real store, with every parse held at a gate.
struct Works
{
    explicit Works(engine::EngineSettings wanted)
        : settings(std::move(wanted))
        , blobs(std::move(*blob::openLocalStore(folder / "blobs")))
        , commands(access, blobs, {[this](domain::BatchId) { wake(); }, [](domain::BatchId) {}, [](bool) {}, {}},
                   settings)
    {
        REQUIRE(engine::makeFirstOwner(store.context, store.database(), store.context.user()));
    }

    void start()
    {
        scheduler = std::make_unique<engine::Scheduler>(settings, engine::StageTools {database, blobs, *hub, {}},
                                                        [this](domain::BatchId) { wake(); });
        REQUIRE(scheduler->start(/*paused=*/false));
    }
    void wake()
    {
        if (scheduler) {
            scheduler->wake();
        }
    }
    domain::BatchId submit(int files)
    {
        api::Submission submission;
        submission.vehicleId = "car";
        for (int i = 0; i < files; ++i) {
            const auto path = folder / (std::to_string(i) + ".log");
            REQUIRE(base::writeFileAtomically(path, "(1.0) can0 7E8#0" + std::to_string(i) + "\n"));
            submission.paths.push_back(path);
        }
        const auto receipt = engine::ingest(store.context, commands, blobs, access, submission, {});
        REQUIRE_MESSAGE(receipt, (receipt ? std::string() : receipt.error().describe()));
        return receipt->batchId;
    }
    BatchStatus status(domain::BatchId id) { return store.batch(id).status; }
    bool reaches(domain::BatchId id, BatchStatus wanted)
    {
        return eventually([&] { return status(id) == wanted; });
    }
    std::ptrdiff_t filesThatAre(domain::BatchId id, FileStatus wanted)
    {
        const auto files = store::sql::readValue<std::vector<domain::RecordingFile>>(
            store.database(), store.context,
            [id](Connection& connection) { return store::files::ofBatch(connection, id); });
        REQUIRE(files);
        return std::count_if(files->begin(), files->end(), [&](const auto& file) { return file.status == wanted; });
    }
    store::tasks::Counts counts()
    {
        const auto now
            = store::sql::readValue<store::tasks::Counts>(store.database(), store.context, store::tasks::counts);
        REQUIRE(now);
        return *now;
    }
    std::vector<domain::Attempt> attempts(domain::BatchId id, Stage stage)
    {
        auto all = store::sql::readValue<std::vector<domain::Attempt>>(
            store.database(), store.context,
            [id](Connection& connection) { return store::tasks::attemptsOf(connection, id, std::nullopt); });
        REQUIRE(all);
        std::erase_if(*all, [stage](const domain::Attempt& attempt) { return attempt.stage != stage; });
        return std::move(*all);
    }

    engine::EngineSettings settings;
    TestStore store;
    argus::test::AwayDatabase database {store.database()}; ///< the scheduler's; the test looks past it
    TestFolder folder;
    GatedBlobs blobs;
    engine::Access access {store.database()};
    engine::LocalCommands commands;
    const std::shared_ptr<engine::ChangeHub> hub = std::make_shared<engine::ChangeHub>();
    std::unique_ptr<engine::Scheduler> scheduler;
};

engine::EngineSettings withWorkers(unsigned workers)
{
    engine::EngineSettings settings;
    settings.workers = workers;
    return settings;
}

} // namespace

TEST_CASE("a stage runs as many tasks at once as its limit allows, and the others go on beside it")
{
    for (const unsigned limit : {1U, 2U}) {
        CAPTURE(limit);
        auto settings = withWorkers(4);
        settings.stageLimits = {{Stage::Parse, limit}};
        Works works(settings);
        works.start();
        const auto first = works.submit(5);
        REQUIRE(works.blobs.waitForWaiting(static_cast<int>(limit)));
        // The dispatcher still claims: another batch is scattered while every place for parsing is taken.
        const auto second = works.submit(1);
        REQUIRE(works.reaches(second, BatchStatus::Scattering));
        CHECK(eventually([&] { return works.scheduler->status().busyWorkers == limit; }));
        for (int i = 0; i < 6; ++i) {
            works.blobs.letThrough(1);
        }
        CHECK(works.reaches(first, BatchStatus::Completed));
        CHECK(works.reaches(second, BatchStatus::Completed));
        CHECK(works.blobs.mostWaiting() == static_cast<int>(limit));
    }
}

TEST_CASE("a stage without a limit takes all the workers")
{
    Works works(withWorkers(3));
    works.start();
    const auto batch = works.submit(5);
    CHECK(works.blobs.waitForWaiting(3));
    CHECK(works.scheduler->status().busyWorkers == 3);
    works.blobs.open();
    CHECK(works.reaches(batch, BatchStatus::Completed));
    CHECK(works.blobs.mostWaiting() == 3);
}

TEST_CASE("an orderly end lets the running step reach its end, and takes nothing more")
{
    Works works(withWorkers(1));
    works.start();
    const auto batch = works.submit(3);
    REQUIRE(works.blobs.waitForWaiting(1));
    auto end = std::async(std::launch::async, [&] { works.scheduler->stop(kLong); });
    REQUIRE(eventually([&] { return works.scheduler->status().stopping; }));
    const auto late = works.submit(1); // comes in, and waits for the next start
    works.blobs.letThrough(1);
    end.get();
    CHECK(works.blobs.asked() == 1);
    CHECK(works.filesThatAre(batch, FileStatus::Parsed) == 1);
    CHECK((works.status(batch) == BatchStatus::Scattering));
    CHECK((works.status(late) == BatchStatus::Uploaded));
    CHECK(works.counts().running == 0);
    CHECK(works.counts().available == 3);
    CHECK(works.scheduler->status().busyWorkers == 0);

    works.scheduler.reset();
    works.blobs.open();
    works.start();
    CHECK(works.reaches(batch, BatchStatus::Completed));
    CHECK(works.reaches(late, BatchStatus::Completed));
    CHECK(works.blobs.asked() == 4); // what had reached its end was not done again
}

TEST_CASE("a step that does not end in time is cancelled and given back at no cost")
{
    Works works(withWorkers(2));
    works.start();
    const auto batch = works.submit(4);
    REQUIRE(works.blobs.waitForWaiting(2));
    works.scheduler->stop(10ms);
    CHECK(works.counts().running == 0);
    CHECK(works.counts().available == 4);
    CHECK(works.filesThatAre(batch, FileStatus::Parsed) == 0);
    const auto given = works.attempts(batch, Stage::Parse);
    REQUIRE(given.size() >= 2);
    for (const domain::Attempt& attempt : given) {
        CHECK(attempt.outcome == "retried");
    }

    works.scheduler.reset();
    works.blobs.open();
    works.start();
    CHECK(works.reaches(batch, BatchStatus::Completed));
    for (const domain::Attempt& attempt : works.attempts(batch, Stage::Parse)) {
        CHECK(attempt.attempt == 1); // being interrupted counts for nothing
    }
}

TEST_CASE("what a worker held while the database was away goes on when it is back, not when its lease is over")
{
    auto settings = withWorkers(2);
    settings.lease = 24h;
    settings.poll = 1ms;
    settings.firstBackoff = 1ms;
    Works works(settings);
    works.start();
    const auto batch = works.submit(4);
    REQUIRE(works.blobs.waitForWaiting(2));
    works.database.goAway();
    works.blobs.open();
    // Both have their effects refused, and then the note that they are to be tried again.
    REQUIRE(eventually([&] { return works.database.refused() >= 4; }));
    CHECK(works.counts().running == 2);
    works.database.comeBack();
    CHECK(works.reaches(batch, BatchStatus::Completed));
    for (const domain::Attempt& attempt : works.attempts(batch, Stage::Parse)) {
        CHECK(attempt.attempt == 1); // a server that is away costs no attempt
    }
}

TEST_CASE("an end while the database is away waits for nobody, and the next start goes on")
{
    auto settings = withWorkers(1);
    settings.poll = 1ms;
    Works works(settings);
    works.start();
    const auto batch = works.submit(2);
    REQUIRE(works.blobs.waitForWaiting(1));
    works.database.goAway();
    works.blobs.open();
    REQUIRE(eventually([&] { return works.database.refused() >= 2; }));
    works.scheduler->stop(24h);
    works.scheduler.reset();
    works.database.comeBack();
    works.start();
    CHECK(works.reaches(batch, BatchStatus::Completed));
}

TEST_CASE("stopping twice, or a scheduler that never started, is no fault")
{
    Works works(withWorkers(1));
    engine::Scheduler idle(works.settings, {works.store.database(), works.blobs, *works.hub, {}},
                           [](domain::BatchId) { });
    idle.stop(kLong);
    works.start();
    works.scheduler->stop(kLong);
    works.scheduler->stop(kLong);
}

TEST_CASE("a whole engine ends in order: the step, its event and its successor are there at the next start")
{
    TestEngine plain; // makes the store, and opens it again at the end
    plain.close();
    const auto store = plain.folder / "store.db";
    const auto blobs = std::make_shared<GatedBlobs>(std::move(*blob::openLocalStore(plain.folder / "store.db.blobs")));
    engine::HostOptions options;
    options.engine = withWorkers(2);
    options.engine.shutdown = kLong;
    options.store = store;
    options.open = [&]() -> base::Result<engine::EngineParts> {
        auto lock = engine::StoreLock::tryAcquire(store);
        store::sqlite::SqliteOptions own;
        own.login = plain.context.user();
        auto database = store::sqlite::openSqlite(store, own);
        if (!lock || !*lock || !database) {
            return base::fail(base::ErrorCode::Internal, "the store is in use");
        }
        return engine::EngineParts {std::move(*database), blobs, bus::makeLocalBus(), std::move(*lock),
                                    engine::ownerSocket(store)};
    };
    auto opened = engine::EngineHost::open(options);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
    api::Submission submission;
    submission.vehicleId = "car";
    submission.paths = {plain.write("a.log", TestEngine::drive(1, 200))};
    const auto receipt = api::await<api::SubmissionReceipt>(
        [&](auto done) { (*opened)->submissions().submit(plain.context, submission, {}, std::move(done)); });
    REQUIRE(receipt);
    REQUIRE(blobs->waitForWaiting(1));
    auto end = std::async(std::launch::async, [&] { opened->reset(); });
    // What comes in is stopped first: the socket for others' commands goes.
    REQUIRE(eventually([&] { return !std::filesystem::exists(engine::ownerSocket(store)); }));
    blobs->letThrough(1);
    end.get();

    plain.open();
    const auto detail = plain.waitForEnd(receipt->batchId);
    CHECK((detail.batch.status == BatchStatus::Completed));
    CHECK(std::count_if(detail.attempts.begin(), detail.attempts.end(),
                        [](const auto& attempt) { return attempt.stage == Stage::Parse; })
          == 1);
    CHECK(blobs->asked() == 1);
    const auto events = plain.events(receipt->batchId);
    CHECK(std::count_if(events.begin(), events.end(),
                        [](const auto& event) { return event.type == domain::EventType::FileParsed; })
          == 1);
}
