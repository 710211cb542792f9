// SPDX-License-Identifier: Apache-2.0
#include "core/domain/batch.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace argus;
using namespace argus::domain;

namespace {

Batch batchIn(BatchStatus status)
{
    Batch batch;
    batch.id = BatchId::make();
    batch.status = status;
    batch.totalFiles = 3;
    return batch;
}

const base::UtcTime kNow = base::fromMicros(1'800'000'000'000'000);

} // namespace

TEST_CASE("exactly the moves of the contract are allowed")
{
    using enum BatchStatus;
    const std::set<std::pair<BatchStatus, BatchStatus>> allowed {
        {Pending, Uploaded},   {Uploaded, Scattering}, {Scattering, Scattered}, {Scattered, Gathering},
        {Gathering, Gathered}, {Gathered, Diagnosing}, {Diagnosing, Completed}, {Completed, Pending},
        {Failed, Pending},     {Pending, Failed},      {Uploaded, Failed},      {Scattering, Failed},
        {Scattered, Failed},   {Gathering, Failed},    {Gathered, Failed},      {Diagnosing, Failed},
    };
    for (const BatchStatus from : allBatchStatuses()) {
        for (const BatchStatus to : allBatchStatuses()) {
            CAPTURE(toString(from));
            CAPTURE(toString(to));
            Batch batch = batchIn(from);
            const auto moved = moveTo(batch, to, kNow, "why");
            CHECK(bool(moved) == allowed.contains({from, to}));
            if (!moved) {
                CHECK((moved.error().code == base::ErrorCode::Conflict));
                CHECK(moved.error().message.find(toString(from)) != std::string::npos);
                CHECK(moved.error().message.find(toString(to)) != std::string::npos);
                CHECK((batch.status == from));
                continue;
            }
            CHECK(batch.updatedAt == kNow);
            CHECK(batch.version == 1);
            CHECK(batch.completedAt.has_value() == isEnded(to));
            CHECK(((batch.errorMessage == "why") == (to == Failed)));
        }
    }
}

TEST_CASE("an empty upload is invalid, a second completion a conflict")
{
    Batch empty = batchIn(BatchStatus::Pending);
    empty.totalFiles = 0;
    CHECK((completeUpload(empty, kNow).error().code == base::ErrorCode::Invalid));
    Batch full = batchIn(BatchStatus::Pending);
    REQUIRE(completeUpload(full, kNow));
    CHECK((full.status == BatchStatus::Uploaded));
    CHECK((completeUpload(full, kNow).error().code == base::ErrorCode::Conflict));
}

TEST_CASE("files are taken while pending or uploaded, never later")
{
    for (const BatchStatus status : allBatchStatuses()) {
        CAPTURE(toString(status));
        const bool open = status == BatchStatus::Pending || status == BatchStatus::Uploaded;
        CHECK(bool(checkAcceptsFiles(batchIn(status))) == open);
    }
}

TEST_CASE("a new epoch starts from ended batches only and clears what belongs to the old one")
{
    for (const BatchStatus status : allBatchStatuses()) {
        Batch batch = batchIn(status);
        batch.processedFiles = 2;
        batch.failedFiles = 1;
        batch.expectedWorkers = 3;
        batch.completedWorkers = 2;
        batch.errorMessage = "old";
        batch.completedAt = kNow;
        const auto started = startNewEpoch(batch, kNow);
        CHECK(bool(started) == isEnded(status));
        if (started) {
            CHECK(batch.runEpoch == 2);
            CHECK((batch.status == BatchStatus::Pending));
            CHECK(batch.processedFiles + batch.failedFiles + batch.expectedWorkers + batch.completedWorkers == 0);
            CHECK(batch.errorMessage.empty());
            CHECK_FALSE(batch.completedAt.has_value());
        }
    }
}

TEST_CASE("broken counters are found")
{
    rc::check([](std::int64_t total, std::int64_t processed, std::int64_t failed) {
        Batch batch = batchIn(BatchStatus::Scattering);
        batch.totalFiles = total;
        batch.processedFiles = processed;
        batch.failedFiles = failed;
        RC_ASSERT(bool(checkInvariants(batch)) == (0 <= failed && failed <= processed && processed <= total));
    });
    Batch workers = batchIn(BatchStatus::Scattering);
    workers.completedWorkers = 1;
    CHECK_FALSE(checkInvariants(workers));
}

TEST_CASE("every state has a name that reads back")
{
    for (const BatchStatus status : allBatchStatuses()) {
        CHECK((parseBatchStatus(toString(status)) == status));
    }
    CHECK_FALSE(parseBatchStatus("done"));
}
