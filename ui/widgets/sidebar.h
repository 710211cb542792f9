// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace argus::ui {

/// The pages of the window, one button each. Arrow keys move between them.
class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);

    /// Adds a button that follows a checkable action. `atBottom` puts it at the foot.
    void addPage(const QString& name, QAction* action, bool atBottom = false);
    /// Only icons, where the window is narrow.
    void setCompact(bool compact);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QVBoxLayout* m_top;
    QVBoxLayout* m_bottom;
    QLabel* m_brand;
    QList<QToolButton*> m_buttons;
    bool m_compact = false;
};

} // namespace argus::ui
