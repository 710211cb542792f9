// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icon_label.h"

#include "ui/theme/icons.h"

#include <QPainter>

namespace argus::ui {

namespace {

constexpr int kSize = 18;

} // namespace

IconLabel::IconLabel(QString icon, Token color, QWidget* parent)
    : QWidget(parent)
    , m_icon(std::move(icon))
    , m_color(color)
{
    setFixedSize(kSize, kSize);
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, tintedPixmap(m_icon, tokenColor(m_color, palette()), kSize, devicePixelRatioF()));
}

} // namespace argus::ui
