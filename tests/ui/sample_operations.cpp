// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_operations.h"

namespace argus::ui::test {

using namespace std::chrono;
using domain::Stage;
using domain::WorkerKind;
using domain::WorkerState;
using Outcome = api::DoctorCheck::Outcome;

namespace {

domain::Worker makeWorker(const std::string& name, WorkerKind kind, const std::string& host, std::int64_t pid,
                          base::UtcTime seen)
{
    domain::Worker worker;
    worker.identity = name + "-" + std::to_string(pid);
    worker.name = name;
    worker.kind = kind;
    worker.host = host;
    worker.pid = pid;
    worker.version = "0.5.0";
    worker.login = "argus_" + name;
    worker.concurrency = 4;
    worker.startedAt = seen - hours(3);
    worker.seenAt = seen;
    return worker;
}

} // namespace

api::OperationsSnapshot makeSnapshot(base::UtcTime now)
{
    api::OperationsSnapshot snapshot;
    snapshot.at = now;
    snapshot.lease = seconds(30);
    snapshot.queues = {{Stage::Scatter, 0, 0, 0, 0, std::nullopt},
                       {Stage::Parse, 128, 2, 9, 1, milliseconds(74'300)},
                       {Stage::Gather, 1, 0, 0, 0, milliseconds(420)},
                       {Stage::Diagnose, 0, 3, 0, 0, std::nullopt},
                       {Stage::Report, 0, 0, 1, 0, std::nullopt}};
    snapshot.workers = {makeWorker("anna", WorkerKind::Desk, "workshop-1", 4711, now - seconds(2)),
                        makeWorker("north", WorkerKind::Worker, "rack-07", 812, now - milliseconds(900)),
                        makeWorker("north", WorkerKind::Worker, "rack-08", 90, now - minutes(41)),
                        makeWorker("south", WorkerKind::Worker, "rack-09", 1203, now - seconds(4))};
    snapshot.workers[0].busy = 1;
    snapshot.workers[1].busy = 4;
    snapshot.workers[2].busy = 2;
    snapshot.workers[3].state = WorkerState::Paused;
    for (int partition = 0; partition < 12; ++partition) {
        snapshot.consumers.push_back({"argus-orchestrator", "batch-events", partition,
                                      partition % 2 == 0 ? "argus-anna on 10.0.0.4" : "argus-north on 10.0.0.7",
                                      1800 + partition, 1800 + partition, 0});
    }
    for (int partition = 0; partition < 12; ++partition) {
        const bool isUnread = partition == 11;
        snapshot.consumers.push_back({"argus-worker", "batch-events", partition,
                                      isUnread ? "" : "argus-north on 10.0.0.7", 1700 + partition, 1800 + partition,
                                      isUnread ? 99 : partition * 3});
    }
    snapshot.outbox = {17, milliseconds(2350), "north on rack-07 (process 812)", {}};
    snapshot.deadLetters = 5;
    snapshot.servers = {
        {Outcome::Good, "database", "PostgreSQL 15.18 at db.example:5432/argus, schema version 14", microseconds(1840)},
        {Outcome::Warning, "bus",
         "Kafka at broker1:9092,broker2:9092; topic batch-events is kept 2 times instead of 3: add a broker, or "
         "reassign its partitions",
         microseconds(6210)},
        {Outcome::Bad, "recordings", "s3+https://s3.example/argus: connection refused; uploads wait", std::nullopt}};
    return snapshot;
}

api::OperationsSnapshot makeStandaloneSnapshot(base::UtcTime now)
{
    api::OperationsSnapshot snapshot = makeSnapshot(now);
    snapshot.consumers.clear();
    snapshot.workers.resize(1);
    snapshot.outbox = {};
    snapshot.deadLetters = 0;
    snapshot.servers = {{Outcome::Good, "database", "SQLite 3.40.1, store.db, schema version 14", microseconds(210)},
                        {Outcome::Good, "bus", "local", microseconds(3)},
                        {Outcome::Good, "recordings", "212 GiB free", microseconds(90)}};
    return snapshot;
}

std::vector<api::DeadLetter> makeDeadLetters(base::UtcTime now)
{
    std::vector<api::DeadLetter> letters;
    for (int i = 0; i < 5; ++i) {
        api::DeadLetter letter;
        letter.id = 40 + i;
        letter.topic = "batch-events";
        letter.key = "0192f0c1-8a51-7c3e-9d20-5f2c1b0a77e" + std::to_string(i);
        letter.consumer = i < 3 ? "argus-worker" : "argus-orchestrator";
        letter.reason
            = i < 3 ? "field 'batch_id' is no UUID" : "no handler took it within 5 attempts: batch is unknown";
        letter.eventId = i == 2 ? "" : "0192f0c1-8a51-7c3e-9d20-5f2c1b0a0" + std::to_string(100 + i);
        letter.payload = R"({"event_type": "file.parsed", "batch_id": "not-a-uuid-)" + std::to_string(i)
            + R"(", "file_id": "0192f0c1-8a51-7c3e-9d20-5f2c1b0a7001", "schema_version": 1})";
        letter.attempts = i < 3 ? 1 : 5;
        letter.firstFailedAt = now - minutes(90 + i);
        letter.at = now - minutes(80 - i);
        letters.push_back(std::move(letter));
    }
    return letters;
}

} // namespace argus::ui::test
