// SPDX-License-Identifier: Apache-2.0
// How wide the columns are as long as the user has not said so.
#include "ui/settings/ui_settings.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/data_table.h"

#include <QApplication>
#include <QHeaderView>
#include <QResizeEvent>

#include <algorithm>
#include <chrono>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsToMeasure = 60;
/// Padding of a title and the arrow of a sorted column, for which the style keeps room in each.
constexpr int kArrowAndPadding = 36;
/// A list that grows is measured again at this pace.
constexpr std::chrono::milliseconds kPace {300};

/// `title` and `content`: their widths.
ColumnNeed needOf(const ColumnLook& look, int title, int content)
{
    const int wanted = std::max(look.width, title);
    switch (look.kind) {
    case ColumnKind::Badge:
        return {std::max({title, content, wanted / 2}), std::max(wanted, content), std::max(wanted, content)};
    case ColumnKind::Number:
        return {std::max(title, content), std::max({title, content, wanted * 7 / 10}), std::max(wanted, content)};
    case ColumnKind::Progress:
        // Room for the bar is kept even while none is shown: work may begin at any time.
        return {std::max(title, wanted * 6 / 10), std::max({title, content, wanted * 7 / 10}), wanted};
    case ColumnKind::Mono: {
        // Ids and numbers are worth nothing when they are cut; a row of bytes is still worth something.
        constexpr int kLongestId = 170;
        const int whole = std::max(title, content == 0 ? wanted : std::min(content, std::max(wanted, kLongestId)));
        return {std::min(whole, std::max(title, kLongestId)), whole, std::max(whole, content)};
    }
    case ColumnKind::Text: {
        const int whole = std::max(title, content == 0 ? wanted : std::min(content, wanted));
        constexpr int kSomeWords = 120;
        return {std::max(title, std::min(whole, std::max(kSomeWords, look.width / 2))), whole,
                std::max(whole, content)};
    }
    }
    return {};
}

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
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, [this] {
        std::fill(m_measured.begin(), m_measured.end(), 0);
        m_refit.start(0);
    });
}

void DataTable::measureColumns()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int rows = std::min(kRowsToMeasure, m_proxy.rowCount());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        int& widest = m_measured[static_cast<std::size_t>(column)];
        for (int row = 0; row < rows && !isColumnHidden(column); ++row) {
            // Only ever wider, so that columns of a live table come to rest.
            widest = std::max(widest, itemDelegate()->sizeHint(option, m_proxy.index(row, column)).width());
        }
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
        needs.push_back(needOf(m_model->look(column), metrics.horizontalAdvance(title) + kArrowAndPadding,
                               m_measured[static_cast<std::size_t>(column)]));
    }
    const std::vector<int> widths = argus::ui::fitColumns(needs, viewport()->width());
    for (qsizetype i = 0; i < columns.size(); ++i) {
        setColumnWidth(columns[i], widths[static_cast<std::size_t>(i)]);
    }
}

void DataTable::forgetLayout()
{
    for (int column = 0; column < m_model->columnCount(); ++column) {
        setColumnHidden(column, m_model->look(column).hidden);
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
    }
    m_hasLayout = false;
    m_layoutTouched = false;
    m_context.settings.setLayout(objectName(), {});
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
