// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/empty_painter.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace argus::ui {

void paintEmpty(QPainter& painter, const QRect& rect, const QString& icon, const QString& title, const QString& hint,
                const QPalette& palette)
{
    constexpr int kIcon = 36;
    constexpr int kSpace = 8;
    const QFont titleText = titleFont(1);
    const QFont hintText = QApplication::font();
    const int width = std::min(rect.width() - 32, 460);
    const int flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const QRect bounds(0, 0, width, 400);
    const int titleHeight = QFontMetrics(titleText).boundingRect(bounds, flags, title).height();
    const int hintHeight = hint.isEmpty() ? 0 : QFontMetrics(hintText).boundingRect(bounds, flags, hint).height();
    const bool withIcon = rect.height() >= kIcon + titleHeight + hintHeight + 4 * kSpace;
    const int height = (withIcon ? kIcon + kSpace : 0) + titleHeight + kSpace / 2 + hintHeight;
    int y = rect.top() + std::max(kSpace, (rect.height() - height) / 2);
    const int x = rect.left() + (rect.width() - width) / 2;
    if (withIcon) {
        painter.drawPixmap(
            rect.left() + (rect.width() - kIcon) / 2, y,
            tintedPixmap(icon, tokenColor(Token::Muted, palette), kIcon, painter.device()->devicePixelRatioF()));
        y += kIcon + kSpace;
    }
    painter.setFont(titleText);
    painter.setPen(tokenColor(Token::Text, palette));
    painter.drawText(QRect(x, y, width, titleHeight), flags, title);
    y += titleHeight + kSpace / 2;
    painter.setFont(hintText);
    painter.setPen(tokenColor(Token::Muted, palette));
    painter.drawText(QRect(x, y, width, hintHeight), flags, hint);
}

} // namespace argus::ui
