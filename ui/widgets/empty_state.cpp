// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/empty_state.h"

#include "ui/widgets/empty_painter.h"
#include "ui/widgets/parts.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace argus::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(3);
    m_buttons = new QVBoxLayout;
    layout->addLayout(m_buttons);
    layout->addStretch(2);
    setMinimumHeight(200);
}

void EmptyState::setContent(const QString& icon, const QString& title, const QString& hint)
{
    m_icon = icon;
    m_title = title;
    m_hint = hint;
    setAccessibleName(title);
    setAccessibleDescription(hint);
    update();
}

QPushButton* EmptyState::addButton(const QString& name, const QString& icon, bool primary)
{
    QPushButton* button = primary ? parts::primaryButton(name, icon, this) : parts::button(name, icon, this);
    m_buttons->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int bottom = m_buttons->count() > 0 ? m_buttons->geometry().top() - 4 : height();
    const int band = std::min(bottom, 170);
    const QRect area = m_buttons->count() > 0 ? QRect(0, bottom - band, width(), band) : rect();
    paintEmpty(painter, area, m_icon, m_title, m_hint, palette());
}

} // namespace argus::ui
