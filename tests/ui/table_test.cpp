// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/job_pool.h"
#include "ui/models/table_model.h"
#include "ui/settings/ui_settings.h"
#include "ui/text/display.h"
#include "ui/theme/theme.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/table_export.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace argus::ui;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    int key = 0;
    QString name;
    QString remark;

    bool operator==(const Row&) const = default;
};

class RowModel final : public TableModel<Row>
{
public:
    RowModel()
        : TableModel(
              "RowModel",
              {{.title = "Number",
                .kind = ColumnKind::Number,
                .width = 90,
                .text = [](const Row& r) { return display::number(static_cast<std::uint64_t>(r.key)); },
                .sort = [](const Row& r) { return QVariant(r.key); }},
               {.title = "Name", .width = 200, .text = [](const Row& r) { return r.name; }},
               {.title = "Remark", .width = 300, .text = [](const Row& r) { return r.remark; }}},
              [](const Row& r) { return static_cast<qint64>(r.key); }, nullptr)
    { }
};

std::vector<Row> someRows()
{
    return {{1, u"brake"_s, u"short"_s},
            {2, u"engine"_s, u"a remark that is so long that no window shows all of it beside the other columns"_s},
            {3, u"gearbox"_s, {}}};
}

} // namespace

class TableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void widthsFillTheRoom_data();
    void widthsFillTheRoom();
    void shortColumnsAreServedFirst();
    void onlyLongTextsGiveWay();
    void numbersAreNeverCut();
    void whatComesIntoSightIsMeasured();
    void columnsFitTheWindow();
    void draggedColumnsStay();
    void aButtonHeldElsewhereIsNoDrag();
    void theOrderIsKeptApart();
    void theNeighbourOfARemovedRowIsChosen();
    void equalRowsKeepTheirOrder();
    void aMenuOfTheHeaderIsNoDrag();
    void everyTableFilters();
    void numbersLeaveWithoutSeparators();
    void theFilterCoversNoRow();
    void theKeyboardSorts();

private:
    std::unique_ptr<DataTable> make()
    {
        auto table = std::make_unique<DataTable>(u"table"_s, &m_model, *m_context, nullptr);
        table->setAccessibleName(u"Rows"_s);
        table->resize(600, 300);
        table->show();
        return table;
    }
    static int widthOf(const DataTable& table)
    {
        return table.columnWidth(0) + table.columnWidth(1) + table.columnWidth(2);
    }

    RowModel m_model;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UiSettings> m_settings;
    EngineBridge m_bridge;
    JobPool m_jobs;
    Notices m_notices;
    std::unique_ptr<AppContext> m_context;
};

void TableTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UiSettings>(
        std::make_unique<QSettings>(m_folder->filePath(u"ui.ini"_s), QSettings::IniFormat));
    m_context = std::make_unique<AppContext>(AppContext {m_bridge, *m_settings, m_jobs, m_notices});
    m_model.replaceAll(someRows());
}

void TableTest::widthsFillTheRoom_data()
{
    QTest::addColumn<int>("room");
    QTest::addColumn<int>("sum");
    QTest::newRow("just enough") << 300 << 300;
    QTest::newRow("too little") << 251 << 251;
    QTest::newRow("far too little") << 50 << 180;
    QTest::newRow("plenty") << 350 << 350;
    QTest::newRow("all of it, and no more") << 380 << 380;
    QTest::newRow("more than is of use") << 2000 << 460;
}

void TableTest::widthsFillTheRoom()
{
    QFETCH(int, room);
    const std::vector<ColumnNeed> needs {{60, 60, 60, 60}, {60, 100, 120, 140}, {60, 140, 200, 260}};
    const std::vector<int> widths = fitColumns(needs, room);
    QFETCH(int, sum);
    QCOMPARE(std::accumulate(widths.begin(), widths.end(), 0), sum);
    for (std::size_t i = 0; i < needs.size(); ++i) {
        QVERIFY(widths[i] >= needs[i].least && widths[i] <= needs[i].most);
    }
}

void TableTest::shortColumnsAreServedFirst()
{
    // Events as they were seen: a name a little longer than usual, beside details as long as a page.
    const std::vector<ColumnNeed> needs {columnNeed({ColumnKind::Time, 170}, 60, 158),
                                         columnNeed({ColumnKind::Text, 180}, 70, 203),
                                         columnNeed({ColumnKind::Text, 420}, 80, 2900)};
    QCOMPARE(fitColumns(needs, 1000), (std::vector<int> {158, 203, 639}));
    // A bar with words is whole, too, where the text beside it has room to give.
    const ColumnNeed progress = columnNeed({ColumnKind::Progress, 150}, 90, 236);
    QCOMPARE(fitColumns({progress, needs[2]}, 500), (std::vector<int> {236, 264}));
}

void TableTest::onlyLongTextsGiveWay()
{
    // The trouble codes beside the detail of one: badge, code, meaning, address, channel, status, count.
    const std::vector<ColumnNeed> needs {
        columnNeed({ColumnKind::Badge, 112}, 84, 106), columnNeed({ColumnKind::Mono, 122}, 52, 151),
        columnNeed({ColumnKind::Text, 230}, 76, 520),  columnNeed({ColumnKind::Mono, 105}, 98, 64),
        columnNeed({ColumnKind::Text, 80}, 72, 66),    columnNeed({ColumnKind::Text, 165}, 62, 190),
        columnNeed({ColumnKind::Number, 66}, 62, 58)};
    const std::vector<int> roomy = fitColumns(needs, 763);
    QCOMPARE(roomy[0], 106);
    QCOMPARE(roomy[1], 151);
    QVERIFY(roomy[2] >= 130);
    QCOMPARE(roomy[3], 98);
    QCOMPARE(roomy[4], 72);
    QCOMPARE(roomy[6], 62);
    QCOMPARE(std::accumulate(roomy.begin(), roomy.end(), 0), 763);
    // Where nothing more can give way the table scrolls: no number loses a digit.
    const std::vector<int> narrow = fitColumns(needs, 400);
    QCOMPARE(narrow[6], 62);
    QCOMPARE(narrow[1], 151);
    QVERIFY(std::accumulate(narrow.begin(), narrow.end(), 0) > 400);
}

void TableTest::numbersAreNeverCut()
{
    std::vector<Row> rows = someRows();
    rows.push_back({2'147'483'647, u"x"_s, u"y"_s});
    m_model.replaceAll(rows);
    const auto table = make();
    for (const int width : {900, 600, 420, 300, 160}) {
        table->resize(width, 300);
        QTest::qWait(1);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const int needed = table->itemDelegate()->sizeHint({}, table->model()->index(row, 0)).width();
            QVERIFY2(table->columnWidth(0) >= needed, qPrintable(QString::number(width)));
        }
    }
    QVERIFY(table->horizontalScrollBar()->isVisible());
}

void TableTest::whatComesIntoSightIsMeasured()
{
    std::vector<Row> rows;
    for (int key = 1; key <= 400; ++key) {
        rows.push_back({key < 300 ? key : key * 5'000'000, u"name"_s, {}});
    }
    m_model.replaceAll(rows);
    const auto table = make();
    QTest::qWait(1);
    const int before = table->columnWidth(0);
    table->scrollToBottom();
    const int needed = table->itemDelegate()->sizeHint({}, table->model()->index(399, 0)).width();
    QVERIFY(before < needed);
    QTRY_VERIFY(table->columnWidth(0) >= needed);
}

void TableTest::columnsFitTheWindow()
{
    const auto table = make();
    QTRY_VERIFY(widthOf(*table) <= table->viewport()->width());
    QVERIFY(table->columnWidth(2) > table->columnWidth(1));
    const int narrow = table->columnWidth(2);
    table->resize(420, 300);
    QTRY_VERIFY(table->columnWidth(2) < narrow);
    QVERIFY(widthOf(*table) <= table->viewport()->width());
    QVERIFY(!table->horizontalScrollBar()->isVisible());
    table->resize(1200, 300);
    QTRY_VERIFY(table->columnWidth(2) > narrow);
}

void TableTest::aButtonHeldElsewhereIsNoDrag()
{
    QWidget tab;
    tab.resize(80, 30);
    tab.show();
    {
        const auto table = make();
        QTRY_VERIFY(widthOf(*table) <= table->viewport()->width());
        // A press on a tab shows the table, or one on a divider makes it narrower: the columns follow by themselves.
        QTest::mousePress(&tab, Qt::LeftButton);
        table->resize(420, 300);
        QTest::qWait(1);
        QTest::mouseRelease(&tab, Qt::LeftButton);
        table->resize(700, 300);
        QTRY_VERIFY(widthOf(*table) > 420);
    }
    QVERIFY(m_settings->layout(u"tableColumns"_s).isEmpty());
}

void TableTest::draggedColumnsStay()
{
    {
        const auto table = make();
        QTRY_VERIFY(widthOf(*table) <= table->viewport()->width());
        QHeaderView* header = table->horizontalHeader();
        const int edge = header->sectionViewportPosition(1) + header->sectionSize(1);
        QTest::mousePress(header->viewport(), Qt::LeftButton, {}, QPoint(edge - 1, 10));
        QTest::mouseMove(header->viewport(), QPoint(edge + 20, 10));
        QTest::mouseMove(header->viewport(), QPoint(edge + 59, 10));
        QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, QPoint(edge + 59, 10));
    }
    if (m_settings->layout(u"tableColumns"_s).isEmpty()) {
        QSKIP("this platform moves no mouse over a header");
    }
    const auto again = make();
    const int dragged = again->columnWidth(1);
    again->resize(420, 300);
    QTest::qWait(30);
    QCOMPARE(again->columnWidth(1), dragged);
    again->forgetLayout();
    QTRY_VERIFY(widthOf(*again) <= again->viewport()->width());
}

void TableTest::theNeighbourOfARemovedRowIsChosen()
{
    const auto table = make();
    table->selectSourceRow(1);
    m_model.erase({2});
    QVERIFY(table->currentIndex().isValid());
    QCOMPARE(table->selectedSourceRows(), QList<int> {table->currentSourceRow()});
}

void TableTest::theOrderIsKeptApart()
{
    {
        const auto table = make();
        table->setDefaultSort(0, Qt::AscendingOrder);
        QHeaderView* header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(1) + 20, 10));
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(1) + 20, 10));
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"gearbox"_s);
    }
    QVERIFY(m_settings->layout(u"tableColumns"_s).isEmpty());
    const auto again = make();
    again->setDefaultSort(0, Qt::AscendingOrder);
    QCOMPARE(again->model()->index(0, 1).data().toString(), u"gearbox"_s);
    again->resize(420, 300);
    QTRY_VERIFY(widthOf(*again) <= again->viewport()->width());
}

void TableTest::equalRowsKeepTheirOrder()
{
    m_model.replaceAll({{1, u"same"_s, {}}, {2, u"same"_s, {}}, {3, u"other"_s, {}}, {4, u"same"_s, {}}});
    const auto table = make();
    const auto keys = [&table] {
        QStringList found;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            found << table->model()->index(row, 0).data().toString();
        }
        return found.join(u' ');
    };
    table->sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(keys(), u"3 1 2 4"_s);
    table->sortByColumn(1, Qt::DescendingOrder);
    QCOMPARE(keys(), u"1 2 4 3"_s);
}

void TableTest::aMenuOfTheHeaderIsNoDrag()
{
    const auto table = make();
    QTRY_VERIFY(widthOf(*table) <= table->viewport()->width());
    QWidget* header = table->horizontalHeader()->viewport();
    QTest::mousePress(header, Qt::RightButton, {}, QPoint(20, 10)); // a menu takes the release
    table->resize(420, 300);
    QTRY_VERIFY(widthOf(*table) <= table->viewport()->width());
    QVERIFY(m_settings->layout(u"tableColumns"_s).isEmpty());
}

void TableTest::everyTableFilters()
{
    const auto table = make();
    table->openFilter();
    auto* filter = table->findChild<SearchEdit*>(u"tableFilter"_s);
    QVERIFY(filter && filter->isVisible());
    QCOMPARE(filter->accessibleName(), u"Filter: Rows"_s);
    QVERIFY(table->rect().contains(filter->geometry()));
    QTest::keyClicks(filter, u"GEAR"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(!filter->isVisible());
    QCOMPARE(table->model()->rowCount(), 3);
    // A table whose page has a field uses that one.
    SearchEdit edit(u"pageSearch"_s);
    const auto other = make();
    other->setSearchEdit(&edit);
    other->openFilter();
    QVERIFY(!other->findChild<SearchEdit*>());
    edit.setText(u"brake"_s);
    Q_EMIT edit.searched(u"brake"_s);
    QCOMPARE(other->model()->rowCount(), 1);
}

void TableTest::numbersLeaveWithoutSeparators()
{
    m_model.replaceAll({{1234567, u"a, b"_s, {}}});
    const auto table = make();
    QCOMPARE(table->model()->index(0, 0).data().toString(), display::number(1234567));
    table->selectAll();
    table->copySelection();
    QCOMPARE(QApplication::clipboard()->text(), u"Number\tName\tRemark\n1234567\ta, b\t"_s);
    QVERIFY(tableAsCsv(m_model, {0, 1}).endsWith("1234567,\"a, b\"\r\n"));
}

void TableTest::theFilterCoversNoRow()
{
    m_model.replaceAll(someRows());
    const auto table = make();
    const int before = table->viewport()->mapTo(table.get(), QPoint()).y();
    table->openFilter();
    const auto* filter = table->findChild<SearchEdit*>();
    QVERIFY(filter && filter->isVisible());
    const QRect rows(table->viewport()->mapTo(table.get(), QPoint()), table->viewport()->size());
    QVERIFY(rows.top() > before);
    QVERIFY(!rows.intersects(QRect(filter->mapTo(table.get(), QPoint()), filter->size())));
    // The titles are in sight below it, and the room goes back with the field.
    const QHeaderView& header = *table->horizontalHeader();
    QVERIFY(header.geometry().bottom() - filter->geometry().bottom() >= header.fontMetrics().height());
    QTest::keyClick(const_cast<SearchEdit*>(filter), Qt::Key_Escape);
    QCOMPARE(table->viewport()->mapTo(table.get(), QPoint()).y(), before);
}

void TableTest::theKeyboardSorts()
{
    m_model.replaceAll(someRows());
    {
        const auto table = make();
        const auto chosenFromMenu = [&table](const QString& wanted) {
            QTest::keyClick(table.get(), Qt::Key_F10, Qt::ShiftModifier);
            auto* menu = table->findChildren<QMenu*>(Qt::FindDirectChildrenOnly).last();
            bool found = false;
            for (const QAction* entry : menu->actions()) {
                if (entry->objectName() == u"sortBy"_s) {
                    for (QAction* column : entry->menu()->actions()) {
                        if (column->text().remove(u'&') == wanted && column->isEnabled()) {
                            column->trigger();
                            found = true;
                        }
                    }
                }
            }
            menu->close();
            return found;
        };
        const auto first = [&table] { return table->model()->index(0, 1).data().toString(); };
        QVERIFY(!chosenFromMenu(u"Descending"_s)); // nothing is sorted yet
        QVERIFY(chosenFromMenu(u"Name"_s));
        QCOMPARE(first(), u"brake"_s);
        QVERIFY(chosenFromMenu(u"Descending"_s));
        QCOMPARE(first(), u"gearbox"_s);
    }
    // It is the user's order from then on, as if the title had been clicked.
    const auto again = make();
    QCOMPARE(again->horizontalHeader()->sortIndicatorSection(), 1);
    QCOMPARE(again->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
}

QTEST_MAIN(TableTest)
#include "table_test.moc"
