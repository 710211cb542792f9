// SPDX-License-Identifier: Apache-2.0
// What a user must be able to read at the usual and at the smallest size of the window.
#include "tests/ui/sample_data.h"
#include "ui/pages/triage_page.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/timeline_axis.h"
#include "ui/widgets/timeline_widget.h"
#include "ui/window/desk.h"
#include "ui/window/submit_dialog.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace argus;
using namespace argus::ui;
using namespace Qt::StringLiterals;
using test::FakeEngine;

namespace {

/// The end of the column of that title, in pixels of the visible part of the table.
int endOf(const DataTable& table, const QString& title)
{
    const QHeaderView& header = *table.horizontalHeader();
    for (int column = 0; column < header.count(); ++column) {
        if (table.model()->headerData(column, Qt::Horizontal).toString() == title) {
            return header.sectionViewportPosition(column) + header.sectionSize(column);
        }
    }
    return -1;
}

int beginOf(const DataTable& table, const QString& title)
{
    const QHeaderView& header = *table.horizontalHeader();
    for (int column = 0; column < header.count(); ++column) {
        if (table.model()->headerData(column, Qt::Horizontal).toString() == title) {
            return header.sectionViewportPosition(column);
        }
    }
    return -1;
}

/// What a half-transparent `ink` looks like on `ground`.
QColor laidOver(const QColor& ink, const QColor& ground)
{
    const double share = ink.alphaF();
    return QColor::fromRgbF(static_cast<float>(ink.redF() * share + ground.redF() * (1 - share)),
                            static_cast<float>(ink.greenF() * share + ground.greenF() * (1 - share)),
                            static_cast<float>(ink.blueF() * share + ground.blueF() * (1 - share)));
}

constexpr domain::RecordingTime kSecond = 1'000'000'000;
/// 2026-03-01 08:00:00 UTC
constexpr domain::RecordingTime kMorning = 1'772'352'000 * kSecond;

} // namespace

class LayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void numbersOfTroubleCodesAreInSight();
    void framesShowTheirFirstBytes();
    void aTitleNeedsNoRoomForTheArrowOfAnother();
    void aSmallDiagnosisPaintsNothingOverTheRows();
    void theHintOnAVinIsWhole();
    void aDayHasItsName();
    void recordingsOfSeveralDaysShowDays();
    void oneOfAThingIsSingular();
    void placeholdersCanBeRead();
    void theBannerFollowsTheTheme();
    void thePaletteSaysThatNothingMatches();
    void escapeClosesTheNewestNotice();
    void noticesStayBehindOnTheirPage();
    void fileDialogsShowWholeSizes();
    void aResultThatWarnsSaysSoOnTop();
    void lanesAreAsHighAsTheirLabels();
    void chipsAreNeverCut();
    void tabsThatDoNotFitAreScrolledTo();
    void choicesOfTheTimelineAreTranslated();

private:
    MainWindow& window() { return m_desk->window(); }
    template <class T> T* find(const char* name) { return window().findChild<T*>(QString::fromLatin1(name)); }
    void openSample(const QSize& size);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Desk> m_desk;
    domain::BatchId m_sample;
};

void LayoutTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<FakeEngine>();
    m_sample = test::fillEngine(*m_engine);
    m_desk = std::make_unique<Desk>(*qApp,
                                    std::make_unique<QSettings>(m_folder->filePath(u"ui.ini"_s), QSettings::IniFormat),
                                    Desk::Choices {u"light"_s, u"en"_s});
    window().show();
    m_desk->bridge().attach(*m_engine);
}

void LayoutTest::cleanup()
{
    m_desk.reset();
    m_engine.reset();
}

void LayoutTest::openSample(const QSize& size)
{
    window().resize(size);
    window().openResult(m_sample);
    QTRY_VERIFY(find<DataTable>("dtcTable") && find<DataTable>("dtcTable")->model()->rowCount() == 7);
    QTRY_COMPARE(find<DataTable>("dtcEvidenceFrames")->model()->rowCount(), 41);
}

void LayoutTest::numbersOfTroubleCodesAreInSight()
{
    openSample({1440, 900});
    const auto* codes = find<DataTable>("dtcTable");
    QTRY_VERIFY(endOf(*codes, u"Times"_s) <= codes->viewport()->width());
    QVERIFY(!codes->horizontalScrollBar()->isVisible());
}

void LayoutTest::framesShowTheirFirstBytes()
{
    openSample({1440, 900});
    const auto* frames = find<DataTable>("dtcEvidenceFrames");
    const int fourBytes
        = QFontMetrics(frames->model()->index(0, 0).siblingAtColumn(6).data(Qt::FontRole).value<QFont>())
              .horizontalAdvance(u"59 02 FF C1"_s);
    QTRY_VERIFY(beginOf(*frames, u"Data"_s) + fourBytes < frames->viewport()->width());
    QCOMPARE(frames->model()->headerData(6, Qt::Horizontal).toString(), u"Data"_s);
}

void LayoutTest::aTitleNeedsNoRoomForTheArrowOfAnother()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    QHeaderView* header = table->horizontalHeader();
    constexpr int kFiles = 5;
    QVERIFY(header->sortIndicatorSection() != kFiles);
    const auto ink = [&](int width) {
        header->resizeSection(kFiles, width);
        const QImage picture
            = header->grab(QRect(header->sectionViewportPosition(kFiles), 0, width, header->height() - 2)).toImage();
        int painted = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                painted += picture.pixelColor(x, y) == tokenColor(Token::Surface, false) ? 0 : 1;
            }
        }
        return painted;
    };
    const int whole = ink(160);
    QVERIFY(whole > 0);
    QFont bold = header->font();
    bold.setWeight(QFont::DemiBold);
    QCOMPARE(ink(QFontMetrics(bold).horizontalAdvance(u"Files"_s) + 20), whole);
}

void LayoutTest::aSmallDiagnosisPaintsNothingOverTheRows()
{
    openSample({820, 560});
    find<QTabBar>("triageTabBar")->setCurrentIndex(1);
    auto* table = find<DataTable>("statementTable");
    auto* text = find<QLabel>("statementText");
    QTRY_VERIFY(table->isVisible() && !text->text().isEmpty());
    QTRY_VERIFY(text->height() >= text->heightForWidth(text->width()));
    const QRect rows(table->mapTo(&window(), QPoint()), table->size());
    QVERIFY(!rows.intersects(QRect(text->mapTo(&window(), QPoint()), text->size())));
    // A row below the header, and a line of what to do.
    QVERIFY(table->viewport()->height() >= table->rowHeight(0));
    const auto* actions = find<QListWidget>("diagnosisActions");
    QVERIFY(actions->viewport()->height() >= 3 * actions->fontMetrics().height());
}

void LayoutTest::theHintOnAVinIsWhole()
{
    SubmitDialog dialog({u"/data/a.asc"_s}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto* hint = dialog.findChild<QLabel*>(u"submitHint"_s);
    dialog.findChild<QLineEdit*>(u"submitVin"_s)->setText(u"1HGCM82633A"_s);
    QVERIFY(hint->heightForWidth(hint->width()) > hint->fontMetrics().height());
    QTRY_VERIFY(hint->height() >= hint->heightForWidth(hint->width()));
    const auto* buttons = dialog.findChild<QWidget*>(u"submitButtons"_s);
    QVERIFY(hint->geometry().bottom() < buttons->geometry().top());
    QVERIFY(dialog.rect().contains(buttons->geometry()));
}

void LayoutTest::aDayHasItsName()
{
    const std::vector<AxisMark> marks = axisMarks(kMorning, kMorning + 60 * kSecond, 6);
    QCOMPARE(marks.size(), std::size_t(7));
    QCOMPARE(marks[0].text, u"08:00:00"_s);
    QCOMPARE(marks[0].day, u"2026-03-01"_s);
    QCOMPARE(marks[1].text, u"08:00:10"_s);
    QCOMPARE(marks[1].day, QString());
    // Over midnight the next day is named, too, once.
    const std::vector<AxisMark> night = axisMarks(kMorning + 43'200 * kSecond, kMorning + 100'800 * kSecond, 8);
    QStringList days;
    for (const AxisMark& mark : night) {
        days << mark.day;
    }
    QCOMPARE(days.count(u"2026-03-01"_s), 1);
    QCOMPARE(days.count(u"2026-03-02"_s), 1);
    // A recording that counts from its start knows no day.
    for (const AxisMark& mark : axisMarks(0, 60 * kSecond, 6)) {
        QCOMPARE(mark.day, QString());
    }
}

void LayoutTest::recordingsOfSeveralDaysShowDays()
{
    // Four years apart: eight times "00:00:00" would say nothing.
    const std::vector<AxisMark> marks = axisMarks(kMorning - 126'230'400 * kSecond, kMorning, 8);
    QVERIFY(marks.size() >= 4 && marks.size() <= 9);
    QSet<QString> texts;
    for (const AxisMark& mark : marks) {
        QVERIFY2(mark.text.startsWith(u"202"), qPrintable(mark.text));
        texts.insert(mark.text);
    }
    QCOMPARE(static_cast<std::size_t>(texts.size()), marks.size());
}

void LayoutTest::oneOfAThingIsSingular()
{
    auto triage = std::make_shared<domain::Triage>();
    domain::Timeline timeline;
    timeline.start = kMorning;
    timeline.end = kMorning + kSecond;
    timeline.bucketWidth = kSecond;
    domain::TimelineBucket bucket;
    bucket.start = kMorning;
    bucket.frames = 1;
    bucket.errorFrames = 2;
    bucket.dtcs = 1;
    bucket.negativeResponses = 0;
    timeline.buckets = {bucket};
    triage->timelines = {timeline};
    TimelineWidget widget;
    widget.setTimeline(triage, 0);
    widget.setCursor(0);
    QVERIFY2(widget.readout().endsWith(u"1 frame, 2 error frames, 1 trouble code, 0 refused requests."_s),
             qPrintable(widget.readout()));
}

void LayoutTest::placeholdersCanBeRead()
{
    openSample({1440, 900});
    for (const bool dark : {false, true}) {
        m_desk->settings().setTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QColor ground = tokenColor(Token::Surface, dark);
        for (const QWidget* field : {static_cast<QWidget*>(find<QLineEdit>("dtcSearch")),
                                     static_cast<QWidget*>(find<QTextBrowser>("dtcDetailText")),
                                     static_cast<QWidget*>(find<QPlainTextEdit>("dtcEvidenceHex"))}) {
            const QColor ink = laidOver(field->palette().color(QPalette::PlaceholderText), ground);
            QVERIFY2(contrastRatio(ink, ground) >= 4.5, qPrintable(field->objectName()));
        }
    }
}

void LayoutTest::theBannerFollowsTheTheme()
{
    openSample({1440, 900});
    auto* icon = find<QWidget>("syntheticBanner")->findChild<IconLabel*>();
    QVERIFY(icon);
    for (const bool dark : {false, true, false}) {
        m_desk->settings().setTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QImage picture = icon->grab().toImage();
        bool drawn = false;
        for (int at = 0; at < picture.width() * picture.height(); ++at) {
            drawn |= picture.pixelColor(at % picture.width(), at / picture.width()).rgb()
                == tokenColor(Token::Warn, dark).rgb();
        }
        QVERIFY(drawn);
    }
}

void LayoutTest::thePaletteSaysThatNothingMatches()
{
    QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
    find<QAction>("actionPalette")->trigger();
    auto* edit = find<QLineEdit>("commandPaletteEdit");
    edit->setText(u"no such words"_s);
    auto* list = find<QListWidget>("commandPaletteList");
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().startsWith(u"No command matches."));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!edit->isVisible());
    QVERIFY(find<QWidget>("batchesPage")->isVisible());
}

void LayoutTest::escapeClosesTheNewestNotice()
{
    auto* table = find<DataTable>("batchTable");
    QTRY_COMPARE(table->model()->rowCount(), 20);
    const auto titles = [this] {
        QStringList shown;
        for (const NoticeRow* row : window().findChildren<NoticeRow*>()) {
            shown << row->accessibleName();
        }
        return shown;
    };
    m_desk->notices().postError(u"The first."_s, {base::ErrorCode::Internal, "why", {}, false});
    m_desk->notices().postError(u"The second."_s, {base::ErrorCode::Internal, "why", {}, false});
    QCOMPARE(titles().size(), 2);
    QTest::keyClick(table, Qt::Key_Escape);
    QCOMPARE(titles(), QStringList {u"The first."_s});
    // The palette is nearer than the notices.
    find<QAction>("actionPalette")->trigger();
    auto* edit = find<QLineEdit>("commandPaletteEdit");
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QCOMPARE(titles().size(), 1);
    QTest::keyClick(&window(), Qt::Key_Escape);
    QVERIFY(titles().isEmpty());
}

void LayoutTest::noticesStayBehindOnTheirPage()
{
    QWidget place;
    QWidget area(&place);
    Notices notices;
    MessageBar bar(notices, &area, std::chrono::milliseconds(0));
    notices.postError(u"It did not work."_s, {base::ErrorCode::Internal, "why", {}, false});
    notices.postError(u"It cannot be opened."_s, {base::ErrorCode::Internal, "why", {}, false}, u"open"_s);
    QCOMPARE(bar.findChildren<NoticeRow*>().size(), 2);
    bar.pageLeft();
    // What goes on is told until it is over.
    QCOMPARE(bar.findChildren<NoticeRow*>().size(), 1);
    QCOMPARE(bar.findChild<NoticeRow*>()->key(), u"open"_s);
    notices.withdraw(u"open"_s);
    QVERIFY(bar.findChildren<NoticeRow*>().isEmpty());
    // One that came a moment ago goes along.
    MessageBar patient(notices, &area, std::chrono::hours(1));
    notices.postError(u"It did not work."_s, {base::ErrorCode::Internal, "why", {}, false});
    patient.pageLeft();
    QCOMPARE(patient.findChildren<NoticeRow*>().size(), 1);
}

void LayoutTest::fileDialogsShowWholeSizes()
{
    QFileDialog dialog(nullptr, {}, m_folder->path());
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    fitFileDialog(dialog);
    const auto* list = dialog.findChild<QTreeView*>(u"treeView"_s);
    QVERIFY(list);
    QVERIFY(list->header()->sectionResizeMode(1) == QHeaderView::ResizeToContents);
    QVERIFY(list->header()->sectionResizeMode(0) == QHeaderView::Stretch);
    QVERIFY(dialog.width() >= 800);
}

void LayoutTest::aResultThatWarnsSaysSoOnTop()
{
    openSample({820, 600});
    auto* badge = find<QAbstractButton>("triageWarnings");
    QVERIFY(badge && badge->isVisible());
    QCOMPARE(badge->text(), u"1 warning"_s);
    QVERIFY(badge->accessibleDescription().contains(u"two different VINs"_s));
    QVERIFY(badge->toolTip().contains(u"two different VINs"_s));
    // Nothing covers it, nothing cuts it.
    QVERIFY(badge->width() >= badge->sizeHint().width());
    badge->setFocus();
    QTest::keyClick(badge, Qt::Key_Return);
    QVERIFY(find<QWidget>("ledgerPanel")->isVisible());
    const auto* account = find<DataTable>("accountTable");
    QVERIFY(account->hasFocus());
    QCOMPARE(account->currentSourceRow(), 0);
    // Another language says it in its words; a result that has nothing to warn of has no badge.
    m_desk->settings().setLanguage(u"ko"_s);
    QTRY_COMPARE(badge->text(), u"경고 1건"_s);
    m_desk->settings().setLanguage(u"en"_s);
    auto calm = std::make_shared<domain::Triage>(*test::makeTriage(m_engine->allBatches().front()));
    calm->warnings.clear();
    for (const domain::Batch& batch : m_engine->allBatches()) {
        if (batch.id == m_sample) {
            calm->batch = batch;
        }
    }
    m_engine->putTriage(calm);
    window().openResult(m_sample);
    QTRY_VERIFY(!badge->isVisible());
}

void LayoutTest::lanesAreAsHighAsTheirLabels()
{
    const QFont usual = QApplication::font();
    for (const double scale : {1.0, 1.6}) {
        QFont font = usual;
        font.setPointSizeF(usual.pointSizeF() * scale);
        QApplication::setFont(font);
        openSample({820, 600});
        window().triagePage()->showPanel(u"timelinePanel"_s);
        auto* picture = find<TimelineWidget>("timelinePicture");
        QTRY_VERIFY(picture->isVisible());
        const auto settled = [picture] {
            const auto labels = picture->labelRects();
            for (std::size_t i = 0; i < labels.size(); ++i) {
                const int line = picture->fontMetrics().height();
                if (labels[i].height() <= line || !picture->rect().contains(labels[i])
                    || (i > 0 && labels[i].top() <= labels[i - 1].bottom())) {
                    return false;
                }
            }
            return true;
        };
        QTRY_VERIFY2(settled(), qPrintable(QString::number(scale)));
    }
    QApplication::setFont(usual);
}

void LayoutTest::chipsAreNeverCut()
{
    for (const QSize size : {QSize(820, 600), QSize(1100, 700), QSize(1440, 900)}) {
        window().resize(size);
        QTRY_COMPARE(find<DataTable>("batchTable")->model()->rowCount(), 20);
        const auto cut = [this] {
            QStringList names;
            QList<QRect> before;
            const QWidget* bar = find<QWidget>("statusFilter");
            for (int i = 0; i < 6; ++i) {
                const auto* chip = find<QAbstractButton>(("statusFilter" + std::to_string(i)).c_str());
                bool good = chip->width() >= chip->sizeHint().width() && chip->height() >= chip->sizeHint().height()
                    && bar->rect().contains(chip->geometry());
                for (const QRect& other : before) {
                    good = good && !other.intersects(chip->geometry());
                }
                before << chip->geometry();
                if (!good) {
                    names << chip->text();
                }
            }
            return names;
        };
        QTRY_COMPARE(cut(), QStringList());
        // Where there is room they stand in one row.
        const int first = find<QAbstractButton>("statusFilter0")->y();
        QVERIFY(size.width() < 1100 || find<QAbstractButton>("statusFilter5")->y() == first);
        const QWidget* table = find<DataTable>("batchTable");
        const QWidget* bar = find<QWidget>("statusFilter");
        QTRY_VERIFY(bar->mapTo(&window(), bar->rect().bottomLeft()).y() < table->mapTo(&window(), QPoint()).y());
    }
}

void LayoutTest::tabsThatDoNotFitAreScrolledTo()
{
    openSample({820, 600});
    auto* bar = find<QTabBar>("triageTabBar");
    QVERIFY(bar->usesScrollButtons());
    const auto whole = [bar](int tab) { return bar->rect().contains(bar->tabRect(tab)); };
    bar->setCurrentIndex(5);
    QTRY_VERIFY(whole(5));
    bar->setCurrentIndex(0);
    QTRY_VERIFY(whole(0));
    // Left of the first tab there is the page and nothing else: no torn edge.
    bar->setCurrentIndex(5);
    QTRY_VERIFY(whole(5));
    const QImage picture = bar->grab().toImage();
    QSet<QRgb> colors;
    for (int y = 0; y < picture.height() - 4; ++y) {
        colors << picture.pixel(0, y);
    }
    QVERIFY(colors.size() <= 2);
}

void LayoutTest::choicesOfTheTimelineAreTranslated()
{
    openSample({1440, 900});
    auto triage = std::make_shared<domain::Triage>(*test::makeTriage(m_engine->allBatches().front()));
    for (const domain::Batch& batch : m_engine->allBatches()) {
        if (batch.id == m_sample) {
            triage->batch = batch;
        }
    }
    triage->timelines.push_back(triage->timelines.front());
    triage->timelines.back().files = {"big.log", "b.log", "c.log"};
    m_engine->putTriage(triage);
    window().openResult(m_sample);
    auto* choice = find<QComboBox>("timelineChoice");
    QTRY_COMPARE(choice->count(), 2);
    QCOMPARE(choice->itemText(1), u"big.log and 2 more"_s);
    choice->setCurrentIndex(1);
    m_desk->settings().setLanguage(u"ko"_s);
    QTRY_VERIFY(choice->itemText(1) != u"big.log and 2 more"_s);
    QVERIFY(choice->itemText(1).contains(u"big.log"_s));
    QCOMPARE(choice->currentIndex(), 1);
}

QTEST_MAIN(LayoutTest)
#include "layout_test.moc"
