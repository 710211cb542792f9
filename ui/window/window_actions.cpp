// SPDX-License-Identifier: Apache-2.0
#include "ui/window/window_actions.h"

#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace argus::ui {

using namespace Qt::StringLiterals;

WindowActions::WindowActions(QObject* parent)
    : QObject(parent)
    , addFiles(add(u"actionAddFiles"_s, u"add"_s, QKeySequence::Open))
    , addFolder(add(u"actionAddFolder"_s, u"folder"_s, QKeySequence(u"Ctrl+Shift+O"_s)))
    , quit(add(u"actionQuit"_s, u"close"_s, QKeySequence(u"Ctrl+Q"_s)))
    , batches(add(u"pageBatches"_s, u"batches"_s, QKeySequence(u"Ctrl+1"_s)))
    , triage(add(u"pageTriage"_s, u"triage"_s, QKeySequence(u"Ctrl+2"_s)))
    , vehicles(add(u"pageVehicles"_s, u"vehicles"_s, QKeySequence(u"Ctrl+3"_s)))
    , operations(add(u"pageOperations"_s, u"operations"_s, QKeySequence(u"Ctrl+4"_s)))
    , settings(add(u"pageSettings"_s, u"settings"_s, QKeySequence(u"Ctrl+,"_s)))
    , palette(add(u"actionPalette"_s, u"command"_s, QKeySequence(u"Ctrl+K"_s)))
    , find(add(u"actionFind"_s, u"search"_s, QKeySequence::Find))
    , lightTheme(add(u"actionLight"_s, u"appearance"_s))
    , darkTheme(add(u"actionDark"_s, u"appearance"_s))
    , pause(add(u"actionPause"_s, u"pause"_s))
    , resume(add(u"actionResume"_s, u"play"_s))
    , about(add(u"actionAbout"_s, u"info"_s))
    , pages(new QActionGroup(this))
{
    for (QAction* page : {batches, triage, vehicles, operations, settings}) {
        page->setCheckable(true);
        pages->addAction(page);
    }
    pause->setEnabled(false);
    resume->setEnabled(false);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
}

QAction* WindowActions::add(const QString& name, const QString& icon, const QKeySequence& keys)
{
    auto* action = new QAction(themedIcon(icon), {}, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

void WindowActions::fillMenus(QMenuBar& bar)
{
    m_file = bar.addMenu(QString());
    m_file->addActions({addFiles, addFolder});
    m_file->addSeparator();
    m_file->addAction(quit);
    m_view = bar.addMenu(QString());
    m_view->addActions({batches, triage, vehicles, operations, settings});
    m_view->addSeparator();
    m_view->addActions({palette, find});
    m_view->addSeparator();
    m_view->addActions({lightTheme, darkTheme});
    m_engine = bar.addMenu(QString());
    m_engine->addActions({pause, resume});
    m_help = bar.addMenu(QString());
    m_help->addAction(about);
    retranslate();
}

void WindowActions::retranslate()
{
    addFiles->setText(tr("&Add recordings…"));
    addFolder->setText(tr("Add a &folder…"));
    quit->setText(tr("&Quit"));
    batches->setText(tr("Batches"));
    triage->setText(tr("Triage"));
    vehicles->setText(tr("Vehicles"));
    operations->setText(tr("Operations"));
    settings->setText(tr("Settings"));
    palette->setText(tr("&Command palette…"));
    find->setText(tr("&Find on this page"));
    lightTheme->setText(tr("&Light theme"));
    darkTheme->setText(tr("&Dark theme"));
    pause->setText(tr("&Pause the engine"));
    pause->setToolTip(tr("Running tasks go on; no new ones start"));
    resume->setText(tr("&Resume the engine"));
    about->setText(tr("&About Argus Desk"));
    if (m_file) {
        m_file->setTitle(tr("&File"));
        m_view->setTitle(tr("&View"));
        m_engine->setTitle(tr("&Engine"));
        m_help->setTitle(tr("&Help"));
    }
}

QList<QAction*> WindowActions::all() const
{
    return {addFiles, addFolder, batches, triage,     vehicles,  operations, settings, palette,
            find,     pause,     resume,  lightTheme, darkTheme, about,      quit};
}

} // namespace argus::ui
