// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/words.h"

#include <QAbstractButton>
#include <QRect>
#include <QSize>
#include <QWidget>

class QPainter;
class QFont;

namespace argus::ui {

/// Space that a badge needs in `font`.
QSize badgeSize(const words::Badge& badge, const QFont& font);
/// Draws a badge (drawing, words, tinted background) at the left of `rect`, elided to its width.
void paintBadge(QPainter& painter, const QRect& rect, const words::Badge& badge, const QFont& font,
                const QPalette& palette);

/// A badge as a widget of its own. Its accessible name is its text.
class BadgeLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit BadgeLabel(QWidget* parent = nullptr);
    void setBadge(const words::Badge& badge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where there is little room this one gives way to others: its text is elided.
    void setShrinks();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    words::Badge m_badge;
    bool m_shrinks = false;
};

/// A badge that leads somewhere: a click, Space or Enter presses it. Hidden while its badge has no text.
class BadgeButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BadgeButton(QWidget* parent = nullptr);
    void setBadge(const words::Badge& badge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    words::Badge m_badge;
};

} // namespace argus::ui
