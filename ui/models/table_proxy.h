// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>

#include <functional>

namespace argus::ui {

/// Sorts by SortRole and keeps the rows in which any column contains the text looked for (case-insensitive), and which
/// pass the row test where one is set.
class TableProxy final : public QSortFilterProxyModel
{
public:
    explicit TableProxy(QObject* parent = nullptr);

    void setSearch(const QString& text);
    /// `test(sourceRow)`; empty: all rows.
    void setRowTest(std::function<bool(int)> test);
    bool isFiltering() const { return !m_search.isEmpty() || m_test; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString m_search;
    std::function<bool(int)> m_test;
};

} // namespace argus::ui
