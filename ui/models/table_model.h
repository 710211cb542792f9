// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model_base.h"
#include "ui/text/words.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace argus::ui {

/// One column of a TableModel over `Row`: captureless functions that format a value when it is asked for.
template <class Row> struct Column
{
    const char* title = nullptr; ///< untranslated; the model's context is used to translate it
    ColumnKind kind = ColumnKind::Text;
    int width = 120;
    QString (*text)(const Row&) = nullptr; ///< not needed for badges
    QVariant (*sort)(const Row&) = nullptr; ///< null: by the text
    words::Badge (*badge)(const Row&) = nullptr;
    double (*progress)(const Row&) = nullptr; ///< negative: no bar
    QString (*tip)(const Row&) = nullptr;
    bool hidden = false;
};

/// A table of values with a key each. Rows are inserted, changed and removed in as few steps as possible and without
/// resets, so that selection and scroll position stay. GUI thread only.
template <class Row, class Key = qint64> class TableModel : public TableModelBase
{
public:
    using KeyOf = Key (*)(const Row&);

    TableModel(const char* context, std::vector<Column<Row>> columns, KeyOf keyOf, QObject* parent)
        : TableModelBase(context, parent)
        , m_columns(std::move(columns))
        , m_keyOf(keyOf)
    { }

    int rowCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    QVariant data(const QModelIndex& index, int role) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
            return {};
        }
        const Row& row = m_rows[static_cast<std::size_t>(index.row())];
        return cell(m_columns[static_cast<std::size_t>(index.column())], row, role);
    }
    ColumnLook look(int column) const final
    {
        const Column<Row>& c = m_columns[static_cast<std::size_t>(column)];
        return {c.kind, c.width, c.hidden};
    }

    const std::vector<Row>& rows() const { return m_rows; }
    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// -1: there is none.
    int rowOf(const Key& key) const
    {
        const auto found = m_places.find(key);
        return found == m_places.end() ? -1 : found->second;
    }

    /// Shows these rows instead of all others, with a reset: for results, which come once.
    void replaceAll(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        rebuildPlaces();
        endResetModel();
    }

    /// Becomes exactly `rows`, keeping what is there already. New rows go to the end.
    void merge(std::vector<Row> rows)
    {
        std::map<Key, bool> wanted;
        for (const Row& row : rows) {
            wanted.emplace(m_keyOf(row), true);
        }
        std::vector<Key> gone;
        for (const Row& row : m_rows) {
            if (const Key key = m_keyOf(row); !wanted.contains(key)) {
                gone.push_back(key);
            }
        }
        erase(gone);
        upsert(std::move(rows));
    }

    /// Changes the rows that are there and appends the others in one step.
    void upsert(std::vector<Row> rows)
    {
        std::vector<int> changed;
        std::vector<Row> added;
        std::map<Key, std::size_t> addedAt;
        for (Row& row : rows) {
            const Key key = m_keyOf(row);
            if (const int at = rowOf(key); at >= 0) {
                if (assign(m_rows[static_cast<std::size_t>(at)], std::move(row))) {
                    changed.push_back(at);
                }
            } else if (const auto twin = addedAt.find(key); twin != addedAt.end()) {
                added[twin->second] = std::move(row);
            } else {
                addedAt.emplace(key, added.size());
                added.push_back(std::move(row));
            }
        }
        tellChanged(std::move(changed));
        if (added.empty()) {
            return;
        }
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        for (Row& row : added) {
            m_places.emplace(m_keyOf(row), static_cast<int>(m_rows.size()));
            m_rows.push_back(std::move(row));
        }
        endInsertRows();
    }

    /// Removes the rows with these keys, each run of neighbours in one step.
    void erase(const std::vector<Key>& keys)
    {
        std::vector<int> places;
        for (const Key& key : keys) {
            if (const int at = rowOf(key); at >= 0) {
                places.push_back(at);
            }
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        while (!places.empty()) {
            const int last = places.back();
            int first = last;
            places.pop_back();
            while (!places.empty() && places.back() == first - 1) {
                first = places.back();
                places.pop_back();
            }
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            rebuildPlaces();
            endRemoveRows();
        }
    }

    /// Lets `change` alter a row in place and tells of it; nothing when there is no such row.
    template <class Change> void modify(const std::vector<Key>& keys, Change change)
    {
        std::vector<int> changed;
        for (const Key& key : keys) {
            if (const int at = rowOf(key); at >= 0) {
                change(m_rows[static_cast<std::size_t>(at)]);
                changed.push_back(at);
            }
        }
        tellChanged(std::move(changed));
    }

protected:
    const char* columnTitle(int column) const final { return m_columns[static_cast<std::size_t>(column)].title; }

private:
    QVariant cell(const Column<Row>& column, const Row& row, int role) const
    {
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return column.badge ? column.badge(row).text : column.text(row);
        case Qt::ToolTipRole:
            return column.tip ? column.tip(row) : cell(column, row, Qt::DisplayRole);
        case Qt::TextAlignmentRole:
            return static_cast<int>(column.kind == ColumnKind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                                      : Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::FontRole:
            return column.kind == ColumnKind::Mono || column.kind == ColumnKind::Bytes ? fixedFont() : QVariant();
        case SortRole:
            return column.sort ? column.sort(row) : cell(column, row, Qt::DisplayRole);
        case IdRole:
            return keyToVariant(m_keyOf(row));
        case ToneRole:
            return column.badge ? static_cast<int>(column.badge(row).tone) : QVariant();
        case IconNameRole:
            return column.badge ? column.badge(row).icon : QVariant();
        case ProgressRole:
            return column.progress && column.progress(row) >= 0 ? column.progress(row) : QVariant();
        default:
            return {};
        }
    }

    static bool assign(Row& old, Row&& fresh)
    {
        if constexpr (requires { old == fresh; }) {
            if (old == fresh) {
                return false;
            }
        }
        old = std::move(fresh);
        return true;
    }

    void tellChanged(std::vector<int> changed)
    {
        std::sort(changed.begin(), changed.end());
        std::size_t i = 0;
        while (i < changed.size()) {
            std::size_t end = i + 1;
            while (end < changed.size() && changed[end] <= changed[end - 1] + 1) {
                ++end;
            }
            Q_EMIT dataChanged(index(changed[i], 0), index(changed[end - 1], columnCount() - 1), changedRoles());
            i = end;
        }
    }

    void rebuildPlaces()
    {
        m_places.clear();
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_places.emplace(m_keyOf(m_rows[i]), static_cast<int>(i));
        }
    }

    const std::vector<Column<Row>> m_columns;
    const KeyOf m_keyOf;
    std::vector<Row> m_rows;
    std::map<Key, int> m_places;
};

} // namespace argus::ui
