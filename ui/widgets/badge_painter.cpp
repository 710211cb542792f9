// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/badge_painter.h"

#include "ui/theme/icons.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBadgeHeight = 22;
constexpr int kBadgeIcon = 14;
constexpr int kBadgePadding = 8;
constexpr int kBadgeGap = 5;

} // namespace

QSize badgeSize(const words::Badge& badge, const QFont& font)
{
    const int text = QFontMetrics(font).horizontalAdvance(badge.text);
    const int icon = badge.icon.isEmpty() ? 0 : kBadgeIcon + kBadgeGap;
    return {2 * kBadgePadding + icon + text + 1, std::max(kBadgeHeight, QFontMetrics(font).height() + 4)};
}

void paintBadge(QPainter& painter, const QRect& rect, const words::Badge& badge, const QFont& font,
                const QPalette& palette)
{
    if (badge.text.isEmpty()) {
        return;
    }
    const QSize size = badgeSize(badge, font);
    QRect pill(rect.left(), rect.top() + (rect.height() - size.height()) / 2, std::min(size.width(), rect.width()),
               size.height());
    const QColor ink = tokenColor(foregroundOf(badge.tone), palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokenColor(tintOf(badge.tone), palette));
    painter.drawRoundedRect(pill, size.height() / 2.0, size.height() / 2.0);
    QRect inner = pill.adjusted(kBadgePadding, 0, -kBadgePadding + 2, 0);
    if (!badge.icon.isEmpty()) {
        const QPixmap icon = tintedPixmap(badge.icon, ink, kBadgeIcon, painter.device()->devicePixelRatioF());
        painter.drawPixmap(inner.left() - 1, pill.top() + (pill.height() - kBadgeIcon) / 2, icon);
        inner.setLeft(inner.left() + kBadgeIcon + kBadgeGap - 1);
    }
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(badge.text, Qt::ElideRight, inner.width()));
    painter.restore();
}

BadgeLabel::BadgeLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BadgeLabel::setBadge(const words::Badge& badge)
{
    m_badge = badge;
    setAccessibleName(badge.text);
    setVisible(!badge.text.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return badgeSize(m_badge, font());
}

QSize BadgeLabel::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return m_shrinks ? QSize(std::min(whole.width(), badgeSize({u"…"_s, m_badge.icon, m_badge.tone}, font()).width()),
                             whole.height())
                     : whole;
}

void BadgeLabel::setShrinks()
{
    m_shrinks = true;
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void BadgeLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_badge, font(), palette());
}

BadgeButton::BadgeButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void BadgeButton::setBadge(const words::Badge& badge)
{
    m_badge = badge;
    setText(badge.text);
    setVisible(!badge.text.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeButton::sizeHint() const
{
    return badgeSize(m_badge, font());
}

void BadgeButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_badge, font(), palette());
    if (hasFocus() || underMouse()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(
            QPen(tokenColor(hasFocus() ? Token::Accent : foregroundOf(m_badge.tone), palette()), hasFocus() ? 2 : 1));
        const qreal round = (height() - 2) / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), round, round);
    }
}

void BadgeButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void BadgeButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void BadgeButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace argus::ui
