// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

class QActionGroup;
class QMenu;
class QMenuBar;

namespace argus::ui {

/// The actions of the window itself and the menus that hold them. Texts follow retranslate().
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QObject* parent);

    void fillMenus(QMenuBar& bar);
    void retranslate();
    QList<QAction*> all() const;

    QAction* addFiles;
    QAction* addFolder;
    QAction* quit;
    QAction* batches;
    QAction* triage;
    QAction* vehicles;
    QAction* operations;
    QAction* settings;
    QAction* palette;
    QAction* find;
    QAction* lightTheme;
    QAction* darkTheme;
    QAction* pause;
    QAction* resume;
    QAction* about;
    QActionGroup* pages;

private:
    QAction* add(const QString& name, const QString& icon, const QKeySequence& keys = {});

    QMenu* m_file = nullptr;
    QMenu* m_view = nullptr;
    QMenu* m_engine = nullptr;
    QMenu* m_help = nullptr;
};

} // namespace argus::ui
