// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/drop_overlay.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/empty_painter.h"

#include <QPainter>

namespace argus::ui {

using namespace Qt::StringLiterals;

DropOverlay::DropOverlay(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"dropOverlay"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::cover(const QString& formats)
{
    m_formats = formats;
    setGeometry(parentWidget()->rect());
    setAccessibleName(tr("Drop recordings to take them in"));
    raise();
    show();
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = tokenColor(Token::Background, palette());
    veil.setAlpha(235);
    painter.fillRect(rect(), veil);
    QPen pen(tokenColor(Token::Accent, palette()), 2, Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect().adjusted(18, 18, -18, -18), 12, 12);
    paintEmpty(painter, rect(), u"upload"_s, tr("Drop recordings to take them in"),
               m_formats.isEmpty()
                   ? tr("Files, folders and archives become one batch of one vehicle.")
                   : tr("Files, folders and archives become one batch of one vehicle. Read are: %1.").arg(m_formats),
               palette());
}

} // namespace argus::ui
