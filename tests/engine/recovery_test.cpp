// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_engine.h"

#include "core/engine/owner/local_socket.h"
#include "core/engine/owner/store_lock.h"

using namespace argus;
using argus::test::TestEngine;
using domain::BatchStatus;

namespace {

runtime::Settings besides(const TestEngine& engine, runtime::Role role)
{
    runtime::Settings settings;
    settings.connection.store = (engine.folder / "store.db").string();
    settings.role = role;
    settings.workers = 1;
    settings.login = engine.context.user();
    return settings;
}

} // namespace

TEST_CASE("work that an orderly end interrupts goes on at the next start")
{
    TestEngine engine;
    const auto receipt = engine.submit({engine.write("big.log", TestEngine::drive(5, 1'000'000)),
                                        engine.write("small.log", TestEngine::drive(6, 100))});
    engine.close();
    engine.open();
    const auto detail = engine.waitForEnd(receipt.batchId);
    CHECK((detail.batch.status == BatchStatus::Completed));
    CHECK(detail.batch.processedFiles == 2);
}

TEST_CASE("a second opening reads, and its commands go through the owner's socket")
{
    TestEngine engine;
    const auto second = runtime::openEngine(besides(engine, runtime::Role::Commands));
    REQUIRE_MESSAGE(second, (second ? std::string() : second.error().describe()));
    const auto status = api::await<api::EngineStatus>(
        [&](auto done) { (*second)->operations().status(engine.context, std::move(done)); });
    REQUIRE(status);
    CHECK_FALSE(status->running);
    CHECK(status->owner.find("process") != std::string::npos);

    api::Submission submission;
    submission.vehicleId = "car 2";
    submission.paths = {engine.write("a.log", TestEngine::drive(1, 200))};
    const auto receipt = api::await<api::SubmissionReceipt>(
        [&](auto done) { (*second)->submissions().submit(engine.context, submission, {}, std::move(done)); });
    REQUIRE_MESSAGE(receipt, (receipt ? std::string() : receipt.error().describe()));
    CHECK((engine.waitForEnd(receipt->batchId).batch.status == BatchStatus::Completed));
    const auto refused = api::await<domain::Batch>(
        [&](auto done) { (*second)->batches().retry(engine.context, receipt->batchId, std::move(done)); });
    REQUIRE_FALSE(refused);
    CHECK((refused.error().code == base::ErrorCode::Conflict));
    const auto changed = api::await<domain::Batch>([&](auto done) {
        (*second)->batches().reprocessWith(engine.context, receipt->batchId, {{"a.log", std::nullopt, 7, false}},
                                           std::move(done));
    });
    REQUIRE(changed);
    CHECK(engine.waitForEnd(receipt->batchId).files[0].clockShift == 7);
}

TEST_CASE("when the owner goes, a second opening takes over and finishes the work")
{
    TestEngine engine;
    const auto second = runtime::openEngine(besides(engine, runtime::Role::Pipeline));
    REQUIRE(second);
    const auto receipt = engine.submit({engine.write("big.log", TestEngine::drive(9, 500'000))});
    engine.close();
    for (int i = 0; i < 6000; ++i) {
        const auto detail = api::await<api::BatchDetail>(
            [&](auto done) { (*second)->batches().show(engine.context, receipt.batchId, false, std::move(done)); });
        REQUIRE(detail);
        if (domain::isEnded(detail->batch.status)) {
            CHECK((detail->batch.status == BatchStatus::Completed));
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("nobody took over");
}

TEST_CASE("a store path longer than a socket address works")
{
    const test::TestFolder folder;
    const std::filesystem::path deep = folder / std::string(100, 'd') / std::string(60, 'e');
    std::filesystem::create_directories(deep);
    const auto listening = engine::listenAt(deep / "store.db.sock");
    REQUIRE_MESSAGE(listening, (listening ? std::string() : listening.error().describe()));
    CHECK(engine::connectTo(deep / "store.db.sock"));
    CHECK(engine::connectTo(deep / "other.sock").error().retryable);
}

TEST_CASE("one process holds the lock, and its name can be told")
{
    const test::TestFolder folder;
    const auto store = folder / "store.db";
    {
        const auto lock = engine::StoreLock::tryAcquire(store);
        REQUIRE(lock);
        REQUIRE(lock->has_value());
        CHECK_FALSE(engine::StoreLock::tryAcquire(store)->has_value());
        CHECK(engine::StoreLock::holder(store).find("process") == 0);
    }
    CHECK(engine::StoreLock::holder(store).empty());
    CHECK(engine::StoreLock::tryAcquire(store)->has_value());
}
