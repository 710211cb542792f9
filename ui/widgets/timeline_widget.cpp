// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timeline_widget.h"

#include "ui/text/display.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/empty_painter.h"
#include "ui/widgets/timeline_axis.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;
using domain::TimelineBucket;

namespace {

/// Above each lane, in pixels.
constexpr int kLaneGap = 6;

} // namespace

TimelineWidget::TimelineWidget(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TimelineWidget::setTimeline(std::shared_ptr<const domain::Triage> triage, std::size_t index)
{
    m_triage = std::move(triage);
    m_timeline = m_triage && index < m_triage->timelines.size() ? &m_triage->timelines[index] : nullptr;
    m_cursor = -1;
    Q_EMIT cursorMoved(m_cursor);
    update();
}

void TimelineWidget::setCursor(int bucket)
{
    const int last = m_timeline ? static_cast<int>(m_timeline->buckets.size()) - 1 : -1;
    bucket = std::clamp(bucket, -1, last);
    if (bucket == m_cursor) {
        return;
    }
    m_cursor = bucket;
    update();
    Q_EMIT cursorMoved(bucket);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QString TimelineWidget::readout() const
{
    if (!m_timeline || m_timeline->buckets.empty()) {
        return tr("There is no timeline.");
    }
    if (m_cursor < 0) {
        return tr("Click a place, or use the arrow keys, to read its numbers.");
    }
    const TimelineBucket& bucket = m_timeline->buckets[static_cast<std::size_t>(m_cursor)];
    return tr("%1 to %2: %3, %4, %5, %6.")
        .arg(display::recordingTime(bucket.start), display::recordingClock(bucket.start + m_timeline->bucketWidth),
             tr("%n frame(s)", nullptr, display::plural(bucket.frames)),
             tr("%n error frame(s)", nullptr, display::plural(bucket.errorFrames)),
             tr("%n trouble code(s)", nullptr, display::plural(bucket.dtcs)),
             tr("%n refused request(s)", nullptr, display::plural(bucket.negativeResponses)));
}

std::array<TimelineWidget::Lane, 4> TimelineWidget::lanes() const
{
    return {{{tr("Frames"), int(Token::SeriesFrames), &TimelineBucket::frames},
             {tr("Error frames"), int(Token::SeriesErrors), &TimelineBucket::errorFrames},
             {tr("Trouble codes"), int(Token::SeriesCodes), &TimelineBucket::dtcs},
             {tr("Refused requests"), int(Token::SeriesResponses), &TimelineBucket::negativeResponses}}};
}

std::uint64_t TimelineWidget::mostOf(const Lane& lane) const
{
    std::uint64_t most = 0;
    for (const TimelineBucket& bucket : m_timeline->buckets) {
        most = std::max(most, bucket.*lane.value);
    }
    return most;
}

QFont TimelineWidget::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() - 1.5);
    return small;
}

int TimelineWidget::labelHeight() const
{
    return fontMetrics().height() + QFontMetrics(smallFont()).height();
}

QSize TimelineWidget::sizeHint() const
{
    return minimumSizeHint().expandedTo({700, 260});
}

QSize TimelineWidget::minimumSizeHint() const
{
    const QRect plot = plotRect();
    const int around = height() - plot.height();
    return {std::max(320, 2 * (width() - plot.width())), 4 * (labelHeight() + kLaneGap) + around};
}

QRect TimelineWidget::laneRect(const QRect& plot, int lane) const
{
    const int height = plot.height() / 4;
    return QRect(plot.left(), plot.top() + height * lane, plot.width(), height).adjusted(0, kLaneGap, 0, 0);
}

QRect TimelineWidget::labelRect(const QRect& plot, const QRect& lane) const
{
    const int height = labelHeight();
    return {8, lane.top() + (lane.height() - height) / 2, plot.left() - 18, height};
}

std::array<QRect, 4> TimelineWidget::labelRects() const
{
    const QRect plot = plotRect();
    std::array<QRect, 4> rects;
    for (std::size_t i = 0; i < rects.size(); ++i) {
        rects[i] = labelRect(plot, laneRect(plot, static_cast<int>(i)));
    }
    return rects;
}

QRect TimelineWidget::plotRect() const
{
    int label = 0;
    for (const Lane& lane : lanes()) {
        label = std::max(label, fontMetrics().horizontalAdvance(lane.name));
        if (m_timeline) {
            const QString most = tr("at most %1").arg(display::number(mostOf(lane)));
            label = std::max(label, QFontMetrics(smallFont()).horizontalAdvance(most));
        }
    }
    return rect().adjusted(label + 26, 6, -14, -2 * fontMetrics().height() - 12);
}

double TimelineWidget::xOf(domain::RecordingTime ts, const QRect& plot) const
{
    const auto span = static_cast<double>(std::max<domain::RecordingTime>(1, m_timeline->end - m_timeline->start));
    return plot.left() + std::clamp(static_cast<double>(ts - m_timeline->start) / span, 0.0, 1.0) * plot.width();
}

void TimelineWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_timeline || m_timeline->buckets.empty()) {
        paintEmpty(painter, rect(), u"timeline"_s, tr("There is no timeline."),
                   tr("The recordings carry no times, or hold no frames."), palette());
        return;
    }
    const QRect plot = plotRect();
    drawGaps(painter, plot);
    const auto all = lanes();
    for (std::size_t i = 0; i < all.size(); ++i) {
        drawLane(painter, plot, laneRect(plot, static_cast<int>(i)), all[i]);
    }
    drawAxis(painter, plot);
    if (m_cursor >= 0) {
        const TimelineBucket& bucket = m_timeline->buckets[static_cast<std::size_t>(m_cursor)];
        const double left = xOf(bucket.start, plot);
        const double right = std::max(left + 2, xOf(bucket.start + m_timeline->bucketWidth, plot));
        QColor veil = tokenColor(Token::Accent, palette());
        veil.setAlpha(50);
        painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), veil);
        painter.fillRect(QRectF(left, plot.top(), 1.5, plot.height()), tokenColor(Token::Accent, palette()));
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokenColor(Token::Accent, palette()), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void TimelineWidget::drawLane(QPainter& painter, const QRect& plot, const QRect& rect, const Lane& lane) const
{
    const std::uint64_t most = mostOf(lane);
    const QRect label = labelRect(plot, rect);
    painter.setPen(tokenColor(Token::Text, palette()));
    painter.drawText(label, Qt::AlignRight | (most == 0 ? Qt::AlignVCenter : Qt::AlignTop), lane.name);
    const QFont small = smallFont();
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokenColor(Token::Border, palette()));
    if (most == 0) {
        painter.save();
        painter.setFont(small);
        painter.setPen(tokenColor(Token::Muted, palette()));
        painter.drawText(rect.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("none"));
        painter.restore();
        return;
    }
    const QColor color = tokenColor(static_cast<Token>(lane.color), palette());
    for (const TimelineBucket& bucket : m_timeline->buckets) {
        const std::uint64_t value = bucket.*lane.value;
        if (value == 0) {
            continue;
        }
        const double left = xOf(bucket.start, plot);
        const double width = std::max(1.5, xOf(bucket.start + m_timeline->bucketWidth, plot) - left - 1);
        const double share = static_cast<double>(value) / static_cast<double>(most);
        const double height = std::max(2.0, share * (rect.height() - 4));
        painter.fillRect(QRectF(left, rect.bottom() - height, width, height), color);
    }
    painter.save();
    painter.setFont(small);
    painter.setPen(tokenColor(Token::Muted, palette()));
    painter.drawText(label, Qt::AlignRight | Qt::AlignBottom, tr("at most %1").arg(display::number(most)));
    painter.restore();
}

void TimelineWidget::drawAxis(QPainter& painter, const QRect& plot) const
{
    painter.save();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    const int labelWidth = metrics.horizontalAdvance(display::recordingClock(m_timeline->end)) + 24;
    const int most = std::clamp(plot.width() / std::max(1, labelWidth), 1, 8);
    painter.setPen(tokenColor(Token::Muted, palette()));
    int free = 0; // where the next text may begin
    for (const AxisMark& mark : axisMarks(m_timeline->start, m_timeline->end, most)) {
        const int x = static_cast<int>(xOf(mark.ts, plot));
        painter.fillRect(QRect(x, plot.bottom() + 1, 1, 4), tokenColor(Token::Muted, palette()));
        const int width = std::max(metrics.horizontalAdvance(mark.text), metrics.horizontalAdvance(mark.day));
        const QRect place(std::min(x - width / 2, this->width() - width - 2), plot.bottom() + 8, width,
                          metrics.height());
        // A mark close to the edge, or to the one before it, keeps its line and loses its words.
        if (place.left() < free) {
            continue;
        }
        free = place.right() + metrics.horizontalAdvance(u' ');
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignTop, mark.text);
        painter.drawText(place.translated(0, metrics.height()), Qt::AlignHCenter | Qt::AlignTop, mark.day);
    }
    painter.restore();
}

void TimelineWidget::drawGaps(QPainter& painter, const QRect& plot) const
{
    for (const domain::Gap& gap : m_timeline->gaps) {
        const double left = xOf(gap.start, plot);
        const double right = std::max(left + 3, xOf(gap.end, plot));
        const QRectF area(left, plot.top(), right - left, plot.height());
        painter.fillRect(area, tokenColor(Token::NeutralTint, palette()));
        painter.fillRect(area, QBrush(tokenColor(Token::Border, palette()), Qt::BDiagPattern));
    }
}

void TimelineWidget::keyPressEvent(QKeyEvent* event)
{
    const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const int last = m_timeline ? static_cast<int>(m_timeline->buckets.size()) - 1 : -1;
    switch (event->key()) {
    case Qt::Key_Right:
        setCursor(m_cursor + stride);
        break;
    case Qt::Key_Left:
        setCursor(std::max(0, m_cursor - stride));
        break;
    case Qt::Key_Home:
        setCursor(0);
        break;
    case Qt::Key_End:
        setCursor(last);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TimelineWidget::pointAt(int x)
{
    if (!m_timeline || m_timeline->buckets.empty()) {
        return;
    }
    const QRect plot = plotRect();
    const double share = std::clamp(double(x - plot.left()) / std::max(1, plot.width()), 0.0, 1.0);
    const auto ts = m_timeline->start
        + static_cast<domain::RecordingTime>(share * static_cast<double>(m_timeline->end - m_timeline->start));
    int at = -1;
    for (const TimelineBucket& bucket : m_timeline->buckets) {
        if (bucket.start > ts) {
            break;
        }
        ++at;
    }
    setCursor(std::max(0, at));
}

void TimelineWidget::mousePressEvent(QMouseEvent* event)
{
    pointAt(event->position().toPoint().x());
}

void TimelineWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        pointAt(event->position().toPoint().x());
    }
}

void TimelineWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_cursor < 0 && event->reason() != Qt::MouseFocusReason) {
        setCursor(0);
    }
}

void TimelineWidget::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        updateGeometry();
    }
}

} // namespace argus::ui
