// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_data.h"
#include "tests/ui/sample_operations.h"
#include "ui/models/attempt_model.h"
#include "ui/models/batch_list_model.h"
#include "ui/models/consumer_models.h"
#include "ui/models/dtc_model.h"
#include "ui/models/ecu_model.h"
#include "ui/models/event_model.h"
#include "ui/models/file_model.h"
#include "ui/models/finding_models.h"
#include "ui/models/frame_model.h"
#include "ui/models/ledger_models.h"
#include "ui/models/operations_models.h"
#include "ui/models/pipeline_view.h"
#include "ui/models/table_proxy.h"
#include "ui/models/vehicle_models.h"
#include "ui/text/reading_words.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/table_export.h"
#include "ui/window/submit_dialog.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace argus;
using namespace argus::ui;
using domain::BatchStatus;

class ModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelKeepsTheRules();
    void liveTableNeedsNoReset();
    void liveTableAgreesWithTheRowsItWasGiven();
    void neighboursChangeInOneStep();
    void proxySortsNumbersAsNumbers();
    void proxySearchesAllColumns();
    void stepsFollowTheBatch();
    void aFailedBatchShowsWhereItBrokeOff();
    void timelineRowsHoldThePauses();
    void clocksAreToldInWords();
    void aGroupIsTheSumOfItsPartitions();
    void aWorkerWithoutHeartbeatIsLost();
    void aQueueSaysTheWorstFirst();
    void theAccountNamesEverythingThatIsNoFrame();
    void aFileSaysHowMuchOfItWasRead();
    void filesAreChosenByTheirFormats();
    void exportQuotesAndDisarms();
    void hexDumpShowsBytesAndCharacters();
    void vehicleNameComesFromTheFile();
    void vinHintNamesWhatIsOdd();
};

namespace {

std::vector<domain::Batch> someBatches(int count)
{
    std::vector<domain::Batch> batches;
    for (int i = 0; i < count; ++i) {
        batches.push_back(
            test::makeBatch("V" + std::to_string(i), BatchStatus::Uploaded, 1, base::fromMicros(i)).batch);
    }
    return batches;
}

/// The rows as a person would read them: one line each.
QStringList printed(const QAbstractItemModel& model, int column)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        lines << model.index(row, column).data().toString();
    }
    return lines;
}

template <class Model, class Rows> void checkModel(Rows rows)
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int count = static_cast<int>(rows.size());
    QVERIFY(count > 0);
    model.replaceAll(rows);
    QCOMPARE(model.rowCount(), count);
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        for (int row = 0; row < count; ++row) {
            const QModelIndex index = model.index(row, column);
            QVERIFY(index.data(Qt::DisplayRole).isValid());
            QVERIFY(index.data(SortRole).isValid());
            QVERIFY(index.data(IdRole).isValid());
        }
    }
    model.retranslate();
    model.merge({});
    QCOMPARE(model.rowCount(), 0);
    model.upsert(rows);
    QCOMPARE(model.rowCount(), count);
}

} // namespace

void ModelsTest::everyModelKeepsTheRules()
{
    const auto detail = test::makeBatch("V", BatchStatus::Completed, 5, base::fromMicros(0));
    const auto triage = test::makeTriage(detail.batch);
    checkModel<BatchListModel>(someBatches(4));
    std::vector<FileRow> files;
    std::vector<AttemptRow> attempts;
    for (const auto& file : detail.files) {
        files.push_back({file, 10});
    }
    for (const auto& attempt : detail.attempts) {
        attempts.push_back({attempt, QString()});
    }
    checkModel<FileModel>(files);
    checkModel<AttemptModel>(attempts);
    checkModel<EventModel>(test::makeEvents(detail.batch));
    checkModel<DtcModel>(triage->dtcs);
    checkModel<EcuModel>(triage->ecus);
    checkModel<SupplierModel>(triage->ecus.front().supplierData);
    checkModel<EvidenceModel>(triage->dtcs.front().evidence);
    checkModel<NegativeResponseModel>(triage->negativeResponses);
    std::vector<LedgerRow> ledger;
    for (const auto& file : triage->files) {
        ledger.push_back({file, QStringLiteral("Vector BLF")});
    }
    checkModel<LedgerModel>(ledger);
    checkModel<AccountModel>(accountRows(*triage));
    checkModel<TimelineModel>(timelineRows(triage->timelines.front()));
    std::vector<StatementRow> statements;
    std::vector<TopCodeRow> top;
    std::vector<FrameLine> frames;
    for (const auto& statement : triage->diagnosis.statements) {
        statements.push_back({statement, static_cast<int>(statements.size()) + 1});
    }
    for (const auto& code : triage->topErrorCodes) {
        top.push_back({code, static_cast<int>(top.size()) + 1});
    }
    for (const auto& frame : test::makeFrames(30)) {
        frames.push_back({frame, frame.number == 3});
    }
    checkModel<StatementModel>(statements);
    checkModel<TopCodeModel>(top);
    checkModel<FrameModel>(frames);
    checkModel<LogErrorModel>(std::vector<domain::LogErrorCluster> {{"timeout after N ms", "error", 3, {}}});
    checkModel<VehicleModel>(
        std::vector<domain::Vehicle> {{"a", "", "", "", 0, {}, {}, 1}, {"b", "V", "", "", 2020, {}, {}, 2}});
    const auto snapshot = test::makeSnapshot(base::SystemClock::instance().now());
    checkModel<QueueModel>(snapshot.queues);
    checkModel<WorkerModel>(workerRows(snapshot));
    checkModel<ConsumerGroupModel>(groupRows(snapshot.consumers));
    checkModel<PartitionModel>(std::vector(snapshot.consumers.begin(), snapshot.consumers.begin() + 12));
    checkModel<DeadLetterModel>(test::makeDeadLetters(snapshot.at));
    checkModel<ReturningCodeModel>(std::vector<domain::ReturningCode> {{"P0301-00", 2, {}, {}}});
}

void ModelsTest::liveTableNeedsNoReset()
{
    BatchListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto batches = someBatches(6);
    model.merge(batches);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    batches.erase(batches.begin() + 2);
    batches[0].vehicleId = "renamed";
    const auto more = someBatches(2);
    batches.insert(batches.begin(), more.begin(), more.end());
    model.merge(batches);
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(inserts.size(), 1);
    QCOMPARE(changes.size(), 1);
    QVERIFY(printed(model, BatchListModel::Vehicle).contains(QStringLiteral("renamed")));
}

void ModelsTest::liveTableAgreesWithTheRowsItWasGiven()
{
    BatchListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto pool = someBatches(40);
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        std::vector<domain::Batch> chosen;
        for (const auto& batch : pool) {
            if (random() % 3 != 0) {
                chosen.push_back(batch);
                chosen.back().version = static_cast<std::int64_t>(random() % 4);
            }
        }
        model.merge(chosen);
        QCOMPARE(model.rowCount(), static_cast<int>(chosen.size()));
        for (const auto& batch : chosen) {
            const int row = model.rowOf(batch.id);
            QVERIFY(row >= 0);
            QCOMPARE(model.row(row).version, batch.version);
        }
    }
}

void ModelsTest::neighboursChangeInOneStep()
{
    BatchListModel model;
    auto batches = someBatches(8);
    model.merge(batches);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    for (const std::size_t i : {1u, 2u, 3u, 6u}) {
        ++batches[i].version;
    }
    model.upsert(batches);
    QCOMPARE(changes.size(), 2);
    model.upsert(batches);
    QCOMPARE(changes.size(), 2);
}

void ModelsTest::proxySortsNumbersAsNumbers()
{
    VehicleModel model;
    model.replaceAll(
        {{"a", "", "", "", 0, {}, {}, 9}, {"b", "", "", "", 0, {}, {}, 10}, {"c", "", "", "", 0, {}, {}, 2}});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(VehicleModel::Batches, Qt::DescendingOrder);
    QCOMPARE(printed(proxy, VehicleModel::Id),
             QStringList({QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("c")}));
}

void ModelsTest::proxySearchesAllColumns()
{
    BatchListModel model;
    auto batches = someBatches(3);
    batches[1].vin = "WV2ZZZ7HZ8H012345";
    model.merge(batches);
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.setSearch(QStringLiteral("zzz7"));
    QCOMPARE(printed(proxy, BatchListModel::Vehicle), QStringList({QStringLiteral("V1")}));
    proxy.setRowTest([](int) { return false; });
    QCOMPARE(proxy.rowCount(), 0);
    proxy.setRowTest({});
    proxy.setSearch({});
    QCOMPARE(proxy.rowCount(), 3);
}

void ModelsTest::stepsFollowTheBatch()
{
    const auto stateOf = [](BatchStatus status, Step step) {
        const auto detail = test::makeBatch("V", status, 4, base::fromMicros(0));
        return stepsOf(detail.batch, detail.attempts)[static_cast<std::size_t>(step)].state;
    };
    QCOMPARE(stateOf(BatchStatus::Pending, Step::Upload), StepState::Running);
    QCOMPARE(stateOf(BatchStatus::Uploaded, Step::Upload), StepState::Done);
    QCOMPARE(stateOf(BatchStatus::Uploaded, Step::Scatter), StepState::Waiting);
    QCOMPARE(stateOf(BatchStatus::Scattering, Step::Parse), StepState::Running);
    QCOMPARE(stateOf(BatchStatus::Diagnosing, Step::Gather), StepState::Done);
    QCOMPARE(stateOf(BatchStatus::Diagnosing, Step::Diagnose), StepState::Running);
    QCOMPARE(stateOf(BatchStatus::Completed, Step::Report), StepState::Done);
}

void ModelsTest::aFailedBatchShowsWhereItBrokeOff()
{
    const auto detail = test::makeBatch("V", BatchStatus::Failed, 2, base::fromMicros(0));
    const auto steps = stepsOf(detail.batch, detail.attempts);
    QCOMPARE(steps[static_cast<std::size_t>(Step::Parse)].state, StepState::Failed);
    QCOMPARE(steps[static_cast<std::size_t>(Step::Scatter)].state, StepState::Done);
    QCOMPARE(steps[static_cast<std::size_t>(Step::Gather)].state, StepState::Waiting);
}

void ModelsTest::timelineRowsHoldThePauses()
{
    domain::Timeline timeline;
    timeline.bucketWidth = 10;
    timeline.buckets = {{0, 5, 0, 0, 0}, {30, 7, 1, 0, 0}};
    timeline.gaps = {{10, 30, 99}};
    const auto rows = timelineRows(timeline);
    QCOMPARE(rows.size(), std::size_t(3));
    QVERIFY(rows[1].isGap);
    QCOMPARE(rows[1].end, domain::RecordingTime(30));
    QCOMPARE(rows[2].bucket.frames, std::uint64_t(7));
}

void ModelsTest::clocksAreToldInWords()
{
    const auto told = [](domain::RecordingTime shift, const char* source, std::uint64_t frames, const char* reference) {
        return reading::clockText(domain::TriageClock {shift, source, frames, reference});
    };
    QCOMPARE(told(12'340'000'000, "common frames", 412, "a.log"),
             QStringLiteral("12.340 s behind a.log, 412 common frame(s)"));
    QCOMPARE(told(-500'250, "common frames", 6, "a.log"),
             QStringLiteral("0.000500250 s ahead of a.log, 6 common frame(s)"));
    QCOMPARE(told(-1'500'000'000, "given", 0, "a.log"), QStringLiteral("Set by hand: −1.500 s, as a.log"));
    QCOMPARE(told(0, "own", 0, ""), QStringLiteral("Its own"));
    QCOMPARE(told(0, "time of day", 0, "a.log"), QStringLiteral("Time of day, as a.log"));
    QCOMPARE(reading::shiftText(domain::kNoTime + 1).at(0), QChar(u'−'));
    domain::RecordingFile file;
    QCOMPARE(reading::clockText(file), QStringLiteral("–"));
    file.clockShift = 2'000'000;
    QCOMPARE(reading::clockText(file), QStringLiteral("Set by hand: +0.002 s"));
}

void ModelsTest::aGroupIsTheSumOfItsPartitions()
{
    std::vector<api::ConsumerLag> consumers;
    for (int partition = 0; partition < 3; ++partition) {
        consumers.push_back({"readers", "events", partition, "desk on a", 10, 12 + partition, 2 + partition});
        consumers.push_back({"others", "events", partition, "", std::nullopt, std::nullopt, std::nullopt});
    }
    consumers[4].member = "desk on b";
    auto rows = groupRows(consumers);
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].lag, qint64(2 + 3 + 4));
    QCOMPARE(rows[0].partitions, 3);
    QCOMPARE(rows[0].members, (QStringList {QStringLiteral("desk on a"), QStringLiteral("desk on b")}));
    ConsumerGroupModel model;
    model.merge(rows);
    QCOMPARE(printed(model, ConsumerGroupModel::State),
             (QStringList {QStringLiteral("Behind"), QStringLiteral("Nobody reads")}));
    QCOMPARE(printed(model, ConsumerGroupModel::Lag), (QStringList {QStringLiteral("9"), QStringLiteral("–")}));
    // A partition of which the lag is not known makes the sum a lower bound, and one that nobody reads is told.
    consumers[0].lag.reset();
    consumers[2].member.clear();
    model.merge(groupRows(consumers));
    QCOMPARE(printed(model, ConsumerGroupModel::State)[0], QStringLiteral("1 partition(s) unread"));
    QCOMPARE(printed(model, ConsumerGroupModel::Lag)[0], QStringLiteral("at least 7"));
    for (auto& each : consumers) {
        each.member = "desk";
        each.lag = 0;
    }
    model.merge(groupRows(consumers));
    QCOMPARE(printed(model, ConsumerGroupModel::State)[0], QStringLiteral("Up to date"));
}

void ModelsTest::aWorkerWithoutHeartbeatIsLost()
{
    const base::UtcTime now = base::SystemClock::instance().now();
    api::OperationsSnapshot snapshot;
    snapshot.at = now;
    snapshot.lease = std::chrono::seconds(30);
    domain::Worker worker;
    worker.name = worker.identity = "north";
    worker.seenAt = now - std::chrono::seconds(30);
    worker.concurrency = 4;
    worker.busy = 3;
    snapshot.workers = {worker};
    WorkerModel model;
    model.merge(workerRows(snapshot));
    QCOMPARE(printed(model, WorkerModel::State)[0], QStringLiteral("Alive"));
    QCOMPARE(printed(model, WorkerModel::Busy)[0], QStringLiteral("3 of 4"));
    QCOMPARE(model.index(0, WorkerModel::Busy).data(ProgressRole).toDouble(), 0.75);
    QCOMPARE(printed(model, WorkerModel::Seen)[0], QStringLiteral("30.0 s ago"));
    snapshot.at += std::chrono::seconds(1);
    model.merge(workerRows(snapshot));
    QVERIFY(printed(model, WorkerModel::State)[0].startsWith(QStringLiteral("Lost since ")));
    QVERIFY(!model.index(0, WorkerModel::Busy).data(ProgressRole).isValid());
}

void ModelsTest::aQueueSaysTheWorstFirst()
{
    api::TaskQueue queue;
    QueueModel model;
    const auto state = [&] {
        model.merge({queue});
        return printed(model, QueueModel::State)[0];
    };
    QCOMPARE(state(), QStringLiteral("Nothing to do"));
    queue.delayed = 1;
    QCOMPARE(state(), QStringLiteral("To be tried again"));
    queue.ready = 2;
    QCOMPARE(state(), QStringLiteral("Waiting"));
    queue.running = 3;
    QCOMPARE(state(), QStringLiteral("Working"));
    queue.overdue = 1;
    QCOMPARE(state(), QStringLiteral("Overdue"));
}

void ModelsTest::theAccountNamesEverythingThatIsNoFrame()
{
    const auto detail = test::makeBatch("V", BatchStatus::Completed, 2, base::fromMicros(0));
    const auto triage = test::makeTriage(detail.batch);
    const auto rows = accountRows(*triage);
    QCOMPARE(rows.size(), std::size_t(6));
    QVERIFY(rows[0].file.isEmpty());
    QCOMPARE(rows[1].numbers.firstOffset, std::uint64_t(18'395'888));
    QVERIFY((rows[3].kind == AccountRow::Kind::Warning));
    QCOMPARE(rows[4].text, std::string("LIN frame"));
    QCOMPARE(rows[4].numbers.count, std::uint64_t(7));
    AccountModel model;
    model.replaceAll(rows);
    QCOMPARE(printed(model, 4)[1], QStringLiteral("0x118B2F0"));
}

void ModelsTest::aFileSaysHowMuchOfItWasRead()
{
    domain::TriageFile file;
    file.status = domain::FileStatus::Completed;
    file.records = file.frames = 3;
    QCOMPARE(reading::fileBadge(file).text, QStringLiteral("Read in full"));
    file.warnings = {"the clock jumps"};
    QCOMPARE(reading::fileBadge(file).text, QStringLiteral("With warnings"));
    file.skipped = {{"unreadable line", 2, 0, 10}};
    QCOMPARE(reading::fileBadge(file).text, QStringLiteral("Read in part"));
    file.records = file.frames = 0;
    QVERIFY((reading::fileBadge(file).tone == Tone::Bad));
    QCOMPARE(reading::fileBadge(file).text, QStringLiteral("Nothing read"));
    FileModel model;
    FileRow row;
    row.file.status = domain::FileStatus::Completed;
    row.found = std::make_shared<const domain::TriageFile>(file);
    model.replaceAll({row});
    QCOMPARE(printed(model, 0)[0], QStringLiteral("Nothing read"));
}

void ModelsTest::filesAreChosenByTheirFormats()
{
    const reading::Formats formats {{"a", "A (old)", {".x", ".y"}, true}, {"b", "B", {".y"}, false}};
    const QStringList filters = reading::nameFilters(formats);
    QCOMPARE(filters.size(), 4);
    QVERIFY(filters[0].contains(QStringLiteral("(*.x *.y *.zip")));
    QCOMPARE(filters[1], QStringLiteral("A old (*.x *.y)"));
    QCOMPARE(reading::formatText(formats, "b", ""), QStringLiteral("B"));
    QCOMPARE(reading::formatText(formats, "b", "b"), QStringLiteral("B (set by hand)"));
    QCOMPARE(reading::formatText(formats, "gone", ""), QStringLiteral("gone"));
}

void ModelsTest::exportQuotesAndDisarms()
{
    VehicleModel model;
    model.replaceAll({{"a \"b\", c", "", "", "", 0, {}, {}, 1}, {"=cmd()", "", "", "", 0, {}, {}, -3}});
    const QByteArray csv = tableAsCsv(model, {VehicleModel::Id, VehicleModel::Batches});
    QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
    QVERIFY(csv.contains("\"a \"\"b\"\", c\",1\r\n"));
    QVERIFY2(csv.contains("'=cmd(),-3\r\n"), "a text must not run as a formula, a number stays one");
    const QString tsv
        = rowsAsTsv(model, {model.index(1, 0), model.index(1, 1)}, {VehicleModel::Id, VehicleModel::Batches});
    QCOMPARE(tsv, QStringLiteral("Vehicle\tBatches\n=cmd()\t-3"));
}

void ModelsTest::hexDumpShowsBytesAndCharacters()
{
    const std::vector<std::uint8_t> bytes {0x57, 0x56, 0x32, 0x00, 0x7F, 0x41, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x42};
    const QString dump = HexView::dump(bytes);
    const QStringList lines = dump.split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(QStringLiteral("0000  57 56 32 00 7F 41")));
    QVERIFY(lines[0].endsWith(QStringLiteral("WV2..A..........")));
    QVERIFY(lines[1].startsWith(QStringLiteral("0010  42")));
}

void ModelsTest::vehicleNameComesFromTheFile()
{
    QCOMPARE(SubmitDialog::suggestVehicle({QStringLiteral("/data/LOR-T 4711.asc.gz")}), QStringLiteral("LOR-T 4711"));
    QCOMPARE(SubmitDialog::suggestVehicle({QStringLiteral("/data/van12/")}), QStringLiteral("van12"));
    QCOMPARE(SubmitDialog::suggestVehicle({}), QString());
}

void ModelsTest::vinHintNamesWhatIsOdd()
{
    QVERIFY(SubmitDialog::vinHint({}).isEmpty());
    QVERIFY(SubmitDialog::vinHint(QStringLiteral("ABC")).contains(QStringLiteral("3")));
    QVERIFY(SubmitDialog::vinHint(QStringLiteral("1M8GDM9AXKP042788")).contains(QStringLiteral("fits")));
    QVERIFY(SubmitDialog::vinHint(QStringLiteral("1M8GDM9A1KP042788")).contains(QStringLiteral("does not fit")));
}

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
