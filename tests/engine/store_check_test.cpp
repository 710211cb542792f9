// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/store_check.h"

#include "core/engine/pipeline/flow.h"
#include "core/engine/service/epochs.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/result_repository.h"
#include "core/store/repositories/task_repository.h"
#include "core/store/repositories/vehicle_repository.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <array>
#include <chrono>

using namespace argus;
using argus::test::TestStore;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
using domain::FileStatus;
using domain::RecordingFile;
using domain::Stage;
using engine::Flow;
using store::sql::Connection;

namespace {

/// A batch with one file that went all the way, by the same functions that the engine uses.
class Life
{
public:
    explicit Life(TestStore& store)
        : m_store(store)
    {
        m_batch.id = domain::BatchId::make();
        m_batch.vehicleId = "car 1";
        m_batch.createdBy = "anna";
        m_batch.version = 1;
        m_file.id = domain::FileId::make();
        m_file.batchId = m_batch.id;
        m_file.originalFilename = "drive.log";
        m_file.objectKey = m_batch.id.toString() + "/" + m_file.id.toString();
    }

    void upload()
    {
        in([this](Flow& flow) -> Result<> {
            ARGUS_TRY(store::batches::insert(flow.connection(), m_batch, {}));
            ARGUS_TRY(flow.tell(domain::EventType::BatchCreated, m_batch));
            ARGUS_TRY(store::files::insert(flow.connection(), m_file));
            m_batch.totalFiles = 1;
            ++m_batch.version;
            ARGUS_TRY(store::batches::update(flow.connection(), m_batch));
            return engine::declareUploaded(flow, m_batch);
        });
    }
    void scatter()
    {
        work([this](Flow& flow) -> Result<> {
            ARGUS_TRY(move(flow, BatchStatus::Scattering));
            Batch batch = *flow.batch(m_batch.id);
            batch.expectedWorkers = 1;
            ++batch.version;
            ARGUS_TRY(store::batches::update(flow.connection(), batch));
            return flow.addTask(batch, Stage::Parse, m_file.id);
        });
    }
    void parse()
    {
        work([this](Flow& flow) -> Result<> {
            ARGUS_TRY(moveFile(flow, FileStatus::Parsing));
            ARGUS_TRY(moveFile(flow, FileStatus::Parsed));
            ARGUS_TRY(store::results::saveFindings(flow.connection(), m_batch.id, 1, m_file.id, "{}"));
            return flow.countFile(m_file, /*failed=*/false);
        });
    }
    void finish()
    {
        work([this](Flow& flow) -> Result<> {
            ARGUS_TRY(move(flow, BatchStatus::Gathering));
            ARGUS_TRY(move(flow, BatchStatus::Gathered));
            ARGUS_TRY(moveFile(flow, FileStatus::Aggregating));
            ARGUS_TRY(moveFile(flow, FileStatus::Completed));
            ARGUS_TRY(store::results::saveTriage(flow.connection(), m_batch.id, 1, "{}", flow.now()));
            return flow.addTask(*flow.batch(m_batch.id), Stage::Diagnose);
        });
        work([this](Flow& flow) -> Result<> {
            ARGUS_TRY(move(flow, BatchStatus::Diagnosing));
            ARGUS_TRY(
                store::results::saveDiagnosis(flow.connection(), m_batch.id, 1, true, "rules", "fine", flow.now()));
            const std::array<std::string, 1> codes {"P0301"};
            ARGUS_TRY(store::vehicles::setCodes(flow.connection(), "car 1", m_batch.id, codes, flow.now()));
            return move(flow, BatchStatus::Completed);
        });
    }

private:
    void in(const std::function<Result<>(Flow&)>& change)
    {
        m_store.write([&](Connection& connection) -> Result<> {
            auto flow = Flow::begin(connection, "trace");
            REQUIRE(flow);
            return change(*flow);
        });
    }
    /// Claims the one task that waits, does its work and ends it.
    void work(const std::function<Result<>(Flow&)>& change)
    {
        constexpr std::array kAll {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report};
        in([&](Flow& flow) -> Result<> {
            const auto claimed
                = store::tasks::claim(flow.connection(), {"w/1", 1, std::chrono::seconds(30), kAll}, flow.now());
            REQUIRE(claimed);
            REQUIRE(claimed->size() == 1);
            ARGUS_TRY(
                store::tasks::complete(flow.connection(), {claimed->front().id, claimed->front().fence}, flow.now()));
            return change(flow);
        });
    }
    Result<> move(Flow& flow, BatchStatus to)
    {
        auto batch = flow.batch(m_batch.id);
        return batch ? flow.move(*batch, to) : Result<>(base::fail(batch));
    }
    Result<> moveFile(Flow& flow, FileStatus to)
    {
        ARGUS_TRY(domain::moveTo(m_file, to, flow.now()));
        return store::files::update(flow.connection(), m_file);
    }

    TestStore& m_store;
    Batch m_batch;
    RecordingFile m_file;
};

std::vector<std::string> broken(TestStore& store)
{
    const auto checks = engine::checkStore(store.context, store.database(), nullptr);
    REQUIRE_MESSAGE(checks, (checks ? std::string() : checks.error().describe()));
    CHECK(checks->size() >= 15);
    std::vector<std::string> names;
    for (const auto& check : *checks) {
        if (check.violations > 0) {
            CHECK_FALSE(check.examples.empty());
            names.push_back(check.name);
        }
    }
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

TEST_CASE("a batch keeps every promise at every step of its life")
{
    TestStore store;
    CHECK(broken(store).empty());
    Life life(store);
    life.upload();
    CHECK(broken(store) == std::vector<std::string> {});
    life.scatter();
    CHECK(broken(store) == std::vector<std::string> {});
    life.parse();
    CHECK(broken(store) == std::vector<std::string> {});
    life.finish();
    CHECK(broken(store) == std::vector<std::string> {});
}

TEST_CASE("what breaks a promise is found, by its name")
{
    const std::pair<const char*, const char*> kBreaks[] {
        {"UPDATE batches SET total_files = 2", "total"},
        {"UPDATE batches SET processed_files = 0", "processed"},
        {"DELETE FROM file_done", "barrier"},
        {"UPDATE files SET status = 'parsing'", "barrier"},
        {"UPDATE tasks SET lease_owner = 'ghost' WHERE stage = 'parse'", "leases"},
        {"UPDATE tasks SET fence = 7 WHERE stage = 'gather'", "fences"},
        {"DELETE FROM attempts WHERE stage = 'parse'", "fences"},
        {"UPDATE attempts SET ended_at = NULL WHERE stage = 'scatter'", "attempts"},
        {"DELETE FROM outbox WHERE payload ->> 'new_status' = 'gathered'", "chain"},
        {"UPDATE outbox SET event_type = 'FileAdded' WHERE payload ->> 'new_status' = 'completed'", "state"},
        {"UPDATE batches SET status = 'diagnosing', completed_at = NULL", "state"},
        {"UPDATE batches SET status = 'diagnosing', completed_at = NULL", "work"},
        {"DELETE FROM triages", "triage"},
        {"DELETE FROM diagnoses", "diagnosis"},
        {"DELETE FROM findings", "findings"},
        {"UPDATE vehicle_codes SET vehicle_id = 'car 2'", "codes"},
        {"UPDATE files SET duplicate_of = 'nothing'", "duplicates"},
        {"UPDATE outbox SET published_at = 1 WHERE seq = (SELECT MAX(seq) FROM outbox)", "order"},
    };
    for (const auto& [text, name] : kBreaks) {
        const std::string statement = text;
        CAPTURE(statement);
        TestStore store;
        Life life(store);
        life.upload();
        life.scatter();
        life.parse();
        life.finish();
        store.write([&statement](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute(statement));
            return {};
        });
        const auto names = broken(store);
        CHECK_FALSE(names.empty());
        CHECK(has(names, name));
    }
}

TEST_CASE("a recording that is gone is found where it is asked for")
{
    TestStore store;
    const test::TestFolder folder;
    const auto blobs = blob::openLocalStore(folder / "blobs");
    REQUIRE(blobs);
    Life life(store);
    life.upload();
    const auto checks = engine::checkStore(store.context, store.database(), blobs->get());
    REQUIRE(checks);
    CHECK(checks->back().name == "blobs");
    CHECK(checks->back().violations == 1);
}
