// SPDX-License-Identifier: Apache-2.0
// What the window says about its engine and its connections, and how it stands up to wrong input.
#include "core/base/file_io.h"
#include "tests/ui/accessible_check.h"
#include "tests/ui/sample_data.h"
#include "ui/models/dtc_model.h"
#include "ui/pages/connection_dialog.h"
#include "ui/pages/triage_page.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_edit.h"
#include "ui/window/desk.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace argus;
using namespace argus::ui;
using namespace Qt::StringLiterals;
using test::FakeEngine;

namespace {

class NoSecrets final : public SecretStore
{
public:
    void read(const QString&, std::function<void(base::Result<QString>)> done) override
    {
        QTimer::singleShot(0, [done = std::move(done)] { done(QString()); });
    }
    void write(const QString&, const QString&, std::function<void(base::Result<>)> done) override
    {
        QTimer::singleShot(0, [done = std::move(done)] { done({}); });
    }
};

class FakeHost final : public ConnectionHost
{
public:
    void test(const Connection&, const base::ExecutionContext&,
              std::function<void(std::vector<api::DoctorCheck>)> done) override
    {
        done(found);
    }
    void open(const Connection& connection) override { opened.push_back(connection.profile.name); }

    QStringList opened;
    std::vector<api::DoctorCheck> found;
};

} // namespace

class DeskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aStoreThatDoesNotOpenIsSaid();
    void aLostConnectionIsSaid();
    void anotherEngineShowsAnotherStore();
    void theConnectionIsMadeTestedAndUsed();
    void aWrongConnectionCannotBeSaved();
    void aConnectionIsRemovedAfterAsking();
    void connectionsHaveNamesForAssistiveTools();
    void theKeyboardReachesTheConnections();
    void findFiltersTheTableWithTheKeyboard();
    void noticesMoveNothingAndAreSaidOnce();
    void evidenceWithoutFramesShowsItsBytes();
    void markupInNamesIsText();
    void dividersStay();
    void theUsersOrderStaysWithEachResult();
    void anEarlierRunsResultKeepsItsFramesAndReport();
    void nothingMovesUnderThePointer();
    void aPendingBatchTakesMoreRecordings();
    void recordingsWaitForAStoreThatDoesNotOpen();
    void theKeyboardIsNotHandedToCancel();
    void findGoesToTheFieldOfThePage();
    void aFullDiskIsToldApartFromOneThatIsAway();

private:
    MainWindow& window() { return m_desk->window(); }
    template <class T> T* find(const char* name) { return window().findChild<T*>(QString::fromLatin1(name)); }
    void makeDesk();
    QLineEdit* field(const char* name) { return find<QLineEdit>(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    NoSecrets m_secrets;
    FakeHost m_host;
    std::unique_ptr<Desk> m_desk;
    domain::BatchId m_sample;
};

void DeskTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<FakeEngine>();
    m_sample = test::fillEngine(*m_engine);
    m_host.opened.clear();
    m_host.found = {{"store", api::DoctorCheck::Outcome::Good, "answers"},
                    {"bus", api::DoctorCheck::Outcome::Bad, "no broker at k1:9092"}};
    makeDesk();
}

void DeskTest::makeDesk()
{
    m_desk.reset();
    m_desk = std::make_unique<Desk>(*qApp,
                                    std::make_unique<QSettings>(m_folder->filePath(u"ui.ini"_s), QSettings::IniFormat),
                                    Desk::Choices {u"light"_s, u"en"_s});
    m_desk->makeConnections(ProfileFiles(m_folder->filePath(u"connections"_s)), m_secrets, m_host);
    window().resize(1400, 900);
    window().show();
}

void DeskTest::cleanup()
{
    m_desk.reset();
    m_engine.reset();
}

void DeskTest::aStoreThatDoesNotOpenIsSaid()
{
    const auto* state = find<QWidget>("engineIndicator")->findChild<BadgeLabel*>();
    QCOMPARE(state->accessibleName(), u"Engine is opening"_s);
    const base::Error error {base::ErrorCode::Unavailable, "cannot lock /x/store.db.lock", {}, true};
    window().showOpenError(error);
    QCOMPARE(state->accessibleName(), u"Store is not open"_s);
    QCOMPARE(window().findChildren<NoticeRow*>().size(), 1);
    // Tried again with the same outcome: nothing new to say.
    window().showOpenError(error);
    QCOMPARE(window().findChildren<NoticeRow*>().size(), 1);
    m_desk->bridge().attach(*m_engine);
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    QTRY_VERIFY(window().findChildren<NoticeRow*>().isEmpty());
    QVERIFY(state->accessibleName() != u"Store is not open"_s);
}

void DeskTest::aLostConnectionIsSaid()
{
    m_desk->bridge().attach(*m_engine);
    const auto* indicator = find<QWidget>("engineIndicator");
    const auto* state = indicator->findChild<BadgeLabel*>();
    const auto* text = indicator->findChild<QLabel*>();
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    api::EngineStatus status;
    status.running = true;
    status.connected = false;
    status.place = "PostgreSQL at db:5432/argus";
    status.staleSince = base::SystemClock::instance().now();
    status.lastError = "connection refused";
    m_engine->setStatus(status);
    m_desk->bridge().refreshStatus();
    QTRY_COMPARE(state->accessibleName(), u"Reconnecting"_s);
    QVERIFY(text->text().contains(u"showing what was read until"_s));
    QVERIFY(text->text().contains(u"PostgreSQL at db:5432/argus"_s));
    QVERIFY(text->text().contains(u"connection refused"_s));
    // What was there stays on the screen.
    QCOMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    status.connected = true;
    status.staleSince.reset();
    m_engine->setStatus(status);
    m_desk->bridge().refreshStatus();
    QTRY_COMPARE(state->accessibleName(), u"Engine running"_s);
}

void DeskTest::anotherEngineShowsAnotherStore()
{
    m_desk->bridge().attach(*m_engine);
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    window().openResult(m_sample);
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
    m_desk->bridge().detach();
    QVERIFY(!window().triagePage()->batch());
    QCOMPARE(find<DataTable>("batchTable")->model()->rowCount(), 0);
    FakeEngine other;
    other.put(test::makeBatch("elsewhere", domain::BatchStatus::Completed, 1, base::SystemClock::instance().now()));
    m_desk->bridge().attach(other);
    window().showPage(u"batches"_s);
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 1);
    m_desk->bridge().detach();
}

void DeskTest::theConnectionIsMadeTestedAndUsed()
{
    window().showPage(u"settings"_s);
    auto* table = find<DataTable>("connectionTable");
    QCOMPARE(table->model()->rowCount(), 1);
    find<QAction>("connectionAdd")->trigger();
    auto* dialog = find<ConnectionDialog>("connectionDialog");
    QVERIFY(dialog);
    QVERIFY(!find<QAbstractButton>("connectionSave")->isEnabled());
    QTest::keyClicks(field("connectionName"), u"workshop"_s);
    QVERIFY(!field("connectionStorePassword")->isEnabled());
    field("connectionStore")->setText(u"postgresql://db:5432/argus"_s);
    QVERIFY(field("connectionStorePassword")->isEnabled());
    QCOMPARE(field("connectionStorePassword")->echoMode(), QLineEdit::Password);
    field("connectionBlobs")->setText(u"shared:/mnt/recordings"_s);
    field("connectionBus")->setText(u"kafka://k1:9092"_s);
    find<QAbstractButton>("connectionTest")->click();
    auto* checks = find<QListWidget>("connectionChecks");
    QTRY_COMPARE(checks->count(), 2);
    QCOMPARE(checks->item(1)->text(), u"Bus does not work: no broker at k1:9092"_s);
    // What was found is not so of what stands there now, be it a password.
    field("connectionStorePassword")->setText(u"other"_s);
    QCOMPARE(checks->count(), 1);
    QVERIFY2(checks->item(0)->text().startsWith(u"Changed since the test"_s), qPrintable(checks->item(0)->text()));
    // Nor is the answer of a test that still ran.
    find<QAbstractButton>("connectionTest")->click();
    field("connectionStorePassword")->setText(u"another"_s);
    QTest::qWait(50);
    QCOMPARE(checks->count(), 1);
    QVERIFY(!find<QWidget>("connectionTesting")->isVisible());
    // A store that does not open leaves the rest unlooked at, and that is said.
    m_host.found = {{"store", api::DoctorCheck::Outcome::Bad, "no answer"}};
    field("connectionBlobs")->setText(u"s3+https://s3:9000/bucket"_s);
    find<QAbstractButton>("connectionTest")->click();
    QTRY_COMPARE(checks->count(), 3);
    QCOMPARE(checks->item(0)->text(), u"Store does not work: no answer"_s);
    QVERIFY(checks->item(1)->text().startsWith(u"Recordings not tested"_s));
    QVERIFY(checks->item(2)->text().startsWith(u"Bus not tested"_s));
    find<QAbstractButton>("connectionSave")->click();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(m_host.opened, QStringList());
    QVERIFY(find<QAction>("connectionUse")->isEnabled());
    find<QAction>("connectionUse")->trigger();
    QTRY_COMPARE(m_host.opened, QStringList {u"workshop"_s});
    // What is in use is neither used again nor removed.
    QVERIFY(!find<QAction>("connectionUse")->isEnabled());
    QVERIFY(!find<QAction>("connectionRemove")->isEnabled());
    QCOMPARE(m_desk->settings().lastProfile(), u"workshop"_s);
}

void DeskTest::aWrongConnectionCannotBeSaved()
{
    window().showPage(u"settings"_s);
    find<QAction>("connectionAdd")->trigger();
    const auto hint = [this] { return find<QLabel>("connectionHint")->text(); };
    field("connectionName")->setText(u"x"_s);
    field("connectionStore")->setText(u"postgresql://me:pw@db/argus"_s);
    QVERIFY(hint().contains(u"password"_s));
    QVERIFY(!find<QAbstractButton>("connectionSave")->isEnabled());
    QVERIFY(!find<QAbstractButton>("connectionTest")->isEnabled());
    field("connectionStore")->setText(u"postgresql://db/argus"_s);
    QVERIFY(hint().contains(u"Kafka"_s));
    QTest::keyClick(field("connectionName"), Qt::Key_Return);
    QVERIFY(find<ConnectionDialog>("connectionDialog")->isVisible());
    QTest::keyClick(field("connectionName"), Qt::Key_Escape);
    QTRY_VERIFY(!find<ConnectionDialog>("connectionDialog"));
    QVERIFY(m_desk->context().connections->profiles().isEmpty());
}

void DeskTest::aConnectionIsRemovedAfterAsking()
{
    ConnectionProfile profile;
    profile.name = u"old"_s;
    profile.store = u"/data/old.db"_s;
    QVERIFY(m_desk->context().connections->save(profile, {}, {}).has_value());
    window().showPage(u"settings"_s);
    auto* table = find<DataTable>("connectionTable");
    QCOMPARE(table->model()->rowCount(), 2);
    table->selectSourceRow(1);
    find<QAction>("connectionRemove")->trigger();
    find<QAbstractButton>("removeConnectionKeep")->click();
    QCOMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(!find<QWidget>("removeConnectionDialog"));
    find<QAction>("connectionRemove")->trigger();
    find<QAbstractButton>("removeConnectionConfirm")->click();
    QTRY_COMPARE(table->model()->rowCount(), 1);
}

void DeskTest::connectionsHaveNamesForAssistiveTools()
{
    window().showPage(u"settings"_s);
    find<DataTable>("shortcutTable")->openFilter();
    find<QAction>("connectionAdd")->trigger();
    const test::NameCheck names = test::checkNames(window());
    QCOMPARE(names.nameless, QStringList());
    QVERIFY(names.checked > 30);
}

void DeskTest::theKeyboardReachesTheConnections()
{
    window().showPage(u"settings"_s);
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QSet<QString> reached;
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached << QApplication::focusWidget()->objectName();
    }
    for (const char* name : {"connectionTable", "connectionAddButton", "connectionUseButton", "shortcutTable"}) {
        QVERIFY2(reached.contains(QString::fromLatin1(name)) || !find<QWidget>(name)->isEnabled(), name);
    }
}

void DeskTest::findFiltersTheTableWithTheKeyboard()
{
    m_desk->bridge().attach(*m_engine);
    window().openResult(m_sample);
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
    window().triagePage()->showPanel(u"ledgerPanel"_s);
    auto* ledger = find<DataTable>("ledgerTable");
    const int all = ledger->model()->rowCount();
    ledger->setFocus();
    QTRY_VERIFY(ledger->hasFocus());
    find<QAction>("actionFind")->trigger();
    auto* filter = find<SearchEdit>("ledgerTableFilter");
    QVERIFY(filter && filter->isVisible());
    QTest::keyClicks(filter, u"body"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(ledger->model()->rowCount() < all);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(ledger->model()->rowCount(), all);
    QVERIFY(ledger->hasFocus());
}

void DeskTest::noticesMoveNothingAndAreSaidOnce()
{
    m_desk->bridge().attach(*m_engine);
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    const QRect before(table->mapTo(&window(), QPoint()), table->size());
    for (int i = 0; i < 3; ++i) {
        m_desk->notices().postError(u"It did not work."_s, {base::ErrorCode::Internal, "why", {}, false});
    }
    QTest::qWait(30);
    QCOMPARE(QRect(table->mapTo(&window(), QPoint()), table->size()), before);
    const auto rows = window().findChildren<NoticeRow*>();
    QCOMPARE(rows.size(), 1);
    QVERIFY(rows.front()->isVisible());
    QVERIFY(window().rect().contains(QRect(rows.front()->mapTo(&window(), QPoint()), rows.front()->size())));
    find<QAbstractButton>("noticeClose")->click();
    QTRY_VERIFY(window().findChildren<NoticeRow*>().isEmpty());
    QTRY_VERIFY(!find<QWidget>("messageBar")->isVisible());
}

void DeskTest::evidenceWithoutFramesShowsItsBytes()
{
    m_engine->putFrames({});
    m_desk->bridge().attach(*m_engine);
    window().openResult(m_sample);
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
    find<DataTable>("dtcTable")->selectFirstRow();
    auto* bytes = find<QPlainTextEdit>("dtcEvidenceHex");
    QTRY_VERIFY(bytes->toPlainText().startsWith(u"0000  "_s));
    QCOMPARE(find<DataTable>("dtcEvidenceFrames")->model()->rowCount(), 0);
}

void DeskTest::markupInNamesIsText()
{
    const std::string name = "<b>van</b> & <img src='x'>";
    auto detail = test::makeBatch(name, domain::BatchStatus::Uploaded, 1, base::SystemClock::instance().now());
    m_engine->put(detail);
    m_desk->bridge().attach(*m_engine);
    window().openBatch(detail.batch.id);
    const auto shows = [this, &name] {
        for (const QLabel* label : find<QWidget>("batchDetail")->findChildren<QLabel*>()) {
            if (label->text() == QString::fromStdString(name)) {
                return label->textFormat() == Qt::PlainText;
            }
        }
        return false;
    };
    QTRY_VERIFY(shows());
}

void DeskTest::dividersStay()
{
    auto* splitter = find<QSplitter>("batchSplitter");
    QTRY_VERIFY(splitter && splitter->sizes().value(0) > 0);
    const int wanted = splitter->sizes()[0] - 80;
    splitter->setSizes({wanted, splitter->sizes()[1] + 80});
    Q_EMIT splitter->splitterMoved(wanted, 1);
    makeDesk();
    QTRY_COMPARE(find<QSplitter>("batchSplitter")->sizes()[0], wanted);
}

void DeskTest::theUsersOrderStaysWithEachResult()
{
    m_desk->bridge().attach(*m_engine);
    window().openResult(m_sample);
    auto* table = find<DataTable>("dtcTable");
    QTRY_COMPARE(table->model()->rowCount(), 7);
    QHeaderView* header = table->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), int(DtcModel::Severity));
    const int x = header->sectionViewportPosition(DtcModel::Code) + 20;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, 10));
    QCOMPARE(header->sortIndicatorSection(), int(DtcModel::Code));
    const QString first = table->model()->index(0, DtcModel::Code).data().toString();
    QSignalSpy loaded(window().triagePage(), &TriagePage::loaded);
    window().openResult(m_sample);
    QVERIFY(loaded.wait(5000));
    QCOMPARE(header->sortIndicatorSection(), int(DtcModel::Code));
    QVERIFY(header->isSortIndicatorShown());
    QCOMPARE(table->model()->index(0, DtcModel::Code).data().toString(), first);
}

void DeskTest::anEarlierRunsResultKeepsItsFramesAndReport()
{
    const auto all = m_engine->allBatches();
    auto batch = *std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.id == m_sample; });
    const std::int64_t shown = batch.runEpoch;
    ++batch.runEpoch;
    batch.status = domain::BatchStatus::Pending;
    batch.completedAt.reset();
    m_engine->putSilently({batch, {}, {}});
    m_desk->bridge().attach(*m_engine);
    window().openResult(m_sample);
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
    QTRY_COMPARE(m_engine->framesOfRun(), shown);
    // That another run waits is said at once, not only with its next change.
    auto* now = find<QWidget>("triageNow");
    QVERIFY(now);
    QTRY_VERIFY(now->isVisible());
}

void DeskTest::nothingMovesUnderThePointer()
{
    m_desk->bridge().attach(*m_engine);
    window().openBatch(m_sample);
    auto* cancel = find<QAbstractButton>("batchCancelButton");
    QTRY_VERIFY(find<QAbstractButton>("batchReopenButton")->isVisible());
    QVERIFY(cancel->isVisible());
    QVERIFY(!cancel->isEnabled());
    const QPoint ended = cancel->mapTo(&window(), QPoint());
    const auto all = m_engine->allBatches();
    auto batch = *std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.id == m_sample; });
    batch.status = domain::BatchStatus::Scattering;
    batch.completedAt.reset();
    m_engine->putSilently({batch, {}, {}});
    m_engine->tellChanged({m_sample, false});
    QTRY_VERIFY(cancel->isEnabled());
    QCOMPARE(cancel->mapTo(&window(), QPoint()), ended);
}

void DeskTest::aPendingBatchTakesMoreRecordings()
{
    m_desk->bridge().attach(*m_engine);
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    const auto all = m_engine->allBatches();
    const auto waiting = std::find_if(all.begin(), all.end(),
                                      [](const auto& each) { return each.status == domain::BatchStatus::Pending; });
    window().openBatch(m_sample);
    auto* add = find<QAction>("batchAddFiles");
    QTRY_VERIFY(find<QAbstractButton>("batchReopenButton")->isVisible());
    QVERIFY(!add->isVisible());
    window().openBatch(waiting->id);
    QTRY_VERIFY(add->isVisible());
    add->trigger();
    auto* dialog = find<QFileDialog>("addDialog");
    QVERIFY(dialog);
    Q_EMIT dialog->filesSelected({u"/data/more.asc"_s});
    dialog->reject();
    QTRY_COMPARE(m_engine->submitted().size(), std::size_t(1));
    const api::Submission more = m_engine->submitted()[0];
    QVERIFY(more.batch == waiting->id);
    QCOMPARE(more.vehicleId, waiting->vehicleId);
    QVERIFY2(!more.complete, "that these are all is for the user to say");
}

void DeskTest::theKeyboardIsNotHandedToCancel()
{
    m_desk->bridge().attach(*m_engine);
    window().openBatch(m_sample);
    auto* reprocess = find<QAbstractButton>("batchReprocessButton");
    QTRY_VERIFY(reprocess->isVisible());
    reprocess->setFocus();
    QTRY_VERIFY(reprocess->hasFocus());
    QTest::keyClick(reprocess, Qt::Key_Space);
    QTRY_VERIFY(find<QAbstractButton>("batchCancelButton")->isEnabled());
    QVERIFY(!find<QAbstractButton>("batchCancelButton")->hasFocus());
    QVERIFY(find<DataTable>("batchFiles")->hasFocus());
    // Who presses the same key once more stops nothing.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    m_engine->drain();
    QTest::qWait(30);
    const auto calls = m_engine->calls();
    QCOMPARE(std::count(calls.begin(), calls.end(), "batches.reprocess"), 1);
    QCOMPARE(std::count(calls.begin(), calls.end(), "batches.cancel"), 0);
}

void DeskTest::findGoesToTheFieldOfThePage()
{
    m_desk->bridge().attach(*m_engine);
    window().showPage(u"vehicles"_s);
    auto* table = find<DataTable>("vehicleTable");
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->setFocus();
    QTRY_VERIFY(table->hasFocus());
    find<QAction>("actionFind")->trigger();
    QVERIFY(find<SearchEdit>("vehicleSearch")->hasFocus());
    QVERIFY(!find<SearchEdit>("vehicleTableFilter"));
}

void DeskTest::recordingsWaitForAStoreThatDoesNotOpen()
{
    window().showOpenError({base::ErrorCode::Denied, "cannot open /proc/nope: Permission denied", {}, false});
    window().addPaths({u"/data/van 12.asc"_s});
    const auto bar = [this] { return find<QWidget>("uploadBar"); };
    QVERIFY(!bar()->isVisible());
    find<QAbstractButton>("submitStart")->click();
    const auto told = [this] {
        QStringList titles;
        for (const NoticeRow* row : window().findChildren<NoticeRow*>()) {
            titles << row->accessibleName() + u'|' + row->accessibleDescription();
        }
        return titles.filter(u"van 12"_s).join(u'\n');
    };
    QVERIFY2(told().contains(u"the store is not open"_s), qPrintable(told()));
    QVERIFY2(told().contains(u"Permission denied"_s), qPrintable(told()));
    QVERIFY(bar()->isVisible());
    QVERIFY(bar()->findChild<QLabel*>()->text().contains(u"“van 12” waits"_s));
    // One whose opening fails only later is told of, too; each once.
    m_desk->bridge().reportOpening();
    window().addPaths({u"/data/other.asc"_s});
    auto* dialog = window().findChildren<QDialog*>(u"submitDialog"_s).last();
    dialog->findChild<QAbstractButton*>(u"submitStart"_s)->click();
    window().showOpenError({base::ErrorCode::Denied, "cannot open /proc/nope: Permission denied", {}, false});
    QCOMPARE(told().count(u"van 12"_s), 1);
    QVERIFY(bar()->findChild<QLabel*>()->text().contains(u"1 more waiting"_s));
    // Nothing is lost: the store that opens takes both in.
    m_desk->bridge().attach(*m_engine);
    QTRY_COMPARE(m_engine->submitted().size(), std::size_t(2));
    QCOMPARE(m_engine->submitted()[0].vehicleId, std::string("van 12"));
    QCOMPARE(m_engine->submitted()[1].vehicleId, std::string("other"));
    QTRY_VERIFY(!bar()->isVisible());
    QVERIFY(!told().contains(u"the store is not open"_s));
}

void DeskTest::aFullDiskIsToldApartFromOneThatIsAway()
{
    const auto told = [](base::ErrorCode code, const std::string& message) {
        const words::Problem problem = words::problem(base::Error {code, message, {}, false});
        return problem.title + u'|' + problem.advice;
    };
    for (const std::string& message :
         {"cannot write /data/blobs: " + base::errnoText(ENOSPC), "cannot write: " + base::errnoText(EDQUOT),
          std::string("the disk that holds the store is full: free some space")}) {
        const QString text = told(base::ErrorCode::Unavailable, message);
        QVERIFY2(text.startsWith(u"The disk is full.|Free some space"_s) && text.contains(u"Retry"_s),
                 qPrintable(text));
        QVERIFY(!text.contains(u"by itself"_s));
    }
    for (const base::ErrorCode code :
         {base::ErrorCode::Denied, base::ErrorCode::Unavailable, base::ErrorCode::Internal}) {
        const QString text = told(code, "cannot create a file in /data/blobs: " + base::errnoText(EACCES));
        QVERIFY2(text.contains(u"who may read and write the folder"_s), qPrintable(text));
        QVERIFY(!text.contains(u"room"_s) && !text.contains(u"space"_s));
    }
    // A right in a workspace is no right in a folder, and a server that is away is not full.
    QVERIFY(told(base::ErrorCode::Denied, "reader may not delete batches").contains(u"owner of the workspace"_s));
    const QString away = told(base::ErrorCode::Unavailable, "no answer from db1:5432");
    QVERIFY2(away.contains(u"does not answer"_s) && !away.contains(u"room"_s), qPrintable(away));
}

QTEST_MAIN(DeskTest)
#include "desk_test.moc"
