// SPDX-License-Identifier: Apache-2.0
#include "ui/models/table_model_base.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QFont>

namespace argus::ui {

TableModelBase::TableModelBase(const char* context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{ }

QVariant TableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || orientation != Qt::Horizontal || section >= columnCount()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QCoreApplication::translate(m_context, columnTitle(section));
    case Qt::TextAlignmentRole:
        return static_cast<int>(look(section).kind == ColumnKind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                                         : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

void TableModelBase::retranslate()
{
    if (columnCount() > 0) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole, SortRole});
    }
}

QVariant TableModelBase::fixedFont()
{
    return monoFont();
}

const QList<int>& TableModelBase::changedRoles()
{
    static const QList<int> kRoles {Qt::DisplayRole, Qt::ToolTipRole, SortRole, ToneRole, IconNameRole, ProgressRole};
    return kRoles;
}

} // namespace argus::ui
