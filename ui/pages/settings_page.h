// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/shortcut_model.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace argus::ui {

class ConnectionsPanel;
class DataTable;

/// Connections, appearance, language, layouts, the list of keys, and what this program is. Changes take effect at once.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    /// `actions`: those whose keys are listed.
    SettingsPage(AppContext& context, const QList<QPointer<QAction>>& actions, QWidget* parent);
    QList<QAction*> pageActions() const override;
    void focusStart() override;

private:
    QWidget* makeChoices();
    QWidget* makeKeys();
    void fillChoices();

    QList<QPointer<QAction>> m_shown;
    ShortcutModel m_keys;
    QComboBox* m_theme = nullptr;
    QComboBox* m_language = nullptr;
    DataTable* m_keyTable = nullptr;
    ConnectionsPanel* m_connections = nullptr;
};

} // namespace argus::ui
