// SPDX-License-Identifier: Apache-2.0
// The filter of a table that has no search field of its page: a small field above its titles.
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/table_header.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace argus::ui {

using namespace Qt::StringLiterals;

void DataTable::setSearchEdit(SearchEdit* edit)
{
    m_search = edit;
    connect(edit, &SearchEdit::searched, this, [this](const QString& text) { m_proxy.setSearch(text); });
}

void DataTable::setFindField(SearchEdit* edit)
{
    m_search = edit;
}

void DataTable::openFilter()
{
    if (m_search && m_search != m_filter) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
        return;
    }
    if (!m_filter) {
        m_filter = new SearchEdit(objectName() % u"Filter"_s, this);
        m_filter->setProperty("floating", true);
        m_filter->installEventFilter(this);
        setSearchEdit(m_filter);
        nameFilter();
    }
    m_filter->show();
    placeFilter();
    m_filter->raise();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void DataTable::closeFilter()
{
    m_filter->clear();
    m_filter->hide();
    placeFilter();
    setFocus(Qt::OtherFocusReason);
}

void DataTable::nameFilter()
{
    if (m_filter) {
        m_filter->setPlaceholderText(tr("Filter rows…"));
        m_filter->setAccessibleName(tr("Filter: %1").arg(accessibleName()));
    }
}

void DataTable::placeFilter()
{
    if (!m_filter) {
        return;
    }
    constexpr int kMargin = 6;
    const bool shown = !m_filter->isHidden();
    const int height = m_filter->sizeHint().height();
    // It takes room of its own: no row is covered.
    static_cast<TableHeader*>(horizontalHeader())->setBand(shown ? height + 2 * kMargin : 0);
    if (shown) {
        const QRect room = horizontalHeader()->geometry();
        m_filter->setGeometry(room.left() + kMargin, room.top() + kMargin, room.width() - 2 * kMargin, height);
    }
}

bool DataTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == horizontalHeader()->viewport()
        && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease)) {
        // The left button moves and widens columns; of the right one a menu takes the release.
        const bool isLeft = static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
        m_headerIsHeld = isLeft && event->type() == QEvent::MouseButtonPress;
    }
    if (watched == m_filter && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress) {
                closeFilter();
            }
            return true;
        }
        if (key->key() == Qt::Key_Down && event->type() == QEvent::KeyPress) {
            setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QTableView::eventFilter(watched, event);
}

} // namespace argus::ui
