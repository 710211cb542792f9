// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/command_json.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus;
using namespace argus::engine;

TEST_CASE("requests and answers of the owner's socket read back as they were written")
{
    CommandRequest request;
    request.op = "addFile";
    request.user = "anna";
    request.traceId = "trace";
    request.file
        = {domain::BatchId::make(), domain::FileId::make(), "a \"quoted\" name.log", 123, "ab", "asc", -1500000000};
    const auto read = requestFromJson(toJson(request));
    REQUIRE(read);
    CHECK(read->op == "addFile");
    CHECK(read->file.name == request.file.name);
    CHECK(read->file.size == 123);
    CHECK(read->file.batchId == request.file.batchId);
    CHECK(read->file.fileId == request.file.fileId);
    CHECK(read->file.readAs == "asc");
    CHECK(read->file.clockShift == -1500000000);
    request.file.clockShift.reset();
    CHECK_FALSE(requestFromJson(toJson(request))->file.clockShift.has_value());

    request.op = "reprocessWith";
    request.changes = {{"a=b.log", "asc", std::nullopt, true}, {"c.log", std::nullopt, -1, false}, {"d", "", 5, false}};
    CHECK(requestFromJson(toJson(request))->changes == request.changes);
    request.seenRun = 3;
    CHECK(requestFromJson(toJson(request))->seenRun == 3);

    request.op = "attend";
    request.attending = {"window 1", "north", request.file.batchId};
    const auto attending = requestFromJson(toJson(request));
    REQUIRE(attending);
    CHECK(attending->attending.session == "window 1");
    CHECK(attending->attending.host == "north");
    CHECK(attending->attending.batch == request.file.batchId);
    request.attending.batch.reset();
    CHECK_FALSE(requestFromJson(toJson(request))->attending.batch.has_value());

    request.op = "noteRefusals";
    request.id = request.file.batchId;
    request.refusals = {request.id, {{"a.zip/\"b\".log", "it is cut"}}, {"c.log"}};
    const auto noting = requestFromJson(toJson(request));
    REQUIRE(noting);
    CHECK(noting->refusals.batchId == request.id);
    CHECK(noting->refusals.refused == request.refusals.refused);
    CHECK(noting->refusals.lifted == request.refusals.lifted);

    CHECK(*answerFromJson(answerToJson(std::string("id"))) == "id");
    const auto failure = answerFromJson(answerToJson(base::failTransient(base::ErrorCode::Conflict, "no")));
    REQUIRE_FALSE(failure);
    CHECK((failure.error().code == base::ErrorCode::Conflict));
    CHECK(failure.error().message == "no");
    CHECK(failure.error().retryable);
}

TEST_CASE("no line crashes the reader")
{
    rc::check([](const std::string& line) {
        (void)requestFromJson(line);
        (void)answerFromJson(line);
    });
    CHECK_FALSE(requestFromJson(std::string(kMaxCommandBytes + 1, 'x')));
    CHECK_FALSE(requestFromJson("[]"));
    CHECK_FALSE(requestFromJson("{}"));
    CommandRequest request;
    request.op = "reprocessWith";
    std::string line = toJson(request);
    line.replace(line.find("\"changes\":[]"), 12, R"("changes":[1,{"file":2,"read_as":[],"clock_shift":"x"}])");
    const auto odd = requestFromJson(line);
    REQUIRE(odd);
    REQUIRE(odd->changes.size() == 1);
    CHECK(odd->changes[0] == domain::ReadingChange {});
}
