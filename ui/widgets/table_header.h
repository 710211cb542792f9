// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHeaderView>

namespace argus::ui {

/// The titles of a table. A style sheet keeps room for the arrow in each title, sorted or not; this gives it to the
/// text of those that are not, so that columns of short values need not be wider than their title, and titles of
/// numbers end where the numbers do.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// What the title of the sorted column needs beside its text, in pixels.
    static constexpr int kArrow = 16;

    explicit TableHeader(QWidget* parent);
    /// Keeps so many pixels free above the titles, for something that the table puts there; 0: none.
    void setBand(int height);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    int m_band = 0;
};

} // namespace argus::ui
