// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_store.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

using namespace argus;
using argus::test::TestStore;
using base::Result;
using domain::BatchStatus;
using domain::FileId;
using store::batches::Outcome;
using store::sql::Connection;

TEST_CASE("whoever brings the last file moves the batch on, exactly once, with every file told twice and in any order")
{
    TestStore store;
    constexpr int kFiles = 40;
    const auto batch = store.addBatch(BatchStatus::Scattering, kFiles);
    std::vector<FileId> deliveries;
    for (int i = 0; i < kFiles; ++i) {
        const FileId file = FileId::make();
        deliveries.insert(deliveries.end(), {file, file});
    }
    std::shuffle(deliveries.begin(), deliveries.end(), std::mt19937(7));
    std::atomic<std::size_t> next {0};
    std::atomic<int> movedOn {0};
    std::vector<std::jthread> workers;
    for (int w = 0; w < 8; ++w) {
        workers.emplace_back([&] {
            for (std::size_t i = next++; i < deliveries.size(); i = next++) {
                bool last = false;
                store.write([&](Connection& connection) -> Result<> {
                    const auto counted = store::batches::countFile(connection, batch.id, 1, deliveries[i],
                                                                   i % 5 == 0 ? Outcome::Failed : Outcome::Parsed, {});
                    REQUIRE(counted);
                    last = counted->has_value() && (*counted)->status == BatchStatus::Scattered;
                    return {};
                });
                movedOn += last ? 1 : 0;
            }
        });
    }
    workers.clear();
    CHECK(movedOn == 1);
    const auto after = store.batch(batch.id);
    CHECK((after.status == BatchStatus::Scattered));
    CHECK(after.processedFiles == kFiles);
    CHECK(after.completedWorkers == kFiles);
}

TEST_CASE("late files of another epoch or state do not count")
{
    TestStore store;
    const auto batch = store.addBatch(BatchStatus::Scattering, 2);
    store.write([&](Connection& connection) -> Result<> {
        const auto late = store::batches::countFile(connection, batch.id, 2, FileId::make(), Outcome::Parsed, {});
        REQUIRE(late);
        CHECK_FALSE(late->has_value());
        return {};
    });
    CHECK(store.batch(batch.id).processedFiles == 0);
    const auto pending = store.addBatch(BatchStatus::Pending, 1);
    store.write([&](Connection& connection) -> Result<> {
        CHECK_FALSE(
            store::batches::countFile(connection, pending.id, 1, FileId::make(), Outcome::Parsed, {})->has_value());
        return {};
    });
}

TEST_CASE("an update that lost the race is a conflict that may be tried again")
{
    TestStore store;
    auto batch = store.addBatch();
    auto other = batch;
    batch.version = 2;
    store.write([&](Connection& connection) { return store::batches::update(connection, batch); });
    other.version = 2;
    const auto lost = store.database().write(
        store.context, [&](Connection& connection) { return store::batches::update(connection, other); });
    REQUIRE_FALSE(lost);
    CHECK((lost.error().code == base::ErrorCode::Conflict));
    CHECK(lost.error().retryable);
}

TEST_CASE("filters choose and the newest comes first")
{
    TestStore store;
    const auto first = store.addBatch();
    const auto second = store.addBatch(BatchStatus::Uploaded, 1);
    const auto listed = [&store](const store::batches::Filter& filter) {
        return *store::sql::readValue<std::vector<domain::Batch>>(
            store.database(), store.context,
            [&filter](Connection& connection) { return store::batches::list(connection, filter); });
    };
    CHECK(listed({}).size() == 2);
    CHECK(listed({}).front().id == second.id);
    store::batches::Filter uploaded;
    uploaded.status = BatchStatus::Uploaded;
    CHECK(listed(uploaded).size() == 1);
    store::batches::Filter hostile;
    hostile.vehicleId = "' OR 1=1 --";
    CHECK(listed(hostile).empty());
    store::batches::Filter one;
    one.limit = 1;
    CHECK(listed(one).size() == 1);
}
