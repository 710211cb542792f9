// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <QWidget>

#include <array>
#include <memory>

namespace argus::ui {

/// Draws one timeline of a triage result: a lane each for frames, error frames, trouble codes and refused requests, by
/// bucket, with the pauses of the recording hatched. Left and right (with Shift: ten at a time), Home and End move a
/// cursor over the buckets; readout() says what is there. TimelineModel is its twin in words.
class TimelineWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineWidget(QWidget* parent = nullptr);

    /// Shares the result; null clears it.
    void setTimeline(std::shared_ptr<const domain::Triage> triage, std::size_t index);
    /// -1: none.
    int cursor() const { return m_cursor; }
    void setCursor(int bucket);
    /// What the bucket under the cursor holds, as a sentence; a hint when there is no cursor.
    QString readout() const;
    QString spokenText() const { return readout(); }

    /// Both grow with the font: a lane is never lower than what stands beside it.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// What stands beside each lane, name and largest number, in pixels of this widget, from the top down.
    std::array<QRect, 4> labelRects() const;

Q_SIGNALS:
    void cursorMoved(int bucket);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Lane
    {
        QString name;
        int color = 0; ///< Token
        std::uint64_t domain::TimelineBucket::* value = nullptr;
    };
    std::array<Lane, 4> lanes() const;
    QRect plotRect() const;
    QRect laneRect(const QRect& plot, int lane) const;
    QRect labelRect(const QRect& plot, const QRect& lane) const;
    QFont smallFont() const;
    int labelHeight() const;
    std::uint64_t mostOf(const Lane& lane) const;
    double xOf(domain::RecordingTime ts, const QRect& plot) const;
    void drawLane(QPainter& painter, const QRect& plot, const QRect& rect, const Lane& lane) const;
    void drawAxis(QPainter& painter, const QRect& plot) const;
    void drawGaps(QPainter& painter, const QRect& plot) const;
    void pointAt(int x);

    std::shared_ptr<const domain::Triage> m_triage;
    const domain::Timeline* m_timeline = nullptr; ///< within m_triage
    int m_cursor = -1;
};

} // namespace argus::ui
