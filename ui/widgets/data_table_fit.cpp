// SPDX-License-Identifier: Apache-2.0
// How wide the columns are as long as the user has not said so.
#include "ui/settings/ui_settings.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/table_header.h"

#include <QApplication>
#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>
#include <chrono>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsToMeasure = 60;
/// Padding of a title, as in the style sheet.
constexpr int kTitlePadding = 20;
/// A list that grows is measured again at this pace.
constexpr std::chrono::milliseconds kPace {300};

} // namespace

void DataTable::setUpFitting()
{
    m_measured.assign(static_cast<std::size_t>(m_model->columnCount()), 0);
    m_refit.setSingleShot(true);
    connect(&m_refit, &QTimer::timeout, this, [this] {
        measureColumns();
        fitColumns();
    });
    const auto later = [this] {
        if (isVisible() && !m_refit.isActive()) {
            m_refit.start(kPace);
        }
    };
    connect(&m_proxy, &QAbstractItemModel::dataChanged, this, later);
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, this, [this, later](const QModelIndex&, int, int last) {
        // The first rows are shown as they should be.
        m_proxy.rowCount() == last + 1 && isVisible() ? m_refit.start(0) : later();
    });
    // Other rows come into sight; and the arrow needs room in another title.
    connect(&m_proxy, &QAbstractItemModel::layoutChanged, this, later);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, later);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] { fitColumns(); });
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, [this] {
        std::fill(m_measured.begin(), m_measured.end(), 0);
        m_refit.start(0);
    });
}

void DataTable::measureColumns()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int rows = m_proxy.rowCount();
    const auto measure = [this, &option](int first, int end) {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            int& widest = m_measured[static_cast<std::size_t>(column)];
            for (int row = first; row < end && !isColumnHidden(column); ++row) {
                // Only ever wider, so that columns of a live table come to rest.
                widest = std::max(widest, itemDelegate()->sizeHint(option, m_proxy.index(row, column)).width());
            }
        }
    };
    measure(0, std::min(kRowsToMeasure, rows));
    if (const int first = rowAt(0); first >= kRowsToMeasure) {
        measure(first, std::min(first + kRowsToMeasure, rows));
    }
}

void DataTable::fitColumns()
{
    if (m_hasLayout || m_layoutTouched) {
        return;
    }
    QFont bold = QApplication::font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const QList<int> columns = visibleColumns();
    std::vector<ColumnNeed> needs;
    for (const int column : columns) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int beside
            = kTitlePadding + (column == horizontalHeader()->sortIndicatorSection() ? TableHeader::kArrow : 0);
        needs.push_back(columnNeed(m_model->look(column), metrics.horizontalAdvance(title) + beside,
                                   m_measured[static_cast<std::size_t>(column)]));
    }
    const std::vector<int> widths = argus::ui::fitColumns(needs, viewport()->width());
    m_isFitting = true;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        setColumnWidth(columns[i], widths[static_cast<std::size_t>(i)]);
    }
    m_isFitting = false;
}

void DataTable::forgetLayout()
{
    for (int column = 0; column < m_model->columnCount(); ++column) {
        setColumnHidden(column, m_model->look(column).hidden);
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
    }
    m_hasLayout = false;
    m_layoutTouched = false;
    m_context.settings.setLayout(layoutKey(), {});
    measureColumns();
    fitColumns();
}

void DataTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    // What came while nobody looked was not measured.
    m_refit.start(0);
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    placeFilter();
}

} // namespace argus::ui
