// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/local_widget.h"

#include <QFrame>
#include <QList>
#include <QPointer>

class QAction;
class QLineEdit;
class QListWidget;

namespace argus::ui {

/// Finds any action of the window by its words (Ctrl+K): type, choose with the arrow keys, Enter runs it.
class CommandPalette final : public Local<QFrame>
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* parent);

    /// Opens over the parent with these actions; those without text or that cannot run now are left out.
    void open(const QList<QAction*>& actions);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& text);
    void run();
    void dismiss();

    QLineEdit* m_edit;
    QListWidget* m_list;
    QList<QPointer<QAction>> m_actions;
    QPointer<QWidget> m_focusBefore;
};

} // namespace argus::ui
