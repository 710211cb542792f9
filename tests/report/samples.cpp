// SPDX-License-Identifier: Apache-2.0
#include "tests/report/samples.h"

#include "core/diagnosis/diagnose.h"
#include "core/diagnosis/explain.h"

namespace argus::report::samples {

namespace {

using namespace argus::domain;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMorning = 1'543'509'533 * kSecond;

Batch batch(BatchStatus status)
{
    Batch batch;
    batch.id = *BatchId::parse("0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b");
    batch.vehicleId = "fleet-17";
    batch.createdBy = "jo";
    batch.status = status;
    batch.createdAt = base::fromMicros(1'763'700'000'000'000);
    batch.updatedAt = base::fromMicros(1'763'700'009'250'000);
    if (isEnded(status)) {
        batch.completedAt = batch.updatedAt;
    }
    batch.version = 9;
    return batch;
}

TriageFile file(const std::string& name, const std::string& digit)
{
    TriageFile file;
    file.id = *FileId::parse("0193a1b2-c3d4-7e5f-8a6b-00000000000" + digit);
    file.name = name;
    file.format = "candump";
    file.bytes = 48'211'339;
    file.sha256 = std::string(63, 'a') + digit;
    file.records = 1'048'100;
    file.frames = 1'048'000;
    file.errorFrames = 12;
    file.firstTs = kMorning + 838'000;
    file.lastTs = kMorning + 512 * kSecond + 250'000'000;
    file.status = FileStatus::Completed;
    return file;
}

Evidence evidence(const std::string& name, std::uint64_t offset, std::int64_t at, const std::string& id,
                  const std::string& raw)
{
    return {name, offset, kMorning + at, id, raw};
}

Dtc uds(const std::string& code, const std::string& raw, const std::string& ecu, std::uint8_t status,
        std::vector<std::string> bits, Evidence proof)
{
    Dtc dtc;
    dtc.code = code;
    dtc.raw = raw;
    dtc.protocol = "uds";
    dtc.services = {{"59", 3}};
    dtc.ecu = ecu;
    dtc.channel = "can0";
    dtc.status = DtcStatus {status, std::move(bits)};
    dtc.occurrences = 3;
    dtc.firstSeen = {proof.file, proof.ts};
    dtc.lastSeen = {proof.file, proof.ts + 90 * kSecond};
    dtc.fault = (status & 0x8D) != 0;
    dtc.evidence = {std::move(proof)};
    return dtc;
}

Ecu unit(const std::string& address, const std::string& request, std::vector<std::string> protocols,
         std::uint64_t codes)
{
    Ecu ecu;
    ecu.channel = address.starts_with("SA") ? "can1" : "can0";
    ecu.address = address;
    ecu.requestAddress = request;
    ecu.messages = 240;
    ecu.dtcCount = codes;
    ecu.faultCount = codes;
    ecu.protocols = std::move(protocols);
    return ecu;
}

Timeline timeline(const std::string& name)
{
    Timeline line;
    line.files = {name};
    line.start = kMorning + 838'000;
    line.end = kMorning + 512 * kSecond + 250'000'000;
    line.bucketWidth = 8 * kSecond;
    for (int i = 0; i < 64; ++i) {
        TimelineBucket bucket;
        bucket.start = line.start + i * line.bucketWidth;
        const bool inGap = i >= 40 && i < 45;
        bucket.frames = inGap ? 0 : static_cast<std::uint64_t>(15'000 + 400 * (i * 7 % 13));
        bucket.errorFrames = i == 20 || i == 21 ? 6 : 0;
        bucket.dtcs = i == 12 || i == 20 || i == 23 ? 3 : 0;
        bucket.negativeResponses = i == 24 ? 1 : 0;
        line.buckets.push_back(bucket);
    }
    line.channels = {{"can0", 948'000, 115'000'000, 0.449, 500'000}, {"can1", 100'000, 12'400'000, 0.048, 500'000}};
    line.gaps = {{line.start + 320 * kSecond, line.start + 360 * kSecond + 400'000'000, 31'337'000}};
    return line;
}

void finish(Triage& triage)
{
    diagnosis::explain(triage);
    triage.diagnosis = diagnosis::diagnoseByRules(triage);
}

} // namespace

Triage car()
{
    const std::string name = "drive_2018-11-29.log";
    Triage triage;
    triage.batch = batch(BatchStatus::Completed);
    triage.batch.vin = "1M8GDM9AXKP042788";
    triage.batch.totalFiles = triage.batch.processedFiles = 2;
    triage.batch.expectedWorkers = triage.batch.completedWorkers = 2;
    triage.files = {file(name, "1"), file("copy of drive.log", "2")};
    triage.files[0].warnings = {"the last line is cut off after 17 bytes"};
    triage.files[0].skipped = {{"no frame in the line", 3, 121, 40'960}};
    triage.files[1].duplicateOf = triage.files[0].id;
    triage.vehicle.vin = "1M8GDM9AXKP042788";
    triage.vehicle.vinSource = "obd 09 02";
    triage.vehicle.vinCandidates = {{"1M8GDM9AXKP042788", "obd 09 02", "7E8", true}};
    triage.ecus
        = {unit("7E8", "7E0", {"obd", "uds"}, 3), unit("7E9", "7E1", {"uds"}, 1), unit("7EA", "7E2", {"uds"}, 1)};
    triage.ecus[0].supplierData = {{"F187", "spare part number", "06K907425B"}, {"F189", "software version", "0003"}};
    Dtc misfire
        = uds("P0301-00", "030100", "7E8", 0x2F,
              {"testFailed", "testFailedThisOperationCycle", "pendingDTC", "confirmedDTC", "testFailedSinceLastClear"},
              evidence(name, 1'204'117, 97 * kSecond + 200'000, "7E8", "5902FF0301002F0351132F"));
    misfire.snapshots
        = {{"snapshot", 1, "0BB8640A", evidence(name, 1'310'020, 99 * kSecond, "7E8", "59040301002F010BB8640A")}};
    Dtc coil
        = uds("P0351-13", "035113", "7E8", 0x2F,
              {"testFailed", "testFailedThisOperationCycle", "pendingDTC", "confirmedDTC", "testFailedSinceLastClear"},
              misfire.evidence.front());
    Dtc catalyst = uds("P0420-00", "042000", "7E8", 0x24, {"pendingDTC", "testFailedSinceLastClear"},
                       evidence(name, 1'500'001, 164 * kSecond, "7E8", "5902FF04200024"));
    const Dtc lost1 = uds("U0121-00", "C12100", "7E9", 0x28, {"confirmedDTC", "testFailedSinceLastClear"},
                          evidence(name, 1'700'500, 165 * kSecond, "7E9", "5902FFC1210028"));
    const Dtc lost2 = uds("U0121-87", "C12187", "7EA", 0x28, {"confirmedDTC", "testFailedSinceLastClear"},
                          evidence(name, 1'800'500, 185 * kSecond, "7EA", "5902FFC1218728"));
    Dtc untested = uds("P0135-00", "013500", "7E8", 0x50,
                       {"testNotCompletedSinceLastClear", "testNotCompletedThisOperationCycle"},
                       evidence(name, 1'204'117, 97 * kSecond + 200'000, "7E8", "5902FF01350050"));
    triage.dtcs = {misfire, coil, catalyst, lost1, lost2, untested};
    const auto sighting = [&name](std::int64_t at) { return Sighting {name, kMorning + at}; };
    triage.topErrorCodes = {{"P0301-00", 3, 0.2, 1, sighting(97 * kSecond), sighting(187 * kSecond)},
                            {"P0351-13", 3, 0.2, 1, sighting(97 * kSecond), sighting(187 * kSecond)}};
    triage.timelines = {timeline(name)};
    triage.negativeResponses = {{"7E9", "can0", "27", "SecurityAccess", "35", "invalidKey", 2,
                                 evidence(name, 1'900'000, 195 * kSecond, "7E9", "7F2735")}};
    finish(triage);
    return triage;
}

Triage truck()
{
    const std::string name = "truck.asc";
    Triage triage;
    triage.batch = batch(BatchStatus::Completed);
    triage.batch.totalFiles = triage.batch.processedFiles = 1;
    triage.synthetic = true;
    triage.files = {file(name, "1")};
    triage.files[0].format = "asc";
    triage.ecus = {unit("SA 00", "", {"j1939"}, 1), unit("SA 0B", "", {"j1939"}, 2)};
    const auto j1939 = [&name](std::int64_t spn, std::int64_t fmi, std::int64_t oc, const std::string& source,
                               std::uint64_t offset) {
        Dtc dtc;
        dtc.code = "SPN " + std::to_string(spn) + " FMI " + std::to_string(fmi);
        dtc.raw = "15030281";
        dtc.protocol = "j1939";
        dtc.services = {{"DM1", 20}};
        dtc.ecu = source;
        dtc.channel = "can1";
        dtc.spn = spn;
        dtc.fmi = fmi;
        dtc.oc = oc;
        dtc.lamps = Lamps {"off", spn == 100 ? "on" : "off", "on", "not available"};
        dtc.occurrences = 20;
        dtc.evidence = {evidence(name, offset, 60 * kSecond, "18FECA" + source.substr(3), "0CFF15030281")};
        dtc.firstSeen = {name, kMorning + 60 * kSecond};
        dtc.lastSeen = {name, kMorning + 80 * kSecond};
        return dtc;
    };
    triage.dtcs
        = {j1939(100, 1, 2, "SA 00", 50'000), j1939(789, 5, 12, "SA 0B", 51'000), j1939(790, 5, 12, "SA 0B", 52'000)};
    triage.topErrorCodes = {{"SPN 100 FMI 1", 20, 1.0 / 3, 1, triage.dtcs[0].firstSeen, triage.dtcs[0].lastSeen}};
    finish(triage);
    return triage;
}

Triage empty()
{
    Triage triage;
    triage.batch = batch(BatchStatus::Pending);
    finish(triage);
    return triage;
}

Triage withFailedFile()
{
    Triage triage;
    triage.batch = batch(BatchStatus::Completed);
    triage.batch.totalFiles = triage.batch.processedFiles = 2;
    triage.batch.failedFiles = 1;
    TriageFile bad;
    bad.id = *FileId::parse("0193a1b2-c3d4-7e5f-8a6b-000000000003");
    bad.name = "photo.jpg";
    bad.bytes = 20'480;
    bad.status = FileStatus::Failed;
    bad.error = "no recording: it seems to be a JPEG picture";
    triage.files = {bad, file("quiet.log", "4")};
    triage.warnings = {"1 of 2 files failed"};
    finish(triage);
    return triage;
}

Triage hostile()
{
    const std::string nasty = "<script>alert(1)</script>|\x1B[31m\"'&amp; ](http://evil) \xFF\xE2\x80\xAE`*_";
    Triage triage = car();
    triage.batch.vehicleId = nasty;
    triage.batch.errorMessage = nasty;
    triage.vehicle.vin = nasty;
    triage.vehicle.vinSource = nasty;
    triage.vehicle.vinCandidates = {{nasty + "2", nasty, nasty, false}};
    for (TriageFile& recording : triage.files) {
        recording.name = nasty;
        recording.format = nasty;
        recording.warnings = {nasty};
        recording.skipped = {{nasty, 1, 1, 1}};
    }
    for (Ecu& ecu : triage.ecus) {
        ecu.name = nasty;
        ecu.supplierData = {{nasty, nasty, nasty}};
        ecu.protocols = {nasty};
    }
    for (Dtc& dtc : triage.dtcs) {
        dtc.code = nasty;
        dtc.meaning = nasty;
        dtc.severity = nasty;
        dtc.remarks = {nasty};
        dtc.evidence.front() = {nasty, 7, kNoTime, nasty, nasty};
        dtc.firstSeen.file = nasty;
    }
    triage.topErrorCodes.front().code = nasty;
    triage.timelines.front().files = {nasty};
    triage.timelines.front().channels.front().channel = nasty;
    triage.negativeResponses.front().serviceName = nasty;
    triage.logErrors = {{nasty, nasty, 3, {nasty, 9, kNoTime, "", nasty}}};
    triage.diagnosis.degraded = false;
    triage.diagnosis.model = nasty;
    triage.diagnosis.summary = nasty;
    triage.diagnosis.actions = {nasty};
    triage.diagnosis.statements = {{nasty, nasty, 0.5, triage.dtcs.front().evidence}};
    triage.similarCases = {{nasty, 0.25, nasty, nasty}};
    triage.warnings = {nasty};
    return triage;
}

std::vector<std::pair<std::string, Triage>> all()
{
    return {{"car", car()},
            {"truck", truck()},
            {"empty", empty()},
            {"failed_file", withFailedFile()},
            {"hostile", hostile()}};
}

} // namespace argus::report::samples
