// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_data.h"
#include "ui/bridge/batch_feed.h"
#include "ui/bridge/uploads.h"
#include "ui/models/batch_list_model.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace argus;
using namespace argus::ui;
using test::FakeEngine;

class BridgeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoneChangeArrivesAtOnce();
    void aStormOfEventsBecomesFewUpdates();
    void tooManyBatchesAreCountedAndAskForEverything();
    void noAnswerReachesWhoIsGone();
    void aSlotDropsTheAnswerThatIsOutOfDate();
    void detachDropsWhatIsUnderWay();
    void withoutEngineTheAnswerIsUnavailable();
    void theFeedFollowsTheEngine();
    void anUploadCanBeCancelled();
};

namespace {

void askStatus(EngineBridge& bridge, QObject* receiver, int& answers, QuerySlot* slot = nullptr)
{
    bridge.ask<api::EngineStatus>(
        receiver, "test",
        [](api::Engine& engine, const base::ExecutionContext& context, api::Callback<api::EngineStatus> done) {
            engine.operations().status(context, std::move(done));
        },
        [&answers](base::Result<api::EngineStatus>) { ++answers; }, slot);
}

} // namespace

void BridgeTest::aLoneChangeArrivesAtOnce()
{
    FakeEngine engine;
    EngineBridge bridge;
    bridge.attach(engine);
    int told = 0;
    connect(&bridge, &EngineBridge::batchesChanged, this, [&told] { ++told; });
    engine.tellChanged({domain::BatchId::make(), false});
    QCoreApplication::processEvents();
    QCOMPARE(told, 1);
}

void BridgeTest::aStormOfEventsBecomesFewUpdates()
{
    FakeEngine engine;
    EngineBridge bridge;
    BatchListModel model;
    BatchFeed feed(bridge);
    connect(&feed, &BatchFeed::listed, this, [&model](const auto& batches) { model.merge(batches); });
    connect(&feed, &BatchFeed::updated, this, [&model](const auto& batches) { model.upsert(batches); });
    bridge.attach(engine);
    feed.setActive(true);
    std::vector<api::BatchDetail> details;
    for (int i = 0; i < 10; ++i) {
        details.push_back(test::makeBatch("V", domain::BatchStatus::Scattering, 1, base::fromMicros(i)));
        engine.put(details.back());
    }
    QTRY_COMPARE(model.rowCount(), 10);

    int updates = 0;
    connect(&bridge, &EngineBridge::batchesChanged, this, [&updates] { ++updates; });
    int modelUpdates = 0;
    connect(&feed, &BatchFeed::updated, this, [&modelUpdates] { ++modelUpdates; });
    constexpr int kEvents = 100'000;
    const BridgeCounters before = bridge.counters();
    QElapsedTimer clock;
    clock.start();
    std::jthread storm([&] {
        for (int i = 0; i < kEvents; ++i) {
            if (i % 1000 == 0) {
                api::BatchDetail& detail = details[static_cast<std::size_t>(i / 1000) % details.size()];
                ++detail.batch.version;
                engine.put(detail);
            } else {
                engine.tellChanged({details[static_cast<std::size_t>(i) % details.size()].batch.id, false});
            }
            if (i % 100 == 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        }
    });
    while (bridge.counters().received < before.received + kEvents && clock.elapsed() < 60'000) {
        QTest::qWait(5);
    }
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    QVERIFY(bridge.counters().received >= before.received + kEvents);
    QCOMPARE(bridge.counters().dropped, before.dropped);
    // 30 a second, and the first of the burst at once.
    QVERIFY2(updates <= 31 * std::max(1.0, seconds), qPrintable(QString::number(updates)));
    QVERIFY2(modelUpdates <= 31 * std::max(1.0, seconds), qPrintable(QString::number(modelUpdates)));
    // The last state is what is shown.
    const domain::Batch& last = details[0].batch;
    QTRY_COMPARE(model.row(model.rowOf(last.id)).version, last.version);
}

void BridgeTest::tooManyBatchesAreCountedAndAskForEverything()
{
    FakeEngine engine;
    EngineBridge bridge;
    bridge.attach(engine);
    bool everything = false;
    connect(&bridge, &EngineBridge::batchesChanged, this,
            [&everything](const BatchChanges& changes) { everything = everything || changes.everything; });
    for (int i = 0; i < 5000; ++i) {
        engine.tellChanged({domain::BatchId::make(), false});
    }
    QTRY_VERIFY(everything);
    QCOMPARE(bridge.counters().dropped, 904u);
}

void BridgeTest::noAnswerReachesWhoIsGone()
{
    FakeEngine engine;
    EngineBridge bridge;
    bridge.attach(engine);
    int answers = 0;
    auto receiver = std::make_unique<QObject>();
    askStatus(bridge, receiver.get(), answers);
    receiver.reset();
    engine.drain();
    QTest::qWait(20);
    QCOMPARE(answers, 0);
}

void BridgeTest::aSlotDropsTheAnswerThatIsOutOfDate()
{
    FakeEngine engine;
    EngineBridge bridge;
    bridge.attach(engine);
    int first = 0;
    int second = 0;
    QuerySlot slot;
    askStatus(bridge, this, first, &slot);
    engine.drain();
    askStatus(bridge, this, second, &slot);
    engine.drain();
    QTRY_COMPARE(second, 1);
    QCOMPARE(first, 0);
    QVERIFY(!slot.isBusy());
}

void BridgeTest::detachDropsWhatIsUnderWay()
{
    auto engine = std::make_unique<FakeEngine>();
    EngineBridge bridge;
    bridge.attach(*engine);
    int told = 0;
    connect(&bridge, &EngineBridge::batchesChanged, this, [&told] { ++told; });
    engine->drain();
    bridge.detach();
    engine->tellChanged({domain::BatchId::make(), false});
    QTest::qWait(50);
    QCOMPARE(told, 0);
    engine.reset();
    QVERIFY(!bridge.isAttached());
}

void BridgeTest::withoutEngineTheAnswerIsUnavailable()
{
    EngineBridge bridge;
    std::optional<base::ErrorCode> code;
    bridge.ask<api::EngineStatus>(
        this, "test", [](api::Engine&, const base::ExecutionContext&, api::Callback<api::EngineStatus>) {},
        [&code](base::Result<api::EngineStatus> result) {
            code = result ? std::nullopt : std::optional(result.error().code);
        });
    QTRY_VERIFY(code.has_value());
    QVERIFY(*code == base::ErrorCode::Unavailable);
}

void BridgeTest::theFeedFollowsTheEngine()
{
    FakeEngine engine;
    EngineBridge bridge;
    BatchFeed feed(bridge);
    std::vector<domain::BatchId> removed;
    std::vector<domain::Batch> listed;
    connect(&feed, &BatchFeed::listed, this, [&listed](const auto& batches) { listed = batches; });
    connect(&feed, &BatchFeed::removed, this, [&removed](const auto& ids) { removed = ids; });
    const auto detail = test::makeBatch("V", domain::BatchStatus::Completed, 1, base::fromMicros(1));
    engine.put(detail);
    bridge.attach(engine);
    QTest::qWait(50);
    QVERIFY2(listed.empty(), "a feed that is off asks for nothing");
    feed.setActive(true);
    QTRY_COMPARE(listed.size(), std::size_t(1));
    engine.tellChanged({detail.batch.id, true});
    QTRY_COMPARE(removed.size(), std::size_t(1));
}

void BridgeTest::anUploadCanBeCancelled()
{
    FakeEngine engine;
    EngineBridge bridge;
    Uploads uploads(bridge);
    int failed = 0;
    int finished = 0;
    connect(&uploads, &Uploads::failed, this, [&failed](const auto&, const base::Error& error) {
        failed += error.code == base::ErrorCode::Cancelled ? 1 : 0;
    });
    connect(&uploads, &Uploads::finished, this, [&finished] { ++finished; });
    api::Submission submission;
    submission.paths = {"drive.asc"};
    uploads.enqueue(submission);
    uploads.enqueue(submission);
    QCOMPARE(uploads.waiting(), std::size_t(2));
    bridge.attach(engine);
    uploads.cancelCurrent();
    QCOMPARE(failed, 1);
    QTRY_COMPARE(finished, 1);
    QVERIFY(!uploads.isRunning());
}

QTEST_MAIN(BridgeTest)
#include "bridge_test.moc"
