// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/stage_strip.h"
#include "ui/widgets/timeline_widget.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextBrowser>

namespace argus::ui::test {

/// How many widgets below `root` a user can act on, and those of them that have no name to find them by or none that
/// a screen reader can say.
struct NameCheck
{
    int checked = 0;
    QStringList nameless;
};

inline bool isInteractive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
        || qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)
        || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QTabBar*>(widget)
        || qobject_cast<const StageStrip*>(widget) || qobject_cast<const TimelineWidget*>(widget);
}

/// Parts of Qt's own widgets belong to the widget that has the name.
inline bool isInnerPart(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    return qobject_cast<const QHeaderView*>(widget) || qobject_cast<const QLineEdit*>(parent)
        || qobject_cast<const QTabBar*>(parent) || widget->inherits("QComboBoxListView")
        || widget->inherits("QTableCornerButton") || widget->inherits("QMenuBarExtension")
        || widget->objectName().startsWith(QStringLiteral("qt_"));
}

inline NameCheck checkNames(const QWidget& root)
{
    NameCheck result;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!isInteractive(widget) || isInnerPart(widget)) {
            continue;
        }
        ++result.checked;
        const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (widget->objectName().isEmpty() || !spoken || spoken->text(QAccessible::Name).isEmpty()) {
            result.nameless << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ')
                    + widget->objectName();
        }
    }
    return result;
}

} // namespace argus::ui::test
