// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/table_header.h"

#include <QPainter>

namespace argus::ui {

namespace {

/// The width of the arrow in the style sheet, which is kept free beside every title.
constexpr int kKeptFree = 12;

} // namespace

TableHeader::TableHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    if (section == sortIndicatorSection()) {
        QHeaderView::paintSection(painter, rect, section);
        return;
    }
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    QHeaderView::paintSection(painter, rect.adjusted(0, 0, kKeptFree, 0), section);
    painter->restore();
}

} // namespace argus::ui
