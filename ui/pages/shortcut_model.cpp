// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/shortcut_model.h"

#include "ui/widgets/parts.h"

#include <QCoreApplication>

namespace argus::ui {

namespace {

struct ShortcutText
{
    Q_DECLARE_TR_FUNCTIONS(ShortcutModel)
};

std::vector<Column<ShortcutRow>> shortcutColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("ShortcutModel", "Action"),
         .width = 340,
         .text = [](const ShortcutRow& row) { return row.name; }},
        {.title = QT_TRANSLATE_NOOP("ShortcutModel", "Keys"),
         .width = 200,
         .text = [](const ShortcutRow& row) { return row.keys; }},
    };
}

} // namespace

ShortcutModel::ShortcutModel(QObject* parent)
    : TableModel("ShortcutModel", shortcutColumns(), [](const ShortcutRow& row) { return row.name; }, parent)
{ }

void ShortcutModel::setActions(const QList<QPointer<QAction>>& actions)
{
    std::vector<ShortcutRow> rows;
    for (const auto& action : actions) {
        if (action && !action->shortcut().isEmpty()) {
            rows.push_back({parts::plainText(*action), action->shortcut().toString(QKeySequence::NativeText)});
        }
    }
    rows.push_back({ShortcutText::tr("Move between parts of the window"), ShortcutText::tr("Tab, Shift+Tab")});
    rows.push_back({ShortcutText::tr("Open the chosen batch"), ShortcutText::tr("Enter")});
    rows.push_back({ShortcutText::tr("Copy the chosen rows of a table"),
                    QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)});
    rows.push_back(
        {ShortcutText::tr("Sort, columns, filter and export of a table"), ShortcutText::tr("Menu key, Shift+F10")});
    rows.push_back({ShortcutText::tr("Move along the timeline"), ShortcutText::tr("Left, Right, Home, End")});
    replaceAll(std::move(rows));
}

} // namespace argus::ui
