// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/connection_model.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

#include <QAction>
#include <QList>

namespace argus::ui {

class Connections;
class DataTable;

/// The connections of the desk: which there are and which is in use; add, change, remove, use.
class ConnectionsPanel final : public LocalWidget
{
    Q_OBJECT

public:
    /// `connections` must outlive this.
    ConnectionsPanel(AppContext& context, Connections& connections, QWidget* parent);

    QList<QAction*> actions() const { return {m_add, m_change, m_remove, m_use}; }

private:
    void tellOfKeyring(const QString& what, const QString& advice, const base::Error& error);
    QAction* addAction(const QString& name, const QString& icon);
    void makeLayout();
    void fill();
    void update();
    void change(const ConnectionProfile& profile);
    void confirmRemove();
    void useChosen();
    const ConnectionRow* chosen() const;

    AppContext& m_context;
    Connections& m_connections;
    ConnectionModel m_model;
    DataTable* m_table;
    QAction* m_add;
    QAction* m_change;
    QAction* m_remove;
    QAction* m_use;
};

} // namespace argus::ui
