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

void TableHeader::setBand(int height)
{
    if (height != m_band) {
        m_band = height;
        updateGeometry();
        // By this the table makes room.
        Q_EMIT geometriesChanged();
        viewport()->update();
    }
}

QSize TableHeader::sizeHint() const
{
    return QHeaderView::sizeHint() + QSize(0, m_band);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const QRect title = rect.adjusted(0, m_band, 0, 0);
    if (section == sortIndicatorSection()) {
        QHeaderView::paintSection(painter, title, section);
        return;
    }
    painter->save();
    painter->setClipRect(title, Qt::IntersectClip);
    QHeaderView::paintSection(painter, title.adjusted(0, 0, kKeptFree, 0), section);
    painter->restore();
}

} // namespace argus::ui
