// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLayout>
#include <QList>

namespace argus::ui {

/// Lays widgets out one beside the other, and goes on in another row where there is no more room: nothing is cut that
/// fits by itself. Owns its items, as layouts do.
class WrappingLayout final : public QLayout
{
    Q_OBJECT

public:
    /// `gap` pixels lie between two items and between two rows.
    WrappingLayout(QWidget* parent, int gap);
    ~WrappingLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// All in one row.
    QSize sizeHint() const override;
    /// The widest item in a row of its own.
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Goes through the rows, and puts the items there where `place` is true; returns the height of all of them.
    int layOut(const QRect& rect, bool place) const;

    QList<QLayoutItem*> m_items;
    int m_gap;
};

} // namespace argus::ui
