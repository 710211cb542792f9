// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/roles.h"

#include <QAbstractTableModel>

namespace argus::ui {

/// The part of a TableModel that does not depend on its rows.
class TableModelBase : public QAbstractTableModel
{
public:
    /// `context`: of the translations of the column titles.
    TableModelBase(const char* context, QObject* parent);

    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;
    virtual ColumnLook look(int column) const = 0;
    /// Tells the views that every text may read otherwise now.
    void retranslate();

protected:
    virtual const char* columnTitle(int column) const = 0;
    static QVariant fixedFont();
    static const QList<int>& changedRoles();

private:
    const char* const m_context;
};

} // namespace argus::ui
