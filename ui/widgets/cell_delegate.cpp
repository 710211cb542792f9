// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/cell_delegate.h"

#include "ui/models/roles.h"
#include "ui/widgets/badge_painter.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QPalette& palette = option.palette;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter.fillRect(option.rect, tokenColor(Token::Selection, palette));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, tokenColor(Token::Hover, palette));
    }
    QColor line = tokenColor(Token::Border, palette);
    line.setAlpha(110);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), line);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row() && view->visualRect(index).left() <= 0) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         tokenColor(Token::Accent, palette));
    }
}

/// A bar of at most 64 pixels; returns what is left of `rect` for the text.
QRect paintBar(QPainter& painter, const QRect& rect, double share, const QPalette& palette)
{
    constexpr int kBarHeight = 6;
    const int width = std::min(64, rect.width() / 2);
    const QRectF track(rect.left(), rect.center().y() - kBarHeight / 2.0 + 0.5, width, kBarHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokenColor(Token::NeutralTint, palette).darker(isDark(palette) ? 70 : 108));
    painter.drawRoundedRect(track, kBarHeight / 2.0, kBarHeight / 2.0);
    QRectF filled = track;
    filled.setWidth(std::max(double(kBarHeight), track.width() * std::clamp(share, 0.0, 1.0)));
    painter.setBrush(tokenColor(Token::Accent, palette));
    if (share > 0) {
        painter.drawRoundedRect(filled, kBarHeight / 2.0, kBarHeight / 2.0);
    }
    painter.restore();
    return rect.adjusted(width + 8, 0, 0, 0);
}

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QVariant own = index.data(Qt::FontRole);
    return own.isValid() ? own.value<QFont>() : option.font;
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintBackground(*painter, option, index);
    const QString text = index.data(Qt::DisplayRole).toString();
    QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    if (const QVariant tone = index.data(ToneRole); tone.isValid()) {
        const words::Badge badge {text, index.data(IconNameRole).toString(), static_cast<Tone>(tone.toInt())};
        paintBadge(*painter, rect, badge, option.font, option.palette);
        painter->restore();
        return;
    }
    if (const QVariant share = index.data(ProgressRole); share.isValid()) {
        rect = paintBar(*painter, rect, share.toDouble(), option.palette);
    }
    const QFont font = fontOf(option, index);
    painter->setFont(font);
    painter->setPen(option.palette.color(
        option.state.testFlag(QStyle::State_Enabled) ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(rect, static_cast<int>(alignment | Qt::TextSingleLine),
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    int width = QFontMetrics(fontOf(option, index)).horizontalAdvance(text);
    if (const QVariant tone = index.data(ToneRole); tone.isValid()) {
        width = badgeSize({text, index.data(IconNameRole).toString(), Tone::Neutral}, option.font).width();
    } else if (index.data(ProgressRole).isValid()) {
        width += 72;
    }
    return {width + 2 * kPadding + 2, 30};
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString tip = index.data(Qt::ToolTipRole).toString();
    const bool cut = sizeHint(option, index).width() > view->visualRect(index).width();
    if (tip.isEmpty() || (tip == text && !cut)) {
        QToolTip::hideText();
        return true;
    }
    // As rich text long tips are wrapped.
    QString rich = tip.toHtmlEscaped();
    rich.replace(u"\n"_s, u"<br>"_s);
    QToolTip::showText(event->globalPos(), u"<qt>%1</qt>"_s.arg(rich), view);
    return true;
}

} // namespace argus::ui
