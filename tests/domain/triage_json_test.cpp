// SPDX-License-Identifier: Apache-2.0
#include "core/domain/triage_json.h"

#include "core/domain/batch_json.h"
#include "core/domain/inspection_json.h"
#include "core/domain/json_writer.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <string>

using namespace argus::domain;
namespace base = argus::base;

namespace {

constexpr RecordingTime kStamp = 1'543'509'533'000'838'123;

Evidence evidence()
{
    return {"a.log", 4'096, kStamp, "7E8", "5902FF0301002F"};
}

Triage full()
{
    Triage triage;
    triage.batch.id = *BatchId::parse("0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b");
    triage.batch.vehicleId = "v1";
    triage.batch.vin = "1M8GDM9AXKP042788";
    triage.batch.createdBy = "jo";
    triage.batch.status = BatchStatus::Completed;
    triage.batch.totalFiles = triage.batch.processedFiles = 2;
    triage.batch.priority = -3;
    triage.batch.createdAt = base::fromMicros(1'763'700'000'123'000);
    triage.batch.updatedAt = triage.batch.createdAt;
    triage.batch.completedAt = triage.batch.createdAt;
    triage.synthetic = true;
    TriageFile file;
    file.id = *FileId::parse("0193a1b2-c3d4-7e5f-8a6b-000000000001");
    file.name = "a.log";
    file.format = "candump";
    file.readAs = "candump";
    file.byType = {{"marker", 2}};
    file.clock = {-7, "given", 3, "b.log"};
    file.bytes = 18'446'744'073'709'551'615ULL;
    file.sha256 = std::string(64, 'a');
    file.firstTs = kStamp;
    file.lastTs = -1'500'000'000;
    file.status = FileStatus::Completed;
    file.warnings = {"cut"};
    file.skipped = {{"no frame", 1, 2, 3}};
    TriageFile copy = file;
    copy.name = "b.log";
    copy.duplicateOf = file.id;
    copy.status = FileStatus::Failed;
    copy.error = "gone";
    copy.firstTs = copy.lastTs = kNoTime;
    triage.files = {file, copy};
    triage.vehicle = {"1M8GDM9AXKP042788", "obd 09 02", {{"1M8GDM9AXKP042788", "obd 09 02", "7E8", true}}};
    triage.ecus = {{"can0", "7E8", "7E0", "engine", {{"F187", "part", "06K"}}, 9, 2, 1, 4, {"obd", "uds"}}};
    Dtc dtc;
    dtc.code = "P0301-00";
    dtc.raw = "030100";
    dtc.protocol = "uds";
    dtc.services = {{"59", 3}};
    dtc.ecu = "7E8";
    dtc.channel = "can0";
    dtc.meaning = "misfire";
    dtc.severity = "high";
    dtc.status = DtcStatus {0x08, {"confirmedDTC"}};
    dtc.occurrences = 3;
    dtc.firstSeen = dtc.lastSeen = {"a.log", kStamp};
    dtc.clearedAt = Sighting {"a.log", kNoTime};
    dtc.snapshots = {{"snapshot", 1, "0BB8", evidence()}};
    dtc.evidence = {evidence()};
    dtc.remarks = {"remark"};
    Dtc truck;
    truck.code = "SPN 190 FMI 2";
    truck.protocol = "j1939";
    truck.fault = false;
    truck.spn = 190;
    truck.fmi = 2;
    truck.oc = 127;
    truck.lamps = Lamps {"off", "on", "slow flash", "not available"};
    triage.dtcs = {dtc, truck};
    triage.topErrorCodes = {{"P0301-00", 3, 1.0 / 3, 1, dtc.firstSeen, dtc.lastSeen}};
    triage.timelines
        = {{{"a.log"}, kStamp, kStamp + 5, 1, {{kStamp, 1, 2, 3, 4}}, {{"can0", 9, 99, 0.25, 250'000}}, {{1, 2, 3}}}};
    triage.negativeResponses
        = {{"7E8", "can0", "22", "ReadDataByIdentifier", "31", "requestOutOfRange", 2, evidence()}};
    triage.logErrors = {{"lost <n>", "error", 2, evidence()}};
    triage.diagnosis = {false, "m", "s", {{"t", "cause", 0.75, {evidence()}}}, {"do"}, 2};
    triage.similarCases = {{"id", 0.125, "d", ""}};
    triage.tokenUsage = {1, 2, 3, 0.5};
    triage.warnings = {"w"};
    return triage;
}

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a triage result reads back exactly as it was written")
{
    const Triage triage = full();
    const std::string json = toJson(triage);
    const auto back = triageFromJson(json);
    REQUIRE(back);
    CHECK(toJson(*back) == json);
    CHECK(back->batch == triage.batch);
    CHECK(back->files[0].firstTs == kStamp);
    CHECK(back->files[0].lastTs == -1'500'000'000);
    CHECK(back->files[0].bytes == 18'446'744'073'709'551'615ULL);
    CHECK(back->files[1].firstTs == kNoTime);
    CHECK(back->files[1].duplicateOf == triage.files[0].id);
    CHECK(back->files[0].readAs == "candump");
    CHECK(back->files[0].byType == triage.files[0].byType);
    CHECK(back->files[0].clock.shift == -7);
    CHECK(back->files[0].clock.reference == "b.log");
    CHECK(back->files[0].skipped == triage.files[0].skipped);
    CHECK(back->dtcs[0].evidence == triage.dtcs[0].evidence);
    CHECK(back->dtcs[0].clearedAt == Sighting {"a.log", kNoTime});
    CHECK(back->dtcs[0].status->byte == 0x08);
    CHECK(back->dtcs[1].lamps->amberWarning == "slow flash");
    CHECK_FALSE(back->dtcs[1].fault);
    CHECK(back->topErrorCodes[0].share == 1.0 / 3);
    CHECK(back->timelines[0].buckets[0].negativeResponses == 4);
    CHECK(back->diagnosis.statements[0].evidence == triage.diagnosis.statements[0].evidence);
    CHECK(back->synthetic);
    CHECK(toJson(triage, -1).find('\n') == std::string::npos);
}

TEST_CASE("keys and shapes of the document are those of the contract")
{
    const std::string json = toJson(full(), -1);
    for (const char* part :
         {R"({"batch":{"id":"0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","vehicle_id":"v1","vin":"1M8GDM9AXKP042788")",
          R"("created_at":"2025-11-21T04:40:00.123Z")", R"("first_ts":1543509533.000838123,"last_ts":-1.5,)",
          R"("first_ts":null,"last_ts":null,"status":"failed","error":"gone")", R"("services":{"59":3})",
          R"("status":{"byte":"08","bits":["confirmedDTC"]},"spn":null,"fmi":null,"oc":null,"lamps":null)",
          R"("status":null,"spn":190,"fmi":2,"oc":127,"lamps":{"malfunction":"off","red_stop":"on")",
          R"("cleared_at":{"file":"a.log","ts":null})", R"("cleared_at":null)", R"("signals":[])",
          R"("top_error_codes":[{"code":"P0301-00","count":3,"share":0.3333333333333333,"ecus":1,"first":{)",
          R"("counts":{"messages":9,"dtcs":2,"faults":1,"negative_responses":4},"protocols":["obd","uds"])",
          R"("similar_cases":[{"batch_id":"id","distance":0.125,"diagnosis":"d","confirmed_fix":null}])",
          R"("token_usage":{"prompt":1,"completion":2,"total":3,"cost":0.5})", R"("dropped_statements":2})"}) {
        CAPTURE(part);
        CHECK(has(json, part));
    }
}

TEST_CASE("text that is no UTF-8 is repaired and can be read back")
{
    Triage triage = full();
    triage.files[0].name = "a\xFF\xC0\x80\xED\xA0\x80-\xE2\x82\xAC\x01\"\\\n";
    const std::string json = toJson(triage);
    const auto back = triageFromJson(json);
    REQUIRE(back);
    CHECK(back->files[0].name
          == "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD-\xE2\x82\xAC\x01\"\\\n");
}

TEST_CASE("missing and null members are passed over, the batch's id and status are not")
{
    const std::string batch = R"({"batch":{"id":"0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","status":"completed"})";
    const auto small = triageFromJson(batch + R"(,"files":null,"unknown":[1]})");
    REQUIRE(small);
    CHECK(small->files.empty());
    CHECK((small->batch.status == BatchStatus::Completed));
    const auto without = triageFromJson(R"({"batch":{"id":"0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b"}})");
    REQUIRE_FALSE(without);
    CHECK((without.error().code == base::ErrorCode::Invalid));
}

TEST_CASE("a wrong type or value is Invalid and names its place")
{
    const std::string head = R"({"batch":{"id":"0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","status":"completed"},)";
    const std::pair<const char*, const char*> cases[] = {
        {R"("files":{}})", "files is no array"},
        {R"("files":[{},7]})", "files[1] is no object"},
        {R"("files":[{"bytes":-1}]})", "files[0].bytes is no whole number in range"},
        {R"("files":[{"bytes":1.5}]})", "files[0].bytes is no whole number in range"},
        {R"("files":[{"name":7}]})", "files[0].name is no string"},
        {R"("files":[{"first_ts":"x"}]})", "files[0].first_ts is no number"},
        {R"("files":[{"first_ts":1e40}]})", "files[0].first_ts is no time in range"},
        {R"("files":[{"status":"done"}]})", "files[0].status is not known: done"},
        {R"("dtcs":[{"status":{"byte":"0G"}}]})", "dtcs[0].status.byte is no hexadecimal byte"},
        {R"("dtcs":[{"services":{"59":"x"}}]})", "dtcs[0].services.59 is no number"},
        {R"("warnings":[1]})", "warnings holds something that is no string"},
        {R"("synthetic":"yes"})", "synthetic is neither true nor false"},
    };
    for (const auto& [tail, message] : cases) {
        CAPTURE(tail);
        const auto result = triageFromJson(head + tail);
        REQUIRE_FALSE(result);
        CHECK((result.error().code == base::ErrorCode::Invalid));
        CHECK(has(result.error().message, message));
    }
}

TEST_CASE("no prefix of a document and no nesting is taken for a result")
{
    const std::string json = toJson(full(), -1);
    for (std::size_t length = 0; length < json.size(); ++length) {
        CHECK_FALSE(triageFromJson(std::string_view(json).substr(0, length)));
    }
    CHECK_FALSE(triageFromJson(std::string(200'000, '[')));
    CHECK_FALSE(triageFromJson("[]"));
    CHECK_FALSE(triageFromJson("null"));
}

TEST_CASE("bytes changed at random give a result or Invalid, never anything else")
{
    const std::string json = toJson(full(), -1);
    CHECK(rc::check("changed bytes", [&json] {
        std::string changed = json;
        for (int i = 0; i < 4; ++i) {
            changed[*rc::gen::inRange<std::size_t>(0, changed.size())] = *rc::gen::arbitrary<char>();
        }
        const auto result = triageFromJson(changed);
        RC_ASSERT(result || result.error().code == base::ErrorCode::Invalid);
    }));
}

TEST_CASE("stamps are exact decimal seconds both ways")
{
    CHECK(secondsText(0) == "0.0");
    CHECK(secondsText(1'543'509'533'000'838'000) == "1543509533.000838");
    CHECK(secondsText(-1) == "-0.000000001");
    CHECK(parseSecondsText("12") == 12'000'000'000);
    CHECK(parseSecondsText("1.5e-3") == 1'500'000);
    CHECK_FALSE(parseSecondsText("1."));
    CHECK_FALSE(parseSecondsText(""));
    CHECK_FALSE(parseSecondsText("-"));
    CHECK_FALSE(parseSecondsText("1e30"));
    CHECK_FALSE(parseSecondsText("9223372037.0"));
    CHECK(rc::check("round trip", [](RecordingTime time) {
        RC_PRE(time != kNoTime);
        RC_ASSERT(parseSecondsText(secondsText(time)) == time);
    }));
    CHECK(parseSecondsText(secondsText(std::numeric_limits<std::int64_t>::max()))
          == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("lists and details of batches and vehicles")
{
    const Batch batch = full().batch;
    CHECK(batchesToJson({}) == "[]");
    CHECK(has(batchesToJson({batch}, -1), R"([{"id":"0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","vehicle_id":"v1")"));
    RecordingFile file;
    file.originalFilename = "a.log";
    file.size = 7;
    Attempt attempt;
    attempt.stage = Stage::Parse;
    attempt.worker = "w1";
    const std::string detail = batchDetailToJson(batch, {file}, {attempt}, -1);
    CHECK(has(detail, R"("version":0,"files":[{"id":)"));
    CHECK(has(detail, R"("original_filename":"a.log","size":7,"sha256":null)"));
    CHECK(has(detail,
              R"("attempts":[{"stage":"parse","file_id":null,"worker":"w1","started_at":"1970-01-01T00:00:00.000Z",)"
              R"("ended_at":null,"error":null,"attempt":1,"outcome":null,"run_epoch":1}])"));
    Vehicle vehicle;
    vehicle.id = "v1";
    vehicle.batchCount = 2;
    CHECK(has(vehiclesToJson({vehicle}, -1), R"([{"id":"v1","vin":null,"make":null,"model":null,"year":null,)"));
    CHECK(has(vehicleDetailToJson(vehicle, {batch}, {{"P0301", 2, {}, {}}}, -1),
              R"("returning_codes":[{"code":"P0301","batches":2,)"));
}

TEST_CASE("an inspection as JSON")
{
    Inspection inspection;
    inspection.name = "a.log";
    inspection.format = "candump";
    inspection.frames = 3;
    inspection.dataFrames = 2;
    inspection.errorFrames = 1;
    inspection.channels = {{"can0", 3}};
    inspection.ids = {{"18DAF13A", 1}, {"7E8", 1}};
    inspection.firstTs = inspection.minTs = 0;
    inspection.lastTs = inspection.maxTs = 1'500'000'000;
    const std::string json = toJson(inspection, -1);
    CHECK(has(json,
              R"("frames":3,"by_kind":{"data":2,"remote":0,"error":1},"fd":0,"channels":{"can0":3},)"
              R"("first_ts":0.0,"last_ts":1.5)"));
    CHECK(has(json, R"("ids":{"18DAF13A":1,"7E8":1})"));
    CHECK(has(json, R"("signals":[])"));
    CHECK_FALSE(has(json, "members"));
    inspection.signals
        = {{"engine", "speed", "rpm", 2, 700, 900.5}, {"engine", "gear", "", 1, std::nan(""), std::nan("")}};
    CHECK(has(toJson(inspection, -1),
              R"("signals":[{"group":"engine","name":"speed","unit":"rpm","samples":2,"min":700.0,"max":900.5},)"
              R"({"group":"engine","name":"gear","unit":"","samples":1,"min":null,"max":null}])"));
    inspection.members = {inspection};
    CHECK(has(toJson(inspection, -1), R"("members":[{"name":"a.log")"));
}
