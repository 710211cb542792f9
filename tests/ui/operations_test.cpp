// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/accessible_check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/sample_operations.h"
#include "ui/models/consumer_models.h"
#include "ui/models/operations_models.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_edit.h"
#include "ui/window/desk.h"

#include <QAction>
#include <QApplication>
#include <QGraphicsEffect>
#include <QLabel>
#include <QMessageBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>

using namespace argus;
using namespace argus::ui;
using namespace Qt::StringLiterals;
using test::FakeEngine;

class OperationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theOverviewShowsTheInstallation();
    void theSmallestWindowCutsNothingOff();
    void weaknessesAreToldInWords();
    void itAsksOnlyWhileItIsVisible();
    void oneQuestionAtATime();
    void theSelectionSurvivesARefresh();
    void partitionsFollowTheGroup();
    void standaloneIsExplained();
    void oldDataSaysOfWhenItIs();
    void aStoreThatNeverAnsweredIsAnEmptyPage();
    void aLetterShowsWhatItHolds();
    void sendingAgainAsksFirst();
    void onlyWhatTheSearchShowsIsSent();
    void whoMayNotSendIsToldPolitely();
    void whoMayNotSeeLettersIsToldWhy();
    void pauseReachesTheEngine();
    void anotherStoreStartsEmpty();
    void everythingHasAName();
    void theKeyboardReachesIt();

private:
    MainWindow& window() { return m_desk->window(); }
    template <class T> T* find(const char* name) { return window().findChild<T*>(QString::fromLatin1(name)); }
    QStringList column(const char* table, int column);
    int countCalls(const std::string& name) const;
    void openLetters();
    QString notice();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Desk> m_desk;
    base::UtcTime m_now;
};

void OperationsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<FakeEngine>();
    m_now = base::SystemClock::instance().now();
    m_engine->setSnapshot(test::makeSnapshot(m_now));
    m_engine->setDeadLetters(test::makeDeadLetters(m_now));
    m_desk = std::make_unique<Desk>(*qApp,
                                    std::make_unique<QSettings>(m_folder->filePath(u"ui.ini"_s), QSettings::IniFormat),
                                    Desk::Choices {u"light"_s, u"en"_s});
    window().resize(1400, 900);
    window().show();
    m_desk->bridge().attach(*m_engine);
    window().showPage(u"operations"_s);
    QTRY_COMPARE(find<DataTable>("queueTable")->model()->rowCount(), 5);
    // Refreshing is asked for by the tests.
    find<QTimer>("operationsTimer")->setInterval(3600'000);
}

void OperationsTest::cleanup()
{
    m_desk.reset();
    m_engine.reset();
}

int OperationsTest::countCalls(const std::string& name) const
{
    const auto calls = m_engine->calls();
    return static_cast<int>(std::count(calls.begin(), calls.end(), name));
}

QStringList OperationsTest::column(const char* table, int column)
{
    QStringList texts;
    const QAbstractItemModel* model = find<DataTable>(table)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        texts << model->index(row, column).data().toString();
    }
    return texts;
}

void OperationsTest::openLetters()
{
    find<QTabWidget>("operationsTabs")->setCurrentIndex(2);
    QTRY_COMPARE(find<DataTable>("deadLetterTable")->model()->rowCount(), 5);
}

QString OperationsTest::notice()
{
    const auto* row = find<NoticeRow>("notice");
    return row ? row->accessibleName() + u' ' + row->accessibleDescription() : QString();
}

void OperationsTest::theOverviewShowsTheInstallation()
{
    QCOMPARE(column("queueTable", QueueModel::Stage).value(1), u"Parse"_s);
    QCOMPARE(column("queueTable", QueueModel::State).value(1), u"Overdue"_s);
    QCOMPARE(column("queueTable", QueueModel::Ready).value(1), u"128"_s);
    QCOMPARE(column("queueTable", QueueModel::Oldest).value(1), u"1 min 14 s"_s);
    // Latest heartbeat first: the lost one stands last.
    QCOMPARE(column("workerTable", WorkerModel::Name), (QStringList {u"north"_s, u"anna"_s, u"south"_s, u"north"_s}));
    const QStringList states = column("workerTable", WorkerModel::State);
    QCOMPARE(states.mid(0, 3), (QStringList {u"Alive"_s, u"Alive"_s, u"Paused"_s}));
    QVERIFY(states.last().startsWith(u"Lost since "_s));
    QCOMPARE(find<QLabel>("outboxWaiting")->text(), u"17 events"_s);
    QVERIFY(find<QLabel>("outboxRelay")->text().contains(u"rack-07"_s));
    QCOMPARE(find<QLabel>("operationsScope")->text(), u"3 processes at work"_s);
    QVERIFY(find<QLabel>("operationsAsOf")->text().startsWith(u"as of "_s));
    QCOMPARE(find<QTabWidget>("operationsTabs")->tabText(2), u"Dead letters  5"_s);
}

void OperationsTest::theSmallestWindowCutsNothingOff()
{
    window().resize(window().minimumSize());
    auto* scroll = find<QScrollArea>("operationsScroll");
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0); // what does not fit is reached by scrolling
    const QWidget* content = scroll->widget();
    QVERIFY2(content->width() <= scroll->viewport()->width(), "nothing lies beyond the right edge");
    for (const char* name : {"serverCard0", "serverCard1", "serverCard2"}) {
        const auto* card = find<QWidget>(name);
        QVERIFY2(card->mapTo(content, QPoint(card->width(), 0)).x() <= content->width(), name);
        QVERIFY2(card->width() >= 150, name);
    }
    auto* queues = find<DataTable>("queueTable");
    QVERIFY2(queues->viewport()->height() >= 5 * queues->rowHeight(0), "a row for each stage");
    for (const char* name : {"outboxWaiting", "outboxOldest", "outboxRelay", "outboxFault"}) {
        const auto* label = find<QLabel>(name);
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), name);
    }
    QVERIFY(find<DataTable>("workerTable")->viewport()->height() >= 2 * queues->rowHeight(0));
    window().resize(1400, 900);
    QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0);
}

void OperationsTest::weaknessesAreToldInWords()
{
    const auto told = [this](const char* card) { return find<QWidget>(card)->accessibleDescription(); };
    QVERIFY(told("serverCard0").startsWith(u"Good. answered in 1.8 ms."_s));
    QVERIFY(told("serverCard1").startsWith(u"Weaker than it should be."_s));
    QVERIFY(find<QTextBrowser>("serverDetail1")->toPlainText().contains(u"kept 2 times instead of 3"_s));
    QVERIFY(told("serverCard2").startsWith(u"Does not answer."_s));
}

void OperationsTest::itAsksOnlyWhileItIsVisible()
{
    auto* timer = find<QTimer>("operationsTimer");
    QVERIFY(timer->isActive());
    timer->setInterval(1);
    const int before = countCalls("operations.snapshot");
    QTRY_VERIFY(countCalls("operations.snapshot") > before + 3);
    // The list of dead letters is not asked for while nobody looks at it.
    QCOMPARE(countCalls("operations.deadLetters"), 0);
    window().showPage(u"settings"_s);
    QVERIFY(!timer->isActive());
    m_engine->drain();
    const int hidden = countCalls("operations.snapshot");
    QTest::qWait(50);
    QCOMPARE(countCalls("operations.snapshot"), hidden);
    window().showPage(u"operations"_s);
    QVERIFY(timer->isActive());
    QTRY_VERIFY(countCalls("operations.snapshot") > hidden);
    window().hide();
    QVERIFY(!timer->isActive());
}

void OperationsTest::oneQuestionAtATime()
{
    m_engine->drain();
    QTest::qWait(20);
    const int before = countCalls("operations.snapshot");
    std::atomic<bool> go = false;
    m_engine->post([&go] {
        while (!go) {
            std::this_thread::yield();
        }
    });
    auto* refresh = find<QAction>("operationsRefresh");
    for (int i = 0; i < 5; ++i) {
        refresh->trigger();
    }
    QCOMPARE(countCalls("operations.snapshot"), before + 1);
    go = true;
    m_engine->drain();
}

void OperationsTest::theSelectionSurvivesARefresh()
{
    auto* table = find<DataTable>("workerTable");
    table->selectionModel()->select(table->model()->index(1, 0),
                                    QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    auto next = test::makeSnapshot(m_now + std::chrono::seconds(2));
    // The chosen one is heard of last now, a new one came, and the lost one is forgotten.
    next.workers[1].seenAt = next.at;
    next.workers[2] = next.workers[1];
    next.workers[2].identity = "west-1";
    next.workers[2].name = "west";
    m_engine->setSnapshot(next);
    find<QAction>("operationsRefresh")->trigger();
    QTRY_VERIFY(column("workerTable", WorkerModel::Name).contains(u"west"_s));
    const QModelIndexList chosen = table->selectionModel()->selectedRows(WorkerModel::Name);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0].data().toString(), u"anna"_s);
}

void OperationsTest::partitionsFollowTheGroup()
{
    find<QTabWidget>("operationsTabs")->setCurrentIndex(1);
    auto* groups = find<DataTable>("consumerGroupTable");
    QCOMPARE(column("consumerGroupTable", ConsumerGroupModel::Lag), (QStringList {u"0"_s, u"264"_s}));
    QCOMPARE(column("consumerGroupTable", ConsumerGroupModel::State),
             (QStringList {u"Up to date"_s, u"1 partition unread"_s}));
    QCOMPARE(column("partitionTable", PartitionModel::Committed).value(3), u"1,803"_s);
    groups->selectSourceRow(1);
    QCOMPARE(column("partitionTable", PartitionModel::State).last(), u"Nobody reads"_s);
    QCOMPARE(column("partitionTable", PartitionModel::Lag).value(2), u"6"_s);
    find<QAction>("operationsRefresh")->trigger();
    m_engine->drain();
    QTest::qWait(20);
    QCOMPARE(column("partitionTable", PartitionModel::Lag).value(2), u"6"_s);
}

void OperationsTest::standaloneIsExplained()
{
    m_engine->setSnapshot(test::makeStandaloneSnapshot(m_now));
    find<QAction>("operationsRefresh")->trigger();
    QTRY_VERIFY(find<QLabel>("operationsScope")->text().startsWith(u"Standalone"_s));
    QCOMPARE(find<QTextBrowser>("serverDetail1")->toPlainText(), u"Inside this process: no server is needed."_s);
    QCOMPARE(find<QLabel>("outboxRelay")->text(), u"This process"_s);
    find<QTabWidget>("operationsTabs")->setCurrentIndex(1);
    const auto* empty = find<QWidget>("consumerPanel")->findChild<EmptyState*>();
    QVERIFY(empty->isVisible());
    QVERIFY(empty->accessibleDescription().contains(u"there is nobody else"_s));
    // A bus that is away is something else.
    auto away = test::makeStandaloneSnapshot(m_now);
    away.servers[1] = {api::DoctorCheck::Outcome::Bad, "bus", "Kafka at b:9092: no broker answers", std::nullopt};
    m_engine->setSnapshot(away);
    find<QAction>("operationsRefresh")->trigger();
    QTRY_VERIFY(!empty->accessibleName().contains(u"Standalone"_s));
    QVERIFY(!find<QLabel>("operationsScope")->text().contains(u"Standalone"_s));
}

void OperationsTest::oldDataSaysOfWhenItIs()
{
    auto* tabs = find<QTabWidget>("operationsTabs");
    QVERIFY(!tabs->graphicsEffect()->isEnabled());
    m_engine->failCalls("operations.snapshot",
                        base::Error {base::ErrorCode::Unavailable, "connection refused", {}, false});
    find<QAction>("operationsRefresh")->trigger();
    QTRY_VERIFY(tabs->graphicsEffect()->isEnabled());
    auto* badge = find<BadgeLabel>("operationsState");
    QVERIFY(badge->isVisible());
    QVERIFY(badge->accessibleName().startsWith(u"As of "_s));
    QVERIFY(find<QLabel>("operationsScope")->toolTip().contains(u"connection refused"_s));
    QCOMPARE(column("workerTable", WorkerModel::Name).size(), 4);
    QVERIFY(find<DataTable>("workerTable")->isEnabled());
    m_engine->failCalls("operations.snapshot", std::nullopt);
    find<QAction>("operationsRefresh")->trigger();
    QTRY_VERIFY(!tabs->graphicsEffect()->isEnabled());
    QVERIFY(!badge->isVisible());
    // The engine itself may say so first.
    api::EngineStatus status;
    status.running = true;
    status.connected = false;
    m_engine->setStatus(status);
    m_desk->bridge().refreshStatus();
    QTRY_VERIFY(tabs->graphicsEffect()->isEnabled());
}

void OperationsTest::aStoreThatNeverAnsweredIsAnEmptyPage()
{
    m_engine->failCalls("operations.snapshot",
                        base::Error {base::ErrorCode::Unavailable, "connection refused", {}, false});
    m_desk->bridge().detach();
    m_desk->bridge().attach(*m_engine);
    const auto* page = find<QWidget>("operationsPage");
    QTRY_VERIFY(page->findChild<EmptyState*>()->accessibleDescription().contains(u"connection refused"_s));
    QVERIFY(page->findChild<EmptyState*>()->isVisible());
    QVERIFY(!find<QTabWidget>("operationsTabs")->isVisible());
}

void OperationsTest::aLetterShowsWhatItHolds()
{
    openLetters();
    auto* table = find<DataTable>("deadLetterTable");
    QTRY_VERIFY(table->currentSourceRow() >= 0);
    table->selectSourceRow(2);
    QCOMPARE(find<QLabel>("deadLetterReason")->text(), u"field 'batch_id' is no UUID"_s);
    QVERIFY(find<QPlainTextEdit>("deadLetterPayload")->toPlainText().contains(u"not-a-uuid-2"_s));
    QVERIFY(find<QLabel>("deadLetterFacts")->text().contains(u"without event ID"_s));
}

void OperationsTest::sendingAgainAsksFirst()
{
    openLetters();
    auto* table = find<DataTable>("deadLetterTable");
    table->selectSourceRow(1);
    QVERIFY(find<QAbstractButton>("redriveSelectedButton")->isEnabled());
    find<QAbstractButton>("redriveSelectedButton")->click();
    QTRY_VERIFY(find<QMessageBox>("redriveDialog"));
    QCOMPARE(find<QMessageBox>("redriveDialog")->text(), u"Send 1 message again?"_s);
    QCOMPARE(countCalls("operations.redrive"), 1);
    find<QAbstractButton>("redriveKeep")->click();
    QTRY_VERIFY(!find<QMessageBox>("redriveDialog"));
    QCOMPARE(countCalls("operations.redrive"), 1);
    QCOMPARE(table->model()->rowCount(), 5);
    find<QAction>("redriveSelected")->trigger();
    QTRY_VERIFY(find<QAbstractButton>("redriveConfirm"));
    find<QAbstractButton>("redriveConfirm")->click();
    QTRY_COMPARE(table->model()->rowCount(), 4);
    QCOMPARE(countCalls("operations.redrive"), 3);
    QTRY_VERIFY(notice().contains(u"1 of 1 messages were sent again"_s));
    QVERIFY(!column("deadLetterTable", DeadLetterModel::Id).contains(u"41"_s));
}

void OperationsTest::onlyWhatTheSearchShowsIsSent()
{
    openLetters();
    auto* table = find<DataTable>("deadLetterTable");
    find<SearchEdit>("deadLetterSearch")->setText(u"orchestrator"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    find<QAbstractButton>("redriveShownButton")->click();
    QTRY_VERIFY(find<QMessageBox>("redriveDialog"));
    QCOMPARE(find<QMessageBox>("redriveDialog")->text(), u"Send 2 messages again?"_s);
    find<QAbstractButton>("redriveConfirm")->click();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QVERIFY(!find<QAbstractButton>("redriveShownButton")->isEnabled());
    find<SearchEdit>("deadLetterSearch")->clear();
    QTRY_COMPARE(table->model()->rowCount(), 3);
}

void OperationsTest::whoMayNotSendIsToldPolitely()
{
    openLetters();
    m_engine->failCalls("operations.redrive", base::Error {base::ErrorCode::Denied, "needs an admin", {}, false});
    find<QAbstractButton>("redriveShownButton")->click();
    QTRY_VERIFY(notice().contains(u"administrators"_s));
    QVERIFY(notice().contains(u"Nothing was sent"_s));
    QVERIFY(!find<QMessageBox>("redriveDialog"));
    QCOMPARE(find<DataTable>("deadLetterTable")->model()->rowCount(), 5);
    QTRY_VERIFY(find<QAbstractButton>("redriveShownButton")->isEnabled());
}

void OperationsTest::whoMayNotSeeLettersIsToldWhy()
{
    m_engine->failCalls("operations.deadLetters", base::Error {base::ErrorCode::Denied, "needs an admin", {}, false});
    find<QTabWidget>("operationsTabs")->setCurrentIndex(2);
    QTRY_COMPARE(countCalls("operations.deadLetters"), 1);
    QTRY_VERIFY(find<DataTable>("deadLetterTable")->accessibleDescription().contains(u"administrator"_s));
    QVERIFY(notice().isEmpty());
    // It is not asked for again with each look at the servers.
    const int before = countCalls("operations.snapshot");
    find<QTimer>("operationsTimer")->start(1);
    QTRY_VERIFY(countCalls("operations.snapshot") > before + 3);
    QCOMPARE(countCalls("operations.deadLetters"), 1);
}

void OperationsTest::pauseReachesTheEngine()
{
    auto* pause = find<QAbstractButton>("operationsPause");
    auto* resume = find<QAbstractButton>("operationsResume");
    QTRY_VERIFY(pause->isEnabled());
    QVERIFY(!resume->isVisible());
    pause->click();
    QTRY_VERIFY(resume->isVisible());
    QCOMPARE(countCalls("operations.pause"), 1);
    QVERIFY(!pause->isVisible());
    QCOMPARE(find<BadgeLabel>("operationsState")->accessibleName(), u"Paused"_s);
    resume->click();
    QTRY_VERIFY(pause->isVisible());
    QCOMPARE(countCalls("operations.resume"), 1);
}

void OperationsTest::anotherStoreStartsEmpty()
{
    openLetters();
    m_desk->bridge().detach();
    QVERIFY(find<QWidget>("operationsPage")->findChild<EmptyState*>()->isVisible());
    QCOMPARE(find<DataTable>("workerTable")->model()->rowCount(), 0);
    QCOMPARE(find<DataTable>("deadLetterTable")->model()->rowCount(), 0);
    FakeEngine other;
    other.setSnapshot(test::makeStandaloneSnapshot(m_now));
    m_desk->bridge().attach(other);
    QTRY_COMPARE(find<DataTable>("workerTable")->model()->rowCount(), 1);
    QCOMPARE(find<DataTable>("partitionTable")->model()->rowCount(), 0);
    m_desk->bridge().detach();
}

void OperationsTest::everythingHasAName()
{
    openLetters();
    find<DataTable>("deadLetterTable")->selectSourceRow(0);
    find<QAction>("redriveSelected")->trigger();
    QTRY_VERIFY(find<QMessageBox>("redriveDialog"));
    for (const QString& language : {u"en"_s, u"zh_CN"_s, u"ko"_s}) {
        m_desk->settings().setLanguage(language);
        const test::NameCheck names = test::checkNames(window());
        QCOMPARE(names.nameless, QStringList());
        QVERIFY(names.checked > 20);
    }
    m_desk->settings().setLanguage(u"en"_s);
}

void OperationsTest::theKeyboardReachesIt()
{
    window().showPage(u"batches"_s);
    QVERIFY(!find<QWidget>("operationsPage")->isVisible());
    QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
    QVERIFY(find<QWidget>("operationsPage")->isVisible());
    const auto reachable = [this] {
        QSet<QString> reached;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->objectName();
        }
        return reached;
    };
    QSet<QString> reached = reachable();
    for (const QString& name : {u"operationsPause"_s, u"operationsTabBar"_s, u"queueTable"_s, u"workerTable"_s}) {
        QVERIFY2(reached.contains(name), qPrintable(name));
    }
    openLetters();
    find<DataTable>("deadLetterTable")->setFocus();
    reached = reachable();
    for (const QString& name : {u"deadLetterSearch"_s, u"deadLetterWithSent"_s, u"redriveSelectedButton"_s,
                                u"redriveShownButton"_s, u"deadLetterTable"_s, u"deadLetterPayload"_s}) {
        QVERIFY2(reached.contains(name), qPrintable(name));
    }
}

QTEST_MAIN(OperationsTest)
#include "operations_test.moc"
