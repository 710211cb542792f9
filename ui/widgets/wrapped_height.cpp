// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/wrapped_height.h"

#include <QEvent>
#include <QLayout>
#include <QWidget>

namespace argus::ui {

WrappedHeight::WrappedHeight(QWidget* widget)
    : QObject(widget)
    , m_widget(widget)
{
    widget->installEventFilter(this);
    keep();
}

bool WrappedHeight::eventFilter(QObject* watched, QEvent* event)
{
    const bool handled = QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        keep();
    }
    return handled;
}

void WrappedHeight::keep()
{
    const QLayout* layout = m_widget->layout();
    const int least = layout->hasHeightForWidth() ? layout->totalMinimumHeightForWidth(m_widget->width())
                                                  : layout->totalMinimumSize().height();
    if (least != m_widget->minimumHeight()) {
        m_widget->setMinimumHeight(least);
    }
}

} // namespace argus::ui
