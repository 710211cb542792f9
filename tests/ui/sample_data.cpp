// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_data.h"

#include "tests/ui/sample_operations.h"

#include "core/base/text.h"

#include <array>

namespace argus::ui::test {

using domain::BatchStatus;
using domain::FileStatus;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr domain::RecordingTime kStart = 1'700'000'000'000'000'000;
constexpr domain::RecordingTime kSecond = 1'000'000'000;

domain::RecordingFile makeFile(const domain::Batch& batch, int number, FileStatus status)
{
    constexpr std::array kNames {"drive_01_powertrain.asc", "drive_01_body.blf",  "workshop_readout.log",
                                 "overnight_gateway.mf4",   "trip_to_dealer.trc", "diag_session.candump"};
    constexpr std::array kFormats {"asc", "blf", "candump", "mdf", "peak_trc", "candump"};
    domain::RecordingFile file;
    file.id = domain::FileId::make();
    file.batchId = batch.id;
    file.runEpoch = batch.runEpoch;
    const auto kind = static_cast<std::size_t>(number) % kNames.size();
    file.originalFilename = kNames[kind];
    if (number >= static_cast<int>(kNames.size())) {
        file.originalFilename.insert(0, std::to_string(number) + "_");
    }
    file.size = 18'400'000 + static_cast<std::uint64_t>(number) * 7'312'345;
    file.format = status == FileStatus::Pending ? "" : kFormats[kind];
    file.sha256 = std::string(64, static_cast<char>('a' + number % 6));
    file.status = status;
    const bool read = status == FileStatus::Parsed || status == FileStatus::Completed;
    file.records = read ? 412'033 + static_cast<std::uint64_t>(number) * 1003 : 0;
    file.frames = read ? 411'900 + static_cast<std::uint64_t>(number) * 1001 : 0;
    file.skipped = read && number == 1 ? 12 : 0;
    if (status == FileStatus::Failed) {
        file.errorMessage = "not a recording: looks like a PDF document";
    }
    return file;
}

FileStatus fileStatusIn(const domain::Batch& batch, int number)
{
    switch (batch.status) {
    case BatchStatus::Pending:
    case BatchStatus::Uploaded:
        return FileStatus::Pending;
    case BatchStatus::Scattering:
        return number < batch.processedFiles    ? FileStatus::Parsed
            : number < batch.processedFiles + 2 ? FileStatus::Parsing
                                                : FileStatus::Pending;
    case BatchStatus::Failed:
        return FileStatus::Failed;
    case BatchStatus::Scattered:
    case BatchStatus::Gathering:
    case BatchStatus::Gathered:
    case BatchStatus::Diagnosing:
    case BatchStatus::Completed:
        return number < batch.failedFiles ? FileStatus::Failed : FileStatus::Completed;
    }
    return FileStatus::Pending;
}

void addAttempts(api::BatchDetail& detail)
{
    domain::Batch& batch = detail.batch;
    if (batch.status == BatchStatus::Pending || batch.status == BatchStatus::Uploaded) {
        return;
    }
    std::int64_t fence = 1;
    const auto add
        = [&](domain::Stage stage, std::optional<domain::FileId> file, const char* outcome, const char* error) {
              domain::Attempt attempt;
              attempt.taskId = domain::TaskId::make();
              attempt.stage = stage;
              attempt.fileId = file;
              attempt.runEpoch = batch.runEpoch;
              attempt.fence = fence++;
              attempt.worker = "bench-4 (worker 2)";
              attempt.startedAt = batch.createdAt + seconds(10 + fence);
              attempt.outcome = outcome;
              attempt.error = error;
              if (*outcome) {
                  attempt.endedAt = attempt.startedAt + std::chrono::milliseconds(1240 + fence * 310);
              }
              detail.attempts.push_back(attempt);
          };
    add(domain::Stage::Scatter, std::nullopt, "completed", "");
    for (const auto& file : detail.files) {
        if (file.status == FileStatus::Failed) {
            add(domain::Stage::Parse, file.id, "failed", "not a recording: looks like a PDF document");
        } else if (file.status == FileStatus::Parsing) {
            add(domain::Stage::Parse, file.id, "", "");
        } else if (file.status != FileStatus::Pending) {
            add(domain::Stage::Parse, file.id, "completed", "");
        }
    }
    if (batch.status == BatchStatus::Completed) {
        add(domain::Stage::Gather, std::nullopt, "completed", "");
        add(domain::Stage::Diagnose, std::nullopt, "completed", "");
        add(domain::Stage::Report, std::nullopt, "completed", "");
    }
}

domain::Dtc makeDtc(const char* code, const char* ecu, const char* meaning, const char* severity, std::uint8_t status,
                    std::uint64_t occurrences)
{
    domain::Dtc dtc;
    dtc.code = code;
    dtc.raw = "030100";
    dtc.protocol = "uds";
    dtc.services = {{"59", occurrences}};
    dtc.ecu = ecu;
    dtc.channel = "can0";
    dtc.meaning = meaning;
    dtc.severity = severity;
    dtc.fault = (status & 0x8D) != 0;
    dtc.status = domain::DtcStatus {status, {}};
    dtc.occurrences = occurrences;
    dtc.firstSeen = {"drive_01_powertrain.asc", kStart + 12 * kSecond};
    dtc.lastSeen = {"workshop_readout.log", kStart + 480 * kSecond + 250'000'000};
    for (int i = 0; i < 3; ++i) {
        dtc.evidence.push_back({"drive_01_powertrain.asc", 1280 + static_cast<std::uint64_t>(i) * 640,
                                kStart + (12 + i * 60) * kSecond + 404'000, ecu, "5902CA0301000AC10000080A8011"});
    }
    dtc.snapshots.push_back({"snapshot", 1, "0102F40C0BB8F40D00", dtc.evidence.front()});
    return dtc;
}

void addCodes(domain::Triage& triage)
{
    triage.dtcs.push_back(makeDtc("P0301-00", "7E8", "Cylinder 1: misfire detected", "critical", 0x8D, 14));
    triage.dtcs.push_back(makeDtc("U0100-00", "7E9", "No communication with the engine control unit", "high", 0x09, 9));
    triage.dtcs.push_back(makeDtc("P0420-00", "7E8", "Catalyst efficiency below the limit, bank 1", "medium", 0x08, 5));
    triage.dtcs.push_back(
        makeDtc("C0035-11", "7EB", "Wheel speed sensor front left: short circuit to ground", "high", 0x2C, 4));
    triage.dtcs.push_back(makeDtc("B1A01-13", "7EC", "", "low", 0x04, 2));
    triage.dtcs.push_back(makeDtc("P0113-00", "7E8", "Intake air temperature sensor: input too high", "low", 0x50, 1));
    domain::Dtc j1939 = makeDtc("SPN 190 FMI 2", "SA 00", "Engine speed: data erratic", "medium", 0, 10);
    j1939.protocol = "j1939";
    j1939.status.reset();
    j1939.lamps = domain::Lamps {"on", "off", "slow flash", "off"};
    j1939.spn = 190;
    j1939.fmi = 2;
    j1939.oc = 4;
    j1939.services = {{"DM1", 8}, {"DM2", 2}};
    j1939.fault = true;
    triage.dtcs.push_back(j1939);
    for (const domain::Dtc& dtc : triage.dtcs) {
        if (dtc.fault) {
            triage.topErrorCodes.push_back(
                {dtc.code, dtc.occurrences, static_cast<double>(dtc.occurrences) / 45, 1, dtc.firstSeen, dtc.lastSeen});
        }
    }
}

void addTimeline(domain::Triage& triage)
{
    domain::Timeline timeline;
    timeline.files = {"drive_01_powertrain.asc", "drive_01_body.blf"};
    timeline.start = kStart;
    timeline.bucketWidth = 5 * kSecond;
    constexpr int kBuckets = 120;
    timeline.end = kStart + kBuckets * timeline.bucketWidth;
    for (int i = 0; i < kBuckets; ++i) {
        if (i >= 62 && i < 74) {
            continue;
        }
        domain::TimelineBucket bucket;
        bucket.start = kStart + i * timeline.bucketWidth;
        bucket.frames = 3200 + static_cast<std::uint64_t>((i * 37) % 900);
        bucket.errorFrames = i > 20 && i < 30 ? static_cast<std::uint64_t>(i * 3 % 17) : 0;
        bucket.dtcs = i % 11 == 3 ? static_cast<std::uint64_t>(1 + i % 4) : 0;
        bucket.negativeResponses = i % 29 == 7 ? 2 : 0;
        timeline.buckets.push_back(bucket);
    }
    timeline.gaps.push_back({kStart + 62 * timeline.bucketWidth, kStart + 74 * timeline.bucketWidth, 88'000'000});
    timeline.channels = {{"can0", 312'400, 40'000'000, 0.41, 500000}, {"can1", 99'620, 9'000'000, 0.12, 500000}};
    triage.timelines.push_back(timeline);
}

void addDiagnosis(domain::Triage& triage)
{
    domain::Diagnosis& diagnosis = triage.diagnosis;
    diagnosis.model = "rules";
    diagnosis.summary
        = "Six faults in four control units. The misfire of cylinder 1 (P0301-00) is present now and asks for "
          "the warning lamp; the catalyst code is its likely consequence. The gateway lost the engine control "
          "unit nine times.";
    const auto& evidence = triage.dtcs.front().evidence;
    diagnosis.statements = {
        {"Cylinder 1 misfires: the code was reported 14 times over two recordings, is confirmed and present now.",
         "observation", 0.95, evidence},
        {"A worn ignition coil or spark plug of cylinder 1 is the most frequent cause of this code alone.",
         "cause",
         0.7,
         {evidence[0]}},
        {"Driving on with a misfire damages the catalyst; P0420-00 suggests that this has begun.", "risk", 0.6,
         evidence},
        {"The engine control unit was unreachable while error frames rose between 01:42 and 02:28: check its supply "
         "and "
         "the bus wiring.",
         "cause",
         0.55,
         {evidence[1]}},
    };
    diagnosis.actions = {
        "Swap spark plug and coil of cylinder 1 with a neighbour; if the misfire stays, check its injector, then "
        "measure the compression.",
        "Measure the resistance of can0 at the connector of the engine control unit: 60 ohms are expected.",
        "After the repair clear the codes and drive until the catalyst monitor has run.",
    };
}

} // namespace

api::BatchDetail makeBatch(const std::string& vehicle, BatchStatus status, int files, base::UtcTime created)
{
    api::BatchDetail detail;
    domain::Batch& batch = detail.batch;
    batch.id = domain::BatchId::make();
    batch.vehicleId = vehicle;
    batch.createdBy = "mina";
    batch.status = status;
    batch.totalFiles = files;
    batch.createdAt = batch.updatedAt = created;
    const bool ended = domain::isEnded(status);
    const bool allRead = status > BatchStatus::Scattering;
    batch.processedFiles = allRead ? files : status == BatchStatus::Scattering ? files / 2 : 0;
    batch.expectedWorkers = status >= BatchStatus::Scattering ? files : 0;
    batch.completedWorkers = batch.processedFiles;
    if (ended) {
        batch.completedAt = created + seconds(47 + files * 13);
        batch.updatedAt = *batch.completedAt;
    }
    if (status == BatchStatus::Failed) {
        batch.failedFiles = files;
        batch.errorMessage = "every file failed: not a recording: looks like a PDF document";
    }
    for (int i = 0; i < files; ++i) {
        detail.files.push_back(makeFile(batch, i, fileStatusIn(batch, i)));
    }
    addAttempts(detail);
    return detail;
}

std::vector<domain::Event> makeEvents(const domain::Batch& batch)
{
    std::vector<domain::Event> events;
    const auto add = [&](domain::EventType type, int after) -> domain::Event& {
        events.push_back(domain::makeEvent(type, batch, batch.createdAt + seconds(after), "trace"));
        return events.back();
    };
    add(domain::EventType::BatchCreated, 0);
    add(domain::EventType::FileAdded, 1).name = "drive_01_powertrain.asc";
    add(domain::EventType::FileAdded, 2).name = "drive_01_body.blf";
    add(domain::EventType::UploadCompleted, 3).totalFiles = batch.totalFiles;
    domain::Event& changed = add(domain::EventType::StatusChanged, 4);
    changed.oldStatus = BatchStatus::Uploaded;
    changed.newStatus = BatchStatus::Scattering;
    domain::Event& failed = add(domain::EventType::FileFailed, 6);
    failed.name = "notes.pdf";
    failed.error = "not a recording: looks like a PDF document";
    add(domain::EventType::DiagnosisCompleted, 20).degraded = true;
    add(domain::EventType::ReportPublished, 21);
    return events;
}

std::shared_ptr<const domain::Triage> makeTriage(const domain::Batch& batch)
{
    auto triage = std::make_shared<domain::Triage>();
    triage->batch = batch;
    triage->synthetic = true;
    domain::TriageFile file;
    file.id = domain::FileId::make();
    file.name = "drive_01_powertrain.asc";
    file.format = "asc";
    file.bytes = 18'400'000;
    file.frames = 312'400;
    file.errorFrames = 83;
    file.records = 312'520;
    file.sha256 = std::string(64, 'c');
    file.firstTs = kStart;
    file.lastTs = kStart + 600 * kSecond;
    file.status = FileStatus::Completed;
    triage->files.push_back(file);
    file.id = domain::FileId::make();
    file.name = "drive_01_body.blf";
    file.format = "blf";
    file.frames = 99'620;
    file.errorFrames = 0;
    file.records = 99'631;
    file.byType = {{"LIN frame", 7}, {"marker", 4}};
    file.clock = {12'340'000'000, "common frames", 412, "drive_01_powertrain.asc"};
    file.warnings = {"the last container is cut off after 4,112 bytes"};
    file.skipped = {{"container cut off", 1, 4112, 18'395'888}, {"unknown object type 131", 11, 704, 220'160}};
    triage->files.push_back(file);
    domain::TriageFile bad;
    bad.id = domain::FileId::make();
    bad.name = "notes.pdf";
    bad.bytes = 88'120;
    bad.status = FileStatus::Failed;
    bad.error = "not a recording: looks like a PDF document";
    triage->files.push_back(bad);
    triage->warnings = {"The recordings carry two different VINs; the one with most sources is shown."};
    triage->vehicle = {"1M8GDM9AXKP042788", "uds 22 F190", {{"1M8GDM9AXKP042788", "uds 22 F190", "7E8", true}}};
    addCodes(*triage);
    triage->ecus = {
        {"can0",
         "7E8",
         "7E0",
         "Engine control",
         {{"F187", "spare part number", "8W0 907 551 C"}, {"F190", "VIN", "1M8GDM9AXKP042788"}},
         420,
         3,
         2,
         6,
         {"obd", "uds"}},
        {"can0", "7E9", "7E1", "Transmission control", {}, 118, 1, 1, 0, {"uds"}},
        {"can0", "7EB", "7E3", "Brake control", {}, 64, 1, 1, 2, {"uds"}},
        {"can0", "7EC", "7E4", "", {}, 12, 1, 1, 0, {"uds"}},
        {"can1", "SA 00", "", "Engine #1", {{"NAME", "", "8000FF0012345678"}}, 2210, 1, 1, 0, {"j1939"}},
    };
    triage->negativeResponses = {
        {"7E8", "can0", "22", "ReadDataByIdentifier", "31", "requestOutOfRange", 4, triage->dtcs[0].evidence[0]},
        {"7E8", "can0", "27", "SecurityAccess", "35", "invalidKey", 2, triage->dtcs[0].evidence[1]},
        {"7EB", "can0", "31", "RoutineControl", "22", "conditionsNotCorrect", 2, triage->dtcs[0].evidence[2]},
    };
    addTimeline(*triage);
    addDiagnosis(*triage);
    return triage;
}

std::vector<domain::FrameRow> makeFrames(int count)
{
    std::vector<domain::FrameRow> frames;
    constexpr std::array<std::uint32_t, 5> kIds {0x7E8, 0x0C9, 0x7E0, 0x1A0, 0x18DAF110};
    for (int i = 0; i < count; ++i) {
        domain::FrameRow frame;
        frame.number = static_cast<std::uint64_t>(i);
        frame.offset = static_cast<std::uint64_t>(i) * 64;
        frame.ts = kStart + i * 11'000'000;
        frame.channel = i % 3 ? "can0" : "can1";
        frame.id = kIds[static_cast<std::size_t>(i) % kIds.size()];
        frame.extended = frame.id > 0x7FF;
        frame.error = i % 23 == 9;
        frame.data = {0x10, 0x0F, 0x59, 0x02, 0xCA, 0x03, 0x01, static_cast<std::uint8_t>(i)};
        if (frame.id == 0x7E8) {
            frame.note = "ISO-TP first frame, 15 bytes: UDS 59 02 reportDTCByStatusMask";
        } else if (frame.id == 0x7E0) {
            frame.note = "UDS 19 02 readDTCInformation";
        }
        frames.push_back(frame);
    }
    return frames;
}

domain::BatchId fillEngine(FakeEngine& engine)
{
    const base::UtcTime now = base::SystemClock::instance().now();
    engine.putFrames(makeFrames(400));
    api::BatchDetail done = makeBatch("LOR-T 4711", BatchStatus::Completed, 6, now - minutes(42));
    done.batch.vin = "1M8GDM9AXKP042788";
    done.batch.failedFiles = 1;
    const domain::BatchId id = done.batch.id;
    engine.put(done, makeEvents(done.batch));
    engine.putTriage(makeTriage(done.batch));
    api::BatchDetail running = makeBatch("Fleet van 12", BatchStatus::Scattering, 8, now - minutes(2));
    running.batch.vin = "WV2ZZZ7HZ8H012345";
    engine.put(running, makeEvents(running.batch));
    engine.put(makeBatch("Testbench B", BatchStatus::Diagnosing, 2, now - minutes(4)));
    engine.put(makeBatch("Fleet van 07", BatchStatus::Uploaded, 3, now - minutes(1)));
    engine.put(makeBatch("Prototype X3", BatchStatus::Pending, 1, now - seconds(20)));
    api::BatchDetail failed = makeBatch("KL-AB 123", BatchStatus::Failed, 2, now - hours(3));
    engine.put(failed, makeEvents(failed.batch));
    api::VehicleDetail vehicle;
    vehicle.vehicle = {"LOR-T 4711", "1M8GDM9AXKP042788", "", "", 0, now - hours(24 * 40), now - minutes(42), 0};
    for (int i = 0; i < 14; ++i) {
        const std::string name = i % 3 == 0 ? "LOR-T 4711" : "Fleet van " + std::to_string(10 + i);
        api::BatchDetail old = makeBatch(name, i == 5 ? BatchStatus::Failed : BatchStatus::Completed, 1 + i % 5,
                                         now - hours(20 + i * 31));
        old.batch.vin = i % 3 == 0 ? "1M8GDM9AXKP042788" : "";
        engine.put(old);
        engine.putTriage(makeTriage(old.batch));
        if (i % 3 == 0) {
            vehicle.batches.push_back(old.batch);
        } else {
            engine.putVehicle({{name, "", "", "", 0, old.batch.createdAt, old.batch.createdAt, 1}, {old.batch}, {}});
        }
    }
    vehicle.batches.insert(vehicle.batches.begin(), done.batch);
    vehicle.vehicle.batchCount = static_cast<std::int64_t>(vehicle.batches.size());
    vehicle.returningCodes = {{"P0301-00", 4, now - hours(24 * 39), now - minutes(42)},
                              {"P0420-00", 3, now - hours(24 * 20), now - minutes(42)}};
    engine.putVehicle(vehicle);
    // Last, so that it is the first of the list and chosen.
    api::EngineStatus status;
    status.running = true;
    status.workers = 4;
    status.busyWorkers = 2;
    status.availableTasks = 5;
    status.runningTasks = 2;
    engine.setStatus(status);
    engine.setSnapshot(makeSnapshot(now));
    engine.setDeadLetters(makeDeadLetters(now));
    return id;
}

} // namespace argus::ui::test
