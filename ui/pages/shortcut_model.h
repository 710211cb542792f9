// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

#include <QAction>
#include <QPointer>

namespace argus::ui {

struct ShortcutRow
{
    QString name;
    QString keys;
};

/// The keys of the program. The key is the name.
class ShortcutModel final : public TableModel<ShortcutRow, QString>
{
public:
    explicit ShortcutModel(QObject* parent = nullptr);
    void setActions(const QList<QPointer<QAction>>& actions);
};

} // namespace argus::ui
