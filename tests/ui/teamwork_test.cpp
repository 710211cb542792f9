// SPDX-License-Identifier: Apache-2.0
// Several people on one case: who is shown, and what somebody is told who was overtaken.
#include "tests/ui/sample_data.h"
#include "ui/models/batch_list_model.h"
#include "ui/pages/batch_detail.h"
#include "ui/pages/triage_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/desk.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace argus;
using namespace argus::ui;
using test::FakeEngine;

class TeamworkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theBoardShowsWhoIsOnACase();
    void ownWindowsAreToldApart();
    void whatIsOpenedIsSaid();
    void theFirstRowWasOpenedByNobody();
    void nothingIsShownWhileTheStoreIsAway();
    void whoWasOvertakenIsToldAndSeesTheBatchAnew();
    void whatIsConfirmedIsWhatIsDeleted();
    void aBatchThatIsGoneIsSaidToBeGone();
    void aNewerResultIsOffered();
    void aDeletedResultGoesWithAWord();

private:
    MainWindow& window() { return m_desk->window(); }
    template <class T> T* find(const char* name) { return window().findChild<T*>(QString::fromLatin1(name)); }
    DataTable* board() { return find<DataTable>("batchTable"); }
    QString cell(int column, const domain::BatchId& id, int role = Qt::DisplayRole);
    /// Another person and a worker on the sample.
    void join(const std::string& login = "otto");
    /// Somebody else has the sample processed again, to its end where `completed`; the window is not told of it yet.
    void runAgain(bool completed, bool tell);
    void choose(const domain::BatchId& id);
    bool openSample();
    QStringList notices() const { return m_notices; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Desk> m_desk;
    domain::BatchId m_sample;
    QStringList m_notices;
    std::function<void()> m_noticeAction;
};

void TeamworkTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<FakeEngine>();
    m_sample = test::fillEngine(*m_engine);
    m_desk = std::make_unique<Desk>(
        *qApp, std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("ui.ini")), QSettings::IniFormat),
        Desk::Choices {QStringLiteral("light"), QStringLiteral("en")});
    m_notices.clear();
    connect(&m_desk->notices(), &Notices::posted, this, [this](const Notice& notice) {
        m_notices << notice.title + QLatin1Char(' ') + notice.text;
        m_noticeAction = notice.action;
    });
    window().resize(1400, 900);
    window().show();
    m_desk->bridge().attach(*m_engine);
    QTRY_VERIFY(board()->model()->rowCount() > 0);
    window().activateWindow();
}

void TeamworkTest::cleanup()
{
    m_desk.reset();
    m_engine.reset();
}

QString TeamworkTest::cell(int column, const domain::BatchId& id, int role)
{
    for (int row = 0; row < board()->model()->rowCount(); ++row) {
        const QModelIndex index = board()->model()->index(row, column);
        if (index.data(IdRole).toString() == QString::fromStdString(id.toString())) {
            return index.data(role).toString();
        }
    }
    return QStringLiteral("no such batch");
}

void TeamworkTest::join(const std::string& login)
{
    domain::CaseAttendance on {m_sample, {}, {}};
    on.people.push_back({"another window", login, "Otto Berg", "north-pc", base::SystemClock::instance().now()});
    on.workers.push_back({"south", "rack-7", domain::Stage::Parse, "drive.log", base::SystemClock::instance().now()});
    m_engine->setAttendance({on});
    m_desk->attendance().refresh();
}

void TeamworkTest::runAgain(bool completed, bool tell)
{
    m_engine->drain();
    const auto all = m_engine->allBatches();
    auto batch = *std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.id == m_sample; });
    ++batch.runEpoch;
    batch.status = completed ? domain::BatchStatus::Completed : domain::BatchStatus::Scattering;
    batch.updatedAt = base::SystemClock::instance().now();
    if (!completed) {
        batch.completedAt.reset();
    }
    m_engine->putSilently({batch, {}, {}});
    if (tell) {
        m_engine->tellChanged({m_sample, false});
    }
}

void TeamworkTest::choose(const domain::BatchId& id)
{
    for (int row = 0; row < board()->model()->rowCount(); ++row) {
        const QModelIndex index = board()->model()->index(row, 0);
        if (index.data(IdRole).toString() == QString::fromStdString(id.toString())) {
            board()->setFocus();
            board()->setCurrentIndex(index);
        }
    }
}

bool TeamworkTest::openSample()
{
    window().showPage(QStringLiteral("triage"));
    auto* page = find<TriagePage>("triagePage");
    QSignalSpy loaded(page, &TriagePage::loaded);
    page->openBatch(m_sample);
    return loaded.wait(5000);
}

void TeamworkTest::theBoardShowsWhoIsOnACase()
{
    join();
    QTRY_COMPARE(cell(BatchListModel::Who, m_sample), QStringLiteral("Otto Berg, south"));
    const QString all = cell(BatchListModel::Who, m_sample, Qt::ToolTipRole);
    QVERIFY2(all.contains(QStringLiteral("Otto Berg (otto) has it open since")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("Worker south on rack-7 reads drive.log since")), qPrintable(all));
    choose(m_sample);
    auto* badge = find<QWidget>("batchWho");
    QTRY_VERIFY(badge->isVisible());
    QCOMPARE(badge->accessibleName(), QStringLiteral("Otto Berg +1"));
    QVERIFY(openSample());
    QVERIFY(find<QWidget>("triageWho")->isVisible());
    QCOMPARE(find<QWidget>("triageWho")->accessibleName(), QStringLiteral("Otto Berg +1"));

    m_engine->setAttendance({});
    m_desk->attendance().refresh();
    QTRY_VERIFY(!find<QWidget>("triageWho")->isVisible());
    QCOMPARE(cell(BatchListModel::Who, m_sample), QString());
}

void TeamworkTest::ownWindowsAreToldApart()
{
    QVERIFY(openSample());
    QTRY_COMPARE(m_engine->openInWindows().size(), std::size_t(1));
    m_desk->attendance().refresh();
    QTRY_COMPARE(m_desk->attendance().ownLogin(), std::string("tester"));
    QVERIFY2(m_desk->attendance().others().empty(), "this window is not another one");
    join("tester");
    QTRY_COMPARE(cell(BatchListModel::Who, m_sample), QStringLiteral("You, in another window, south"));
}

void TeamworkTest::whatIsOpenedIsSaid()
{
    choose(m_sample);
    QTRY_COMPARE(m_engine->openInWindows(), std::vector<domain::BatchId>({m_sample}));
    const auto all = m_engine->allBatches();
    const auto other = std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.id != m_sample; });
    choose(other->id);
    QTRY_COMPARE(m_engine->openInWindows(), std::vector<domain::BatchId>({other->id}));
    QVERIFY(openSample());
    QTRY_COMPARE(m_engine->openInWindows(), std::vector<domain::BatchId>({m_sample}));
}

void TeamworkTest::theFirstRowWasOpenedByNobody()
{
    QTRY_VERIFY(board()->currentSourceRow() >= 0);
    m_engine->drain();
    QVERIFY(m_engine->openInWindows().empty());
    QVERIFY(!m_desk->attendance().openCase());
    // A click opens it, although it was the chosen row before.
    const QModelIndex current = board()->currentIndex();
    QTest::mouseClick(board()->viewport(), Qt::LeftButton, {}, board()->visualRect(current).center());
    QCOMPARE(board()->currentIndex(), current);
    QVERIFY(m_desk->attendance().openCase());
}

void TeamworkTest::nothingIsShownWhileTheStoreIsAway()
{
    join();
    QTRY_COMPARE(cell(BatchListModel::Who, m_sample), QStringLiteral("Otto Berg, south"));
    m_engine->failCalls("attendance.present", base::Error {base::ErrorCode::Unavailable, "the server is away", {}});
    m_desk->attendance().refresh();
    QTRY_COMPARE(cell(BatchListModel::Who, m_sample), QString());
    QVERIFY2(m_notices.isEmpty(), "the window says it once, at its foot, and not for each question");
}

void TeamworkTest::whoWasOvertakenIsToldAndSeesTheBatchAnew()
{
    choose(m_sample);
    auto* reprocess = window().findChild<QAction*>(QStringLiteral("batchReprocess"));
    QTRY_VERIFY(reprocess->isEnabled());
    runAgain(/*completed=*/false, /*tell=*/false);
    reprocess->trigger();
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_notices.first().contains(QStringLiteral("otto had it processed again")), qPrintable(m_notices.first()));
    QVERIFY2(m_notices.first().contains(QStringLiteral("“Reading”, run 2")), qPrintable(m_notices.first()));
    // Without being told by the engine, list and details show it as it is.
    QTRY_COMPARE(cell(BatchListModel::Status, m_sample), QStringLiteral("Reading"));
    QTRY_VERIFY(window().findChild<QAction*>(QStringLiteral("batchCancel"))->isEnabled());
    QVERIFY(!reprocess->isEnabled());
}

void TeamworkTest::whatIsConfirmedIsWhatIsDeleted()
{
    choose(m_sample);
    auto* remove = window().findChild<QAction*>(QStringLiteral("batchDelete"));
    QTRY_VERIFY(remove->isEnabled());
    remove->trigger();
    auto* dialog = find<QMessageBox>("deleteDialog");
    QVERIFY(dialog);
    // While the question stands, somebody else has it processed again, and the window sees that.
    runAgain(/*completed=*/true, /*tell=*/true);
    QTRY_COMPARE(cell(BatchListModel::Epoch, m_sample), QStringLiteral("2"));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("deleteConfirm")), Qt::LeftButton);
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_notices.first().contains(QStringLiteral("could not be deleted")), qPrintable(m_notices.first()));
    QVERIFY2(m_notices.first().contains(QStringLiteral("otto had it processed again")), qPrintable(m_notices.first()));
    QVERIFY(cell(BatchListModel::Status, m_sample) != QStringLiteral("no such batch"));
}

void TeamworkTest::aBatchThatIsGoneIsSaidToBeGone()
{
    choose(m_sample);
    QTRY_VERIFY(window().findChild<QAction*>(QStringLiteral("batchDelete"))->isEnabled());
    m_engine->removeSilently(m_sample);
    window().findChild<QAction*>(QStringLiteral("batchReprocess"))->trigger();
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_notices.first().contains(QStringLiteral("deleted it meanwhile")), qPrintable(m_notices.first()));
    QTRY_COMPARE(cell(BatchListModel::Status, m_sample), QStringLiteral("no such batch"));
}

void TeamworkTest::aNewerResultIsOffered()
{
    QVERIFY(openSample());
    runAgain(/*completed=*/false, /*tell=*/true);
    QTRY_VERIFY(find<QWidget>("triageNow")->isVisible());
    QCOMPARE(find<QWidget>("triageNow")->accessibleName(), QStringLiteral("Run 2: Reading"));
    QVERIFY2(m_notices.isEmpty(), "there is nothing new to read yet");
    runAgain(/*completed=*/true, /*tell=*/true);
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_notices.first().contains(QStringLiteral("newer result")), qPrintable(m_notices.first()));
    QVERIFY(m_noticeAction);
    QSignalSpy loaded(find<TriagePage>("triagePage"), &TriagePage::loaded);
    m_noticeAction();
    QVERIFY(loaded.wait(5000));
    QVERIFY(!find<QWidget>("triageNow")->isVisible());
}

void TeamworkTest::aDeletedResultGoesWithAWord()
{
    QVERIFY(openSample());
    m_engine->removeSilently(m_sample);
    m_engine->tellChanged({m_sample, true});
    QTRY_COMPARE(m_notices.size(), 1);
    QVERIFY2(m_notices.first().contains(QStringLiteral("was deleted")), qPrintable(m_notices.first()));
    QVERIFY(!find<TriagePage>("triagePage")->batch());
}

QTEST_MAIN(TeamworkTest)
#include "teamwork_test.moc"
