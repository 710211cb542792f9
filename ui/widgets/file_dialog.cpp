// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/file_dialog.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QTreeView>

namespace argus::ui {

using namespace Qt::StringLiterals;

void fitFileDialog(QFileDialog& dialog)
{
    auto* list = dialog.findChild<QTreeView*>(u"treeView"_s);
    if (!list || !list->header()) {
        return;
    }
    constexpr int kNameColumn = 0;
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(kNameColumn, QHeaderView::Stretch);
    constexpr QSize kRoomForAll(860, 520);
    dialog.resize(kRoomForAll.boundedTo(dialog.parentWidget() ? dialog.parentWidget()->window()->size() : kRoomForAll));
}

} // namespace argus::ui
