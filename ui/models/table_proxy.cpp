// SPDX-License-Identifier: Apache-2.0
#include "ui/models/table_proxy.h"

#include "ui/models/roles.h"

namespace argus::ui {

TableProxy::TableProxy(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setDynamicSortFilter(true);
    setSortLocaleAware(true);
}

void TableProxy::setSearch(const QString& text)
{
    if (m_search != text) {
        m_search = text;
        invalidateFilter();
    }
}

void TableProxy::setRowTest(std::function<bool(int)> test)
{
    m_test = std::move(test);
    invalidateFilter();
}

bool TableProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_test && !m_test(sourceRow)) {
        return false;
    }
    if (m_search.isEmpty()) {
        return true;
    }
    for (int column = 0; column < sourceModel()->columnCount(sourceParent); ++column) {
        const QModelIndex index = sourceModel()->index(sourceRow, column, sourceParent);
        if (index.data(Qt::DisplayRole).toString().contains(m_search, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return sourceModel()->index(sourceRow, 0, sourceParent).data(IdRole).toString().startsWith(m_search);
}

bool TableProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a == b) {
        // Equal rows stay in the order of the model, whichever way the others are turned: a live table does not shuffle
        // them, and what the result puts first stays first.
        return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace argus::ui
