// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/stage_strip.h"

#include "ui/theme/icons.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

struct StepLook
{
    QString icon;
    Tone tone;
};

StepLook lookOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return {u"pending"_s, Tone::Neutral};
    case StepState::Running:
        return {u"running"_s, Tone::Info};
    case StepState::Done:
        return {u"ok"_s, Tone::Ok};
    case StepState::Failed:
        return {u"error"_s, Tone::Bad};
    }
    return {u"pending"_s, Tone::Neutral};
}

constexpr int kStepIcon = 18;

} // namespace

StageStrip::StageStrip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageStrip::setSteps(const std::array<StepView, kStepCount>& steps)
{
    m_steps = steps;
    setToolTip(spokenText());
    update();
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QString StageStrip::spokenText() const
{
    QStringList parts;
    for (const StepView& step : m_steps) {
        const QString state = stepStateName(step.state);
        parts << (step.note.isEmpty() ? tr("%1: %2").arg(stepName(step.step), state)
                                      : tr("%1: %2, %3").arg(stepName(step.step), state, step.note));
    }
    return parts.join(u"; "_s);
}

void StageStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double cell = double(width()) / kStepCount;
    const qreal ratio = devicePixelRatioF();
    const int lineY = 11;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    for (std::size_t i = 0; i < kStepCount; ++i) {
        const StepView& step = m_steps[i];
        const StepLook look = lookOf(step.state);
        const bool waiting = step.state == StepState::Waiting;
        const double left = cell * double(i);
        const QColor ink
            = waiting ? tokenColor(Token::Muted, palette()) : tokenColor(foregroundOf(look.tone), palette());
        painter.drawPixmap(QPointF(left, lineY - kStepIcon / 2.0), tintedPixmap(look.icon, ink, kStepIcon, ratio));
        if (i + 1 < kStepCount) {
            const bool passed = step.state == StepState::Done;
            QPen pen(tokenColor(passed ? Token::Ok : Token::Border, palette()), passed ? 1.6 : 1.4);
            pen.setStyle(passed ? Qt::SolidLine : Qt::DotLine);
            painter.setPen(pen);
            painter.drawLine(QPointF(left + kStepIcon + 6, lineY), QPointF(left + cell - 6, lineY));
        }
        QFont name = small;
        name.setBold(step.state == StepState::Running || step.state == StepState::Failed);
        painter.setFont(name);
        painter.setPen(tokenColor(waiting ? Token::Muted : Token::Text, palette()));
        const QString text
            = step.note.isEmpty() ? stepName(step.step) : QString(stepName(step.step) % u"  " % step.note);
        const QRectF textRect(left, lineY + 12, cell - 6, height() - lineY - 12);
        painter.drawText(textRect, Qt::AlignLeft | Qt::AlignTop,
                         QFontMetrics(name).elidedText(text, Qt::ElideRight, int(textRect.width())));
    }
}

void StageStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setToolTip(spokenText());
        update();
    }
}

} // namespace argus::ui
