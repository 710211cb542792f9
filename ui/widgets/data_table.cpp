// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/data_table.h"

#include "ui/settings/ui_settings.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/empty_painter.h"
#include "ui/widgets/table_export.h"
#include "ui/widgets/table_header.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

DataTable::DataTable(const QString& name, TableModelBase* model, AppContext& context, QWidget* parent)
    : QTableView(parent)
    , m_context(context)
    , m_model(model)
    , m_emptyIcon(u"inbox"_s)
{
    setObjectName(name);
    m_proxy.setSourceModel(model);
    setModel(&m_proxy);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setUpHeader();
    setUpFitting();
    restoreLayout();
    fitColumns();
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT rowActivated(m_proxy.mapToSource(index).row()); });
    const auto checkRow = [this] {
        // Where the chosen row went, its neighbour is what the keyboard goes on from: it has to look chosen, too.
        if (currentIndex().isValid() && !selectionModel()->hasSelection()) {
            selectRow(currentIndex().row());
        }
        if (const int row = currentSourceRow(); row != m_toldRow) {
            m_toldRow = row;
            Q_EMIT currentRowChanged(row);
        }
    };
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, checkRow);
    connect(&m_proxy, &QAbstractItemModel::rowsRemoved, this, checkRow);
}

DataTable::~DataTable()
{
    saveLayout();
}

void DataTable::setUpHeader()
{
    setHorizontalHeader(new TableHeader(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(30);
    QHeaderView* header = horizontalHeader();
    header->setObjectName(objectName() % u"Header"_s);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(44);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &DataTable::showHeaderMenu);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const ColumnLook look = m_model->look(column);
        setColumnHidden(column, look.hidden);
    }
    setSortingEnabled(true);
    header->setSortIndicatorClearable(false);
    sortByColumn(-1, Qt::AscendingOrder);
}

void DataTable::restoreLayout()
{
    const QByteArray state = m_context.settings.layout(layoutKey());
    m_hasLayout = !state.isEmpty() && horizontalHeader()->restoreState(state);
    const QList<QByteArray> sort = m_context.settings.layout(objectName() % u"Sort"_s).split(' ');
    if (const int column = sort.value(0, "-1").toInt();
        sort.size() == 2 && column >= 0 && column < m_model->columnCount()) {
        m_hasSort = true;
        sortByColumn(column, sort[1] == "d" ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    // Only what the user changes is written back, so that better defaults reach those who changed nothing.
    const auto touch = [this] { m_layoutTouched = true; };
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this, touch] {
        // Only what is dragged in the header: a button may also be down on a tab, or on a divider that moves the table.
        if (m_headerIsHeld && !m_isFitting) {
            touch();
        }
    });
    horizontalHeader()->viewport()->installEventFilter(this);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, touch);
    // The order is kept apart from the widths: who sorts has not asked for columns that fit no more.
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &DataTable::rememberSort);
}

void DataTable::rememberSort()
{
    m_hasSort = true;
    const QHeaderView& header = *horizontalHeader();
    m_context.settings.setLayout(objectName() % u"Sort"_s,
                                 QByteArray::number(header.sortIndicatorSection())
                                     + (header.sortIndicatorOrder() == Qt::DescendingOrder ? " d" : " a"));
}

void DataTable::sortAndRemember(int column, Qt::SortOrder order)
{
    sortByColumn(column, order);
    rememberSort();
}

void DataTable::saveLayout()
{
    if (m_layoutTouched) {
        m_context.settings.setLayout(layoutKey(), horizontalHeader()->saveState());
    }
}

QString DataTable::layoutKey() const
{
    // Under the bare name lie layouts that were kept although nobody had made them.
    return objectName() % u"Columns"_s;
}

void DataTable::setEmptyText(const QString& title, const QString& hint)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    viewport()->update();
}

void DataTable::setEmptyIcon(const QString& icon)
{
    m_emptyIcon = icon;
}

void DataTable::setDefaultSort(int column, Qt::SortOrder order)
{
    if (!m_hasLayout && !m_hasSort) {
        sortByColumn(column, order);
    }
}

int DataTable::currentSourceRow() const
{
    return m_proxy.mapToSource(currentIndex()).row();
}

QList<int> DataTable::selectedSourceRows() const
{
    QList<int> rows;
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        if (selectionModel()->isRowSelected(row, {})) {
            rows << m_proxy.mapToSource(m_proxy.index(row, 0)).row();
        }
    }
    return rows;
}

void DataTable::selectSourceRow(int row)
{
    const QModelIndex index = m_proxy.mapFromSource(m_model->index(row, 0));
    if (index.isValid()) {
        setCurrentIndex(index);
        selectRow(index.row());
        scrollTo(index);
    }
}

bool DataTable::showsSourceRow(int row) const
{
    return m_proxy.mapFromSource(m_model->index(row, 0)).isValid();
}

void DataTable::selectFirstRow()
{
    if (m_proxy.rowCount() > 0) {
        setCurrentIndex(m_proxy.index(0, 0));
        selectRow(0);
    }
}

void DataTable::copySelection()
{
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    if (!selected.isEmpty()) {
        QGuiApplication::clipboard()->setText(rowsAsTsv(m_proxy, selected, visibleColumns()));
    }
}

QList<int> DataTable::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column)) {
            columns << column;
        }
    }
    return columns;
}

void DataTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    // What is painted is also said to those who do not see it.
    const auto describe = [this](const QString& text) {
        if (text != accessibleDescription()) {
            setAccessibleDescription(text);
        }
    };
    if (m_proxy.rowCount() > 0) {
        describe({});
        return;
    }
    QPainter painter(viewport());
    const bool filtered = m_proxy.isFiltering() && m_model->rowCount() > 0;
    const QString title = filtered ? tr("Nothing matches the filter.") : m_emptyTitle;
    const QString hint = filtered ? tr("Clear the search or choose another filter.") : m_emptyHint;
    describe(title % u' ' % hint);
    paintEmpty(painter, viewport()->rect(), filtered ? u"search"_s : m_emptyIcon, title, hint, palette());
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentSourceRow());
        event->accept();
        return;
    }
    // The menu key that not every keyboard has; Qt knows only the other one here.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        const QRect row = visualRect(currentIndex()).intersected(viewport()->rect());
        const QPoint place = row.isValid() ? row.center() : viewport()->rect().center();
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, place, viewport()->mapToGlobal(place));
        contextMenuEvent(&menu);
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!actions().isEmpty()) {
        menu->addActions(actions());
        menu->addSeparator();
    }
    QAction* copy = menu->addAction(themedIcon(u"copy"_s), tr("&Copy rows"), this, &DataTable::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selectionModel()->hasSelection());
    QAction* filter = menu->addAction(themedIcon(u"search"_s), tr("&Filter rows…"), this, &DataTable::openFilter);
    filter->setShortcut(QKeySequence::Find);
    QAction* save = menu->addAction(themedIcon(u"export"_s), tr("&Export table as CSV…"), this, &DataTable::exportCsv);
    save->setEnabled(m_proxy.rowCount() > 0);
    menu->addSeparator();
    addSortActions(*menu->addMenu(tr("&Sort by")));
    addColumnActions(*menu->addMenu(themedIcon(u"columns"_s), tr("C&olumns")));
    menu->popup(event->globalPos());
}

void DataTable::showHeaderMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addSortActions(*menu->addMenu(tr("&Sort by")));
    addColumnActions(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(place));
}

void DataTable::addSortActions(QMenu& menu)
{
    menu.menuAction()->setObjectName(u"sortBy"_s);
    const QHeaderView& header = *horizontalHeader();
    const int sorted = header.sortIndicatorSection();
    const bool isSorted = sorted >= 0 && sorted < m_model->columnCount();
    const Qt::SortOrder order = header.sortIndicatorOrder();
    auto* columns = new QActionGroup(&menu);
    for (const int column : visibleColumns()) {
        QAction* action = menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(column == sorted);
        columns->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, column, order, isSorted] { sortAndRemember(column, isSorted ? order : Qt::AscendingOrder); });
    }
    menu.addSeparator();
    auto* orders = new QActionGroup(&menu);
    for (const Qt::SortOrder each : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QAction* action = menu.addAction(each == Qt::AscendingOrder ? tr("&Ascending") : tr("&Descending"));
        action->setCheckable(true);
        action->setChecked(isSorted && each == order);
        action->setEnabled(isSorted);
        orders->addAction(action);
        connect(action, &QAction::triggered, this, [this, sorted, each] { sortAndRemember(sorted, each); });
    }
}

void DataTable::addColumnActions(QMenu& menu)
{
    menu.addAction(themedIcon(u"columns"_s), tr("&Fit to the window"), this, &DataTable::forgetLayout);
    menu.addSeparator();
    const qsizetype shown = visibleColumns().size();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QAction* action = menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // The last column cannot be hidden: there would be no header left to bring it back.
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            // A column that comes or goes is remembered, and the others still make room by themselves until one is
            // moved or dragged: so the fit comes first.
            setColumnHidden(column, !on);
            measureColumns();
            fitColumns();
            m_layoutTouched = true;
        });
    }
}

void DataTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        nameFilter();
        std::fill(m_measured.begin(), m_measured.end(), 0);
        m_refit.start(0);
    }
}

void DataTable::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    // Someone who tabs into a table finds a row to start from.
    if (!currentIndex().isValid() && event->reason() != Qt::MouseFocusReason) {
        selectFirstRow();
    }
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) {
        viewport()->update();
    }
    if (const int row = m_proxy.mapToSource(current).row(); row != m_toldRow) {
        m_toldRow = row;
        Q_EMIT currentRowChanged(row);
    }
}

} // namespace argus::ui
