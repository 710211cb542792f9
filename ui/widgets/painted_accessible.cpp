// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/painted_accessible.h"

#include "ui/widgets/stage_strip.h"
#include "ui/widgets/timeline_widget.h"

#include <QAccessibleWidget>

namespace argus::ui {

namespace {

/// Says as its value what the picture shows at this moment.
template <class Widget> class PaintedAccessible final : public QAccessibleWidget
{
public:
    PaintedAccessible(Widget* widget, QAccessible::Role role)
        : QAccessibleWidget(widget, role)
    { }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value || kind == QAccessible::Description) {
            return static_cast<const Widget*>(widget())->spokenText();
        }
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makePaintedAccessible(const QString&, QObject* object)
{
    if (auto* strip = qobject_cast<StageStrip*>(object)) {
        return new PaintedAccessible<StageStrip>(strip, QAccessible::Indicator);
    }
    if (auto* timeline = qobject_cast<TimelineWidget*>(object)) {
        return new PaintedAccessible<TimelineWidget>(timeline, QAccessible::Chart);
    }
    return nullptr;
}

} // namespace

void installPaintedAccessibles()
{
    QAccessible::installFactory(makePaintedAccessible);
}

} // namespace argus::ui
