// SPDX-License-Identifier: Apache-2.0
// Several programs on one store: each has a Database of its own.
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/task_repository.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <random>
#include <set>
#include <thread>
#include <vector>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TestStore;
using base::Result;
using domain::BatchStatus;
using domain::EventType;
using domain::FileId;
using domain::Stage;
using domain::Task;
using store::batches::Outcome;
using store::sql::Connection;
using store::sql::Database;

namespace {

constexpr std::array kAllStages {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report};
const base::UtcTime kStart = base::fromMicros(1'800'000'000'000'000);

void addTasks(TestStore& store, const domain::Batch& batch, int count)
{
    store.write([&](Connection& connection) -> Result<> {
        for (int i = 0; i < count; ++i) {
            Task task;
            task.id = domain::TaskId::make();
            task.batchId = batch.id;
            task.stage = Stage::Parse;
            task.fileId = FileId::make();
            ARGUS_TRY(store::tasks::insert(connection, task, kStart));
        }
        return {};
    });
}

std::vector<std::unique_ptr<Database>> openMany(TestStore& store, int count)
{
    std::vector<std::unique_ptr<Database>> databases;
    for (int i = 0; i < count; ++i) {
        databases.push_back(store.openAnother());
    }
    return databases;
}

} // namespace

TEST_CASE("eight programs bring the files of many batches, everything twice: each batch moves on once")
{
    TestStore store;
    constexpr int kBatches = 6;
    constexpr int kFiles = 25;
    std::vector<domain::BatchId> batches;
    std::vector<std::pair<domain::BatchId, FileId>> deliveries;
    for (int b = 0; b < kBatches; ++b) {
        batches.push_back(store.addBatch(BatchStatus::Scattering, kFiles).id);
        for (int f = 0; f < kFiles; ++f) {
            const FileId file = FileId::make();
            deliveries.insert(deliveries.end(), 2, {batches.back(), file});
        }
    }
    std::shuffle(deliveries.begin(), deliveries.end(), std::mt19937(11));
    const auto programs = openMany(store, 8);
    std::atomic<std::size_t> next {0};
    std::atomic<int> movedOn {0};
    {
        std::vector<std::jthread> threads;
        for (const auto& program : programs) {
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < deliveries.size(); i = next++) {
                    const auto last = store::sql::writeValue<bool>(
                        *program, store.context, [&](Connection& connection) -> Result<bool> {
                            const auto counted = store::batches::countFile(connection, deliveries[i].first, 1,
                                                                           deliveries[i].second, Outcome::Parsed, {});
                            if (!counted) {
                                return base::fail(counted);
                            }
                            return counted->has_value() && (*counted)->status == BatchStatus::Scattered;
                        });
                    CHECK_MESSAGE(last, (last ? std::string() : last.error().describe()));
                    movedOn += last && *last ? 1 : 0;
                }
            });
        }
    }
    CHECK(movedOn == kBatches);
    for (const domain::BatchId id : batches) {
        const auto batch = store.batch(id);
        CHECK((batch.status == BatchStatus::Scattered));
        CHECK(batch.processedFiles == kFiles);
    }
}

TEST_CASE("a task is claimed by one program only, and none waits for another's claim")
{
    TestStore store;
    const auto batch = store.addBatch();
    constexpr int kTasks = 400;
    addTasks(store, batch, kTasks);
    const auto programs = openMany(store, 6);
    std::mutex mutex;
    std::vector<domain::TaskId> claimed;
    {
        std::vector<std::jthread> threads;
        for (std::size_t p = 0; p < programs.size(); ++p) {
            threads.emplace_back([&, p] {
                while (true) {
                    const std::string worker = "w/" + std::to_string(p);
                    const auto tasks = store::sql::writeValue<std::vector<Task>>(
                        *programs[p], store.context, [&worker](Connection& connection) {
                            return store::tasks::claim(connection, {worker, 7, 30s, kAllStages}, kStart);
                        });
                    REQUIRE(tasks);
                    if (tasks->empty()) {
                        return;
                    }
                    const std::lock_guard lock(mutex);
                    for (const Task& task : *tasks) {
                        CHECK(task.leaseOwner == worker);
                        CHECK(task.fence == 1);
                        claimed.push_back(task.id);
                    }
                }
            });
        }
    }
    CHECK(claimed.size() == kTasks);
    CHECK(std::set<domain::TaskId>(claimed.begin(), claimed.end()).size() == kTasks);
    CHECK(store.count("attempts") == kTasks);
}

TEST_CASE("programs that look for dead workers at once free each task once")
{
    TestStore store;
    const auto batch = store.addBatch();
    addTasks(store, batch, 100);
    store.write([](Connection& connection) -> Result<> {
        const auto tasks = store::tasks::claim(connection, {"dead", 100, 30s, kAllStages}, kStart);
        return tasks ? Result<>() : Result<>(base::fail(tasks));
    });
    const auto programs = openMany(store, 4);
    std::atomic<std::int64_t> freed {0};
    {
        std::vector<std::jthread> threads;
        for (const auto& program : programs) {
            threads.emplace_back([&] {
                const auto some
                    = store::sql::writeValue<std::int64_t>(*program, store.context, [](Connection& connection) {
                          return store::tasks::reap(connection, /*allRunning=*/false, kStart + 31s);
                      });
                REQUIRE(some);
                freed += *some;
            });
        }
    }
    CHECK(freed == 100);
    CHECK(store.count("tasks WHERE status = 'available' AND deaths = 1 AND attempt = 0") == 100);
    CHECK(store.count("attempts WHERE outcome = 'lost'") == 100);
}

TEST_CASE("who follows the events skips none that commits late")
{
    TestStore store;
    const auto early = store.addBatch();
    const auto late = store.addBatch();
    const auto lastSeq
        = [&] { return *store::sql::readValue<std::int64_t>(store.database(), store.context, store::events::lastSeq); };
    const auto append = [](Connection& connection, const domain::Batch& batch) {
        return store::events::append(connection, domain::makeEvent(EventType::BatchCreated, batch, kStart, "trace"));
    };
    const std::int64_t begin = lastSeq();
    const auto tail = [&](std::int64_t after) {
        return *store::sql::readValue<store::events::Tail>(
            store.database(), store.context,
            [after](Connection& connection) { return store::events::tail(connection, after); });
    };
    std::promise<void> written;
    std::promise<void> leave;
    std::jthread slow([&] {
        store.write([&](Connection& connection) -> Result<> {
            ARGUS_TRY(append(connection, late));
            written.set_value();
            leave.get_future().wait();
            return {};
        });
    });
    written.get_future().wait();
    // A later number that is committed sooner.
    store.write([&](Connection& connection) { return append(connection, early); });
    const auto first = tail(begin);
    std::set<domain::BatchId> met;
    for (const auto& [id, removed] : first.batches) {
        met.insert(id);
    }
    // The relay, which goes by marks, has it at once; the follower may have to wait, but not to lose.
    const auto relayed = store::sql::readValue<std::vector<store::events::OutboxRow>>(
        store.database(), store.context,
        [](Connection& connection) { return store::events::unpublished(connection, 10); });
    CHECK(relayed->size() == 1);
    leave.set_value();
    slow.join();
    std::int64_t at = first.seq;
    for (int i = 0; i < 500 && met.size() < 2; ++i) {
        const auto more = tail(at);
        at = more.seq;
        for (const auto& [id, removed] : more.batches) {
            CHECK(met.insert(id).second); // none twice
        }
        std::this_thread::sleep_for(2ms);
    }
    CHECK(met == std::set {early.id, late.id});
    CHECK(store::sql::readValue<std::vector<store::events::OutboxRow>>(
              store.database(), store.context,
              [](Connection& connection) { return store::events::unpublished(connection, 10); })
              ->size()
          == 2);
}

TEST_CASE("many events at one go are met in bounded steps, none twice and none left out")
{
    TestStore store;
    const auto batch = store.addBatch();
    const auto begin = *store::sql::readValue<std::int64_t>(store.database(), store.context, store::events::lastSeq);
    // Three transactions of 6,000 events: two fit into one step with its limit, a third does not.
    for (int i = 0; i < 3; ++i) {
        store.write([&](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute(
                "INSERT INTO outbox (event_id, topic, batch_id, run_epoch, event_type, payload, created_at) SELECT "
                "gen_random_uuid()::text, 'batch-events', $1, 1, 'FileAdded', '{}', 0 FROM generate_series(1, 6000)",
                {batch.id.toString()}));
            return {};
        });
    }
    std::int64_t at = begin;
    int steps = 0;
    for (int i = 0; i < 20; ++i) {
        const auto tail
            = store::sql::readValue<store::events::Tail>(store.database(), store.context, [at](Connection& connection) {
                  return store::events::tail(connection, at);
              });
        REQUIRE(tail);
        steps += tail->batches.empty() ? 0 : 1;
        at = std::max(at, tail->seq);
    }
    CHECK(steps == 2);
}

TEST_CASE("two that wait for each other both come through")
{
    TestStore store;
    store.write([](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("INSERT INTO settings (name, value) VALUES ('a', '0'), ('b', '0')"));
        return {};
    });
    std::atomic<int> inside {0};
    const auto change = [&](const char* first, const char* second) {
        bool waited = false;
        return store.database().write(store.context, [&, waited](Connection& connection) mutable -> Result<> {
            const auto set = [&](const char* name) {
                return connection.execute("UPDATE settings SET value = (value::int + 1)::text WHERE name = $1",
                                          {std::string(name)});
            };
            ARGUS_TRY(set(first));
            ++inside;
            for (int i = 0; i < 1000 && inside < 2 && !waited; ++i) {
                std::this_thread::sleep_for(1ms);
            }
            ARGUS_TRY(set(second));
            return {};
        });
    };
    auto one = std::async(std::launch::async, [&] { return change("a", "b"); });
    auto other = std::async(std::launch::async, [&] { return change("b", "a"); });
    CHECK(one.get());
    CHECK(other.get());
    CHECK(store.count("settings WHERE value = '2'") == 2);
}

TEST_CASE("a sweep and the adding of a row exclude each other for one recording, and only for that")
{
    TestStore store;
    std::promise<void> held;
    std::promise<void> leave;
    std::jthread sweeper([&] {
        store.write([&](Connection& connection) -> Result<> {
            ARGUS_TRY(store::files::holdObject(connection, "batch/one"));
            held.set_value();
            leave.get_future().wait();
            return {};
        });
    });
    held.get_future().wait();
    std::atomic<bool> added {false};
    auto adder = std::async(std::launch::async, [&] {
        const auto done = store.database().write(
            store.context, [](Connection& connection) { return store::files::holdObject(connection, "batch/one"); });
        added = true;
        return bool(done);
    });
    store.write([](Connection& connection) { return store::files::holdObject(connection, "batch/other"); });
    std::this_thread::sleep_for(100ms);
    CHECK_FALSE(added);
    leave.set_value();
    CHECK(adder.get());
}

TEST_CASE("reads see one moment, however long they look")
{
    TestStore store;
    const auto seen = store::sql::readValue<std::pair<std::int64_t, std::int64_t>>(
        store.database(), store.context,
        [&store](Connection& connection) -> Result<std::pair<std::int64_t, std::int64_t>> {
            const auto before = connection.query("SELECT COUNT(*) FROM batches");
            store.addBatch();
            const auto after = connection.query("SELECT COUNT(*) FROM batches");
            return std::pair(before->front().integer(0), after->front().integer(0));
        });
    REQUIRE(seen);
    CHECK(seen->first == 0);
    CHECK(seen->second == 0);
    CHECK(store.count("batches") == 1);
}
