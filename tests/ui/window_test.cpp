// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/accessible_check.h"
#include "tests/ui/sample_data.h"
#include "ui/pages/batches_page.h"
#include "ui/pages/triage_page.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/stage_strip.h"
#include "ui/widgets/timeline_widget.h"
#include "ui/window/desk.h"
#include "ui/window/submit_dialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <future>

using namespace argus;
using namespace argus::ui;
using test::FakeEngine;

class WindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theBoardShowsTheStore();
    void theBoardFollowsTheEngine();
    void theFilterNarrowsTheBoard();
    void theSearchWaitsForAPause();
    void cancelReachesTheEngine();
    void deleteAsksFirst();
    void enterOpensTheResult();
    void theResultShowsCodesAndFrames();
    void aResultThatIsNotThereYetComesByItself();
    void theTimelineCanBeReadWithKeys();
    void droppedFilesBecomeASubmission();
    void aFormatIsOverruledOnTheBoard();
    void aClockIsShiftedInTheLedger();
    void anErrorSaysWhatHappened();
    void hiddenPagesAskForNothing();
    void theLanguageChangesAtRunTime();
    void theCommandPaletteFindsActions();
    void copyTakesTheRows();
    void everythingHasANameForAssistiveTools();
    void theKeyboardReachesEverything();
    void aSearchIsMeantForOneCase();
    void aBatchThatIsWantedIsShownWhateverIsSearched();
    void uploadsUnderWayHoldTheWindow();
    void aCarUnderTwoNamesIsTold();
    void theWindowIsUsableBeforeTheEngine();

private:
    MainWindow& window() { return m_desk->window(); }
    template <class T> T* find(const char* name) { return window().findChild<T*>(QString::fromLatin1(name)); }
    void openSample();
    int countCalls(const std::string& name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Desk> m_desk;
    domain::BatchId m_sample;
};

void WindowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<FakeEngine>();
    m_sample = test::fillEngine(*m_engine);
    m_desk = std::make_unique<Desk>(
        *qApp, std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("ui.ini")), QSettings::IniFormat),
        Desk::Choices {QStringLiteral("light"), QStringLiteral("en")});
    window().resize(1400, 900);
    window().show();
    m_desk->bridge().attach(*m_engine);
}

void WindowTest::cleanup()
{
    m_desk.reset();
    m_engine.reset();
}

int WindowTest::countCalls(const std::string& name) const
{
    const auto calls = m_engine->calls();
    return static_cast<int>(std::count(calls.begin(), calls.end(), name));
}

void WindowTest::openSample()
{
    window().openResult(m_sample);
    QTRY_VERIFY(find<DataTable>("dtcTable") && find<DataTable>("dtcTable")->model()->rowCount() == 7);
}

void WindowTest::theBoardShowsTheStore()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    // The newest is chosen, and its details are there.
    QTRY_VERIFY(find<DataTable>("batchFiles")->model()->rowCount() > 0);
    QTRY_COMPARE(find<QAbstractButton>("statusFilter0")->text(), QStringLiteral("All  20"));
}

void WindowTest::theBoardFollowsTheEngine()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    auto detail = test::makeBatch("brand new", domain::BatchStatus::Uploaded, 2, base::SystemClock::instance().now());
    m_engine->put(detail);
    QTRY_COMPARE(table->model()->rowCount(), 21);
    const auto shown = [table] { return table->model()->index(0, BatchListModel::Status).data().toString(); };
    QCOMPARE(shown(), QStringLiteral("Uploaded"));
    detail.batch.status = domain::BatchStatus::Scattering;
    m_engine->put(detail);
    QTRY_COMPARE(shown(), QStringLiteral("Reading"));
    m_engine->tellChanged({detail.batch.id, true});
    QTRY_COMPARE(table->model()->rowCount(), 20);
}

void WindowTest::theFilterNarrowsTheBoard()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    find<QAbstractButton>("statusFilter5")->click();
    QCOMPARE(table->model()->rowCount(), 2);
    find<QAbstractButton>("statusFilter0")->click();
    QCOMPARE(table->model()->rowCount(), 20);
}

void WindowTest::theSearchWaitsForAPause()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    auto* search = find<SearchEdit>("batchSearch");
    QSignalSpy searched(search, &SearchEdit::searched);
    QTest::keyClicks(search, QStringLiteral("KL-AB"));
    QCOMPARE(searched.size(), 0);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(searched.size(), 1);
    search->clear();
    QCOMPARE(table->model()->rowCount(), 20);
}

void WindowTest::cancelReachesTheEngine()
{
    for (const auto& batch : m_engine->allBatches()) {
        if (batch.status == domain::BatchStatus::Scattering) {
            window().openBatch(batch.id);
        }
    }
    QTRY_VERIFY(find<QAbstractButton>("batchCancelButton")->isEnabled());
    QTRY_VERIFY(!find<StageStrip>("stageStrip")->spokenText().isEmpty());
    find<QAbstractButton>("batchCancelButton")->click();
    QTRY_COMPARE(countCalls("batches.cancel"), 1);
    QTRY_VERIFY(find<QAbstractButton>("batchRetryButton")->isVisible());
    QTRY_VERIFY(find<QLabel>("batchError")->text().contains(QStringLiteral("cancelled by tester")));
}

void WindowTest::deleteAsksFirst()
{
    window().openBatch(m_sample);
    QTRY_VERIFY(find<QAbstractButton>("batchDeleteButton")->isEnabled());
    find<QAbstractButton>("batchDeleteButton")->click();
    QTRY_VERIFY(find<QAbstractButton>("deleteConfirm"));
    QCOMPARE(countCalls("batches.remove"), 0);
    find<QAbstractButton>("deleteConfirm")->click();
    QTRY_COMPARE(countCalls("batches.remove"), 1);
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 19);
}

void WindowTest::enterOpensTheResult()
{
    window().openBatch(m_sample);
    auto* table = find<DataTable>("batchTable");
    QTRY_VERIFY(table->currentSourceRow() >= 0);
    QTRY_VERIFY(find<QAbstractButton>("batchOpenButton")->isEnabled());
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(find<TriagePage>("triagePage") && find<TriagePage>("triagePage")->isVisible());
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
}

void WindowTest::theResultShowsCodesAndFrames()
{
    openSample();
    QVERIFY(find<QWidget>("syntheticBanner")->isVisible());
    auto* codes = find<DataTable>("dtcTable");
    QCOMPARE(codes->model()->index(0, DtcModel::Code).data().toString(), QStringLiteral("P0301-00"));
    const QString about = find<QTextBrowser>("dtcDetailText")->toPlainText();
    QVERIFY(about.contains(QStringLiteral("confirmedDTC")));
    QVERIFY(about.contains(QStringLiteral("warningIndicatorRequested")));
    auto* frames = find<DataTable>("dtcEvidenceFrames");
    QTRY_COMPARE(frames->model()->rowCount(), 41);
    QTRY_VERIFY(frames->currentIndex().isValid());
    QCOMPARE(frames->model()->index(frames->currentIndex().row(), 0).data().toString(), QStringLiteral("Evidence"));
    QVERIFY(find<QPlainTextEdit>("dtcEvidenceHex")->toPlainText().startsWith(QStringLiteral("0000  10 0F")));
    QVERIFY(find<QLabel>("triageSummary")->text().contains(QStringLiteral("misfire")));
}

void WindowTest::aResultThatIsNotThereYetComesByItself()
{
    auto detail = test::makeBatch("later", domain::BatchStatus::Diagnosing, 1, base::SystemClock::instance().now());
    m_engine->put(detail);
    window().openResult(detail.batch.id);
    QTRY_VERIFY(countCalls("results.triage") > 0);
    detail.batch.status = domain::BatchStatus::Completed;
    m_engine->drain();
    QTest::qWait(50);
    m_engine->putTriage(test::makeTriage(detail.batch));
    m_engine->put(detail);
    QTRY_COMPARE(find<DataTable>("dtcTable")->model()->rowCount(), 7);
}

void WindowTest::theTimelineCanBeReadWithKeys()
{
    openSample();
    window().triagePage()->showPanel(QStringLiteral("timelinePanel"));
    auto* picture = find<TimelineWidget>("timelinePicture");
    QTest::keyClick(picture, Qt::Key_Home);
    QCOMPARE(picture->cursor(), 0);
    QTest::keyClick(picture, Qt::Key_Right);
    QTest::keyClick(picture, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(picture->cursor(), 11);
    QTest::keyClick(picture, Qt::Key_End);
    QCOMPARE(picture->cursor(), 107);
    QVERIFY(picture->readout().contains(QStringLiteral("frames")));
    const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(picture);
    QCOMPARE(spoken->text(QAccessible::Value), picture->readout());
    find<QAbstractButton>("timelineAsTable")->click();
    QVERIFY(find<DataTable>("timelineTable")->isVisible());
    QCOMPARE(find<DataTable>("timelineTable")->model()->rowCount(), 109);
}

void WindowTest::droppedFilesBecomeASubmission()
{
    QMimeData data;
    data.setUrls(
        {QUrl::fromLocalFile(QStringLiteral("/data/van 12.asc")), QUrl::fromLocalFile(QStringLiteral("/data/more"))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &enter);
    QVERIFY(find<QWidget>("dropOverlay")->isVisible());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &drop);
    QVERIFY(!find<QWidget>("dropOverlay")->isVisible());
    auto* dialog = find<SubmitDialog>("submitDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("submitVehicle"))->text(), QStringLiteral("van 12"));
    auto* start = dialog->findChild<QAbstractButton*>(QStringLiteral("submitStart"));
    dialog->findChild<QLineEdit*>(QStringLiteral("submitVehicle"))->clear();
    QVERIFY(!start->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("submitVehicle")), QStringLiteral("Van 12"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("submitVin")), QStringLiteral("1m8gdm9axkp042788"));
    start->click();
    QTRY_COMPARE(m_engine->submitted().size(), std::size_t(1));
    QCOMPARE(m_engine->submitted()[0].vehicleId, std::string("Van 12"));
    QCOMPARE(m_engine->submitted()[0].vin, std::string("1M8GDM9AXKP042788"));
    QCOMPARE(m_engine->submitted()[0].paths.size(), std::size_t(2));
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 21);
}

void WindowTest::aFormatIsOverruledOnTheBoard()
{
    window().openBatch(m_sample);
    auto* files = find<DataTable>("batchFiles");
    QTRY_VERIFY(find<QAbstractButton>("batchReprocessButton")->isVisible());
    QTRY_VERIFY(files->model()->rowCount() > 1);
    auto* action = find<QAction>("batchFileReadAs");
    QVERIFY(!action->isEnabled());
    files->selectSourceRow(0);
    QTRY_VERIFY(action->isEnabled());
    QVERIFY(files->actions().contains(action));
    action->trigger();
    auto* dialog = find<QDialog>("readAsDialog");
    QVERIFY(dialog);
    auto* formats = dialog->findChild<QListWidget*>(QStringLiteral("readAsFormats"));
    QCOMPARE(formats->count(), 7);
    QCOMPARE(formats->currentRow(), 0);
    formats->setCurrentItem(formats->findItems(QStringLiteral("Vector BLF"), Qt::MatchExactly).value(0));
    dialog->findChild<QAbstractButton*>(QStringLiteral("readAsStart"))->click();
    QTRY_COMPARE(countCalls("batches.reprocessWith"), 1);
    QCOMPARE(m_engine->changes().size(), std::size_t(1));
    QCOMPARE(m_engine->changes()[0].readAs.value_or(""), std::string("blf"));
    QVERIFY(!m_engine->changes()[0].clockShift.has_value());
    // While the batch runs, nothing can be overruled.
    QTRY_VERIFY(!action->isEnabled());
}

void WindowTest::aClockIsShiftedInTheLedger()
{
    openSample();
    window().triagePage()->showPanel(QStringLiteral("ledgerPanel"));
    auto* ledger = find<DataTable>("ledgerTable");
    ledger->selectSourceRow(1);
    QCOMPARE(ledger->model()->index(1, 2).data().toString(), QStringLiteral("Vector BLF"));
    QVERIFY(ledger->model()->index(1, 6).data().toString().startsWith(QStringLiteral("12.340 s behind drive_01")));
    find<QAction>("ledgerFileShiftClock")->trigger();
    auto* dialog = find<QDialog>("shiftClockDialog");
    QVERIFY(dialog);
    auto* seconds = dialog->findChild<QDoubleSpinBox*>(QStringLiteral("shiftSeconds"));
    QCOMPARE(seconds->value(), 12.34);
    seconds->setValue(-1.5);
    dialog->findChild<QAbstractButton*>(QStringLiteral("shiftStart"))->click();
    QTRY_COMPARE(countCalls("batches.reprocessWith"), 1);
    QCOMPARE(m_engine->changes()[0].file, std::string("drive_01_body.blf"));
    QCOMPARE(m_engine->changes()[0].clockShift.value_or(0), std::int64_t(-1'500'000'000));
    m_engine->drain();
    QTest::qWait(60);
    // The result of the new run takes the place of the one that is shown.
    for (const auto& batch : m_engine->allBatches()) {
        if (batch.id == m_sample) {
            auto detail = api::BatchDetail {batch, {}, {}};
            detail.batch.status = domain::BatchStatus::Completed;
            auto fresh = std::make_shared<domain::Triage>(*test::makeTriage(detail.batch));
            fresh->files[1].clock = {-1'500'000'000, "given", 0, "drive_01_powertrain.asc"};
            m_engine->putTriage(fresh);
            m_engine->put(detail);
        }
    }
    QTRY_VERIFY(ledger->model()->index(1, 6).data().toString().startsWith(QStringLiteral("Set by hand: −1.500 s")));
}

void WindowTest::anErrorSaysWhatHappened()
{
    window().openBatch(m_sample);
    QTRY_VERIFY(find<QAbstractButton>("batchReprocessButton")->isVisible());
    m_engine->drain();
    QTest::qWait(60);
    m_engine->failNext(base::Error {base::ErrorCode::Conflict, "batch is busy", {}, false});
    find<QAbstractButton>("batchReprocessButton")->click();
    QTRY_VERIFY(find<NoticeRow>("notice"));
    const auto* notice = find<NoticeRow>("notice");
    QCOMPARE(notice->accessibleName(), QStringLiteral("The batch could not be processed again."));
    QVERIFY(notice->accessibleDescription().contains(QStringLiteral("batch is busy")));
}

void WindowTest::hiddenPagesAskForNothing()
{
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    window().showPage(QStringLiteral("settings"));
    m_engine->drain();
    QTest::qWait(60);
    const int lists = countCalls("batches.list");
    const int shows = countCalls("batches.show");
    for (int i = 0; i < 20; ++i) {
        m_engine->tellChanged({m_sample, false});
        QTest::qWait(5);
    }
    QTest::qWait(60);
    QCOMPARE(countCalls("batches.list"), lists);
    QCOMPARE(countCalls("batches.show"), shows);
    window().showPage(QStringLiteral("batches"));
    QTRY_COMPARE(countCalls("batches.list"), lists + 1);
}

void WindowTest::theLanguageChangesAtRunTime()
{
    openSample();
    window().showPage(QStringLiteral("settings"));
    window().showPage(QStringLiteral("batches"));
    m_desk->settings().setLanguage(QStringLiteral("ko"));
    QTRY_COMPARE(find<QAbstractButton>("navSettings")->text(), QStringLiteral("설정"));
    auto* table = find<DataTable>("batchTable");
    QCOMPARE(table->model()->headerData(BatchListModel::Vehicle, Qt::Horizontal).toString(), QStringLiteral("차량"));
    QVERIFY(find<QTextBrowser>("dtcDetailText")->toPlainText().contains(QStringLiteral("상태 바이트")));
    // What the engine says, too.
    auto* codes = find<DataTable>("dtcTable")->model();
    const auto meanings = codes->match(codes->index(0, DtcModel::Meaning), Qt::DisplayRole, QStringLiteral("실화"), 1,
                                       Qt::MatchContains);
    QVERIFY(!meanings.isEmpty());
    QVERIFY(
        find<QListWidget>("diagnosisActions")->item(0)->text().contains(QRegularExpression(QStringLiteral("[가-힣]"))));
    m_desk->settings().setLanguage(QStringLiteral("zh_CN"));
    QTRY_COMPARE(find<QAbstractButton>("navSettings")->text(), QStringLiteral("设置"));
    m_desk->settings().setLanguage(QStringLiteral("en"));
    QTRY_COMPARE(find<QAbstractButton>("navSettings")->text(), QStringLiteral("Settings"));
}

void WindowTest::theCommandPaletteFindsActions()
{
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    find<QAction>("actionPalette")->trigger();
    auto* edit = find<QLineEdit>("commandPaletteEdit");
    QVERIFY(edit->isVisible());
    edit->setText(QStringLiteral("vehicles"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!edit->isVisible());
    QVERIFY(find<QWidget>("vehiclesPage")->isVisible());
    QTRY_VERIFY(find<DataTable>("vehicleTable")->model()->rowCount() > 1);
}

void WindowTest::copyTakesTheRows()
{
    openSample();
    auto* codes = find<DataTable>("dtcTable");
    codes->selectAll();
    QTest::keySequence(codes, QKeySequence::Copy);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 8);
    QVERIFY(lines[0].startsWith(QStringLiteral("Severity\tCode\tMeaning")));
    QVERIFY(lines[1].contains(QStringLiteral("P0301-00\t")));
}

void WindowTest::everythingHasANameForAssistiveTools()
{
    openSample();
    for (const char* page : {"settings", "operations", "vehicles", "batches"}) {
        window().showPage(QString::fromLatin1(page));
    }
    window().addPaths({QStringLiteral("/data/a.asc")});
    find<QAction>("actionPalette")->trigger();
    m_desk->notices().postDone(QStringLiteral("done"));
    const test::NameCheck names = test::checkNames(window());
    QCOMPARE(names.nameless, QStringList());
    QVERIFY(names.checked > 50);
}

void WindowTest::theKeyboardReachesEverything()
{
    openSample();
    const QWidget* first = QApplication::focusWidget();
    QVERIFY(first);
    QSet<QString> reached;
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached << QApplication::focusWidget()->objectName();
    }
    for (const char* name : {"dtcTable", "dtcSearch", "dtcDetailText", "dtcEvidenceEvidence", "dtcEvidenceFrames",
                             "exportReport", "showBatch", "navBatches", "triageTabBar"}) {
        QVERIFY2(reached.contains(QString::fromLatin1(name)), name);
    }
}

void WindowTest::aSearchIsMeantForOneCase()
{
    auto other = test::makeBatch("another car", domain::BatchStatus::Completed, 1, base::SystemClock::instance().now());
    m_engine->put(other);
    m_engine->putTriage(test::makeTriage(other.batch));
    openSample();
    auto* table = find<DataTable>("dtcTable");
    auto* search = find<SearchEdit>("dtcSearch");
    search->setText(QStringLiteral("P0301"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(find<QLabel>("dtcFound")->text(), QStringLiteral("1 of 7"));
    QVERIFY(find<QLabel>("dtcFound")->isVisible());
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_COMPARE(table->model()->rowCount(), 7);
    QVERIFY(!find<QLabel>("dtcFound")->isVisible());
    search->setText(QStringLiteral("P0301"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    window().openResult(other.batch.id);
    QTRY_COMPARE(search->text(), QString());
    QTRY_COMPARE(table->model()->rowCount(), 7);
}

void WindowTest::aBatchThatIsWantedIsShownWhateverIsSearched()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    find<QAbstractButton>("statusFilter5")->click();
    auto* search = find<SearchEdit>("batchSearch");
    search->setText(QStringLiteral("zzz"));
    QTRY_COMPARE(table->model()->rowCount(), 0);
    openSample();
    find<QPushButton>("showBatch")->click();
    QTRY_COMPARE(table->model()->rowCount(), 20);
    const QModelIndex shown = table->currentIndex();
    QVERIFY(shown.isValid());
    QCOMPARE(find<QAbstractButton>("statusFilter0")->isChecked(), true);
    QVERIFY(shown.siblingAtColumn(BatchListModel::Status).data().toString().startsWith(QStringLiteral("Completed")));
}

void WindowTest::uploadsUnderWayHoldTheWindow()
{
    std::promise<void> go;
    std::shared_future<void> gone(go.get_future());
    m_engine->post([gone] { gone.wait(); }); // the engine is busy: the upload stays under way
    api::Submission submission;
    submission.vehicleId = "car 7";
    submission.paths = {m_folder->filePath(QStringLiteral("drive.log")).toStdString()};
    window().submitAndOpen(submission);
    QVERIFY(!window().close());
    auto* box = window().findChild<QMessageBox*>(QStringLiteral("quitDialog"));
    QVERIFY(box && box->isVisible());
    QVERIFY(!window().close());
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(window().findChild<QMessageBox*>(QStringLiteral("quitDialog")) == nullptr);
    QVERIFY(window().isVisible());
    QVERIFY(!window().close());
    window().findChild<QPushButton*>(QStringLiteral("quitConfirm"))->click();
    QTRY_VERIFY(!window().isVisible());
    go.set_value();
}

void WindowTest::aCarUnderTwoNamesIsTold()
{
    for (const char* name : {"car 7", "car 8", "car 9"}) {
        api::VehicleDetail detail;
        detail.vehicle.id = name;
        detail.vehicle.vin = std::string(name) == "car 9" ? "WVWZZZ1JZXW000002" : "WVWZZZ1JZXW000001";
        m_engine->putVehicle(std::move(detail));
    }
    m_desk->window().showPage(QStringLiteral("vehicles"));
    auto* table = find<DataTable>("vehicleTable");
    const auto factsOf = [&](const QString& name) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == name) {
                table->setCurrentIndex(table->model()->index(row, 0));
            }
        }
        return find<QLabel>("vehicleFacts")->text();
    };
    QTRY_VERIFY(table->model()->rowCount() >= 3);
    QTRY_VERIFY(factsOf(QStringLiteral("car 7")).contains(QStringLiteral("same VIN as car 8")));
    QTRY_VERIFY(!factsOf(QStringLiteral("car 9")).contains(QStringLiteral("same VIN")));
}

void WindowTest::theWindowIsUsableBeforeTheEngine()
{
    Desk early(*qApp,
               std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("other.ini")), QSettings::IniFormat),
               Desk::Choices {QStringLiteral("dark"), QStringLiteral("en")});
    early.window().show();
    QTest::qWait(30);
    early.window().showPage(QStringLiteral("vehicles"));
    early.window().openResult(m_sample);
    early.bridge().attach(*m_engine);
    QTRY_COMPARE(early.window().findChild<DataTable*>(QStringLiteral("dtcTable"))->model()->rowCount(), 7);
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
