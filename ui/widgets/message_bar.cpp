// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/message_bar.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/parts.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <chrono>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostNotices = 3;
constexpr int kWidest = 620;
constexpr int kMargin = 20;
constexpr std::chrono::seconds kPassingTime {6};
/// What is no error and no mere confirmation either.
constexpr std::chrono::seconds kReadingTime {20};

QString iconOfTone(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return u"ok"_s;
    case Tone::Warn:
        return u"warning"_s;
    case Tone::Bad:
        return u"error"_s;
    case Tone::Neutral:
    case Tone::Info:
        return u"info"_s;
    }
    return u"info"_s;
}

} // namespace

MessageBar::MessageBar(Notices& notices, QWidget* area, std::chrono::milliseconds unread)
    : QWidget(area->parentWidget())
    , m_area(area)
    , m_layout(new QVBoxLayout(this))
    , m_unread(unread)
{
    setObjectName(u"messageBar"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    hide();
    area->installEventFilter(this);
    connect(&notices, &Notices::posted, this, &MessageBar::add);
    connect(&notices, &Notices::withdrawn, this, &MessageBar::withdraw);
}

void MessageBar::add(const Notice& notice)
{
    // Said again is said once, but again on top.
    for (int i = m_layout->count() - 1; i >= 0; --i) {
        const QWidget* row = m_layout->itemAt(i)->widget();
        if (row->accessibleName() == notice.title && row->accessibleDescription() == notice.text) {
            delete m_layout->takeAt(i)->widget();
        }
    }
    while (m_layout->count() >= kMostNotices) {
        delete m_layout->takeAt(m_layout->count() - 1)->widget();
    }
    auto* row = new NoticeRow(notice, this);
    m_layout->insertWidget(0, row);
    row->show();
    show();
    place();
    if (notice.passing) {
        letPass(row, kPassingTime);
    } else if (notice.tone != Tone::Bad && notice.key.isEmpty()) {
        letPass(row, kReadingTime);
    }
    QAccessibleEvent event(row, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::letPass(NoticeRow* row, std::chrono::milliseconds after)
{
    QTimer::singleShot(after, row, [this, row] {
        const QWidget* focus = QApplication::focusWidget();
        if (row->underMouse() || (focus && row->isAncestorOf(focus))) {
            letPass(row, kPassingTime);
        } else {
            row->deleteLater();
        }
    });
}

bool MessageBar::closeNewest()
{
    if (m_layout->count() == 0) {
        return false;
    }
    delete m_layout->takeAt(0)->widget();
    place();
    return true;
}

void MessageBar::pageLeft()
{
    for (int i = m_layout->count() - 1; i >= 0; --i) {
        const auto* row = qobject_cast<NoticeRow*>(m_layout->itemAt(i)->widget());
        if (row && row->key().isEmpty() && row->age() >= m_unread) {
            delete m_layout->takeAt(i)->widget();
        }
    }
    place();
}

void MessageBar::withdraw(const QString& key)
{
    for (int i = m_layout->count() - 1; i >= 0; --i) {
        const auto* row = qobject_cast<NoticeRow*>(m_layout->itemAt(i)->widget());
        if (row && row->key() == key) {
            delete m_layout->takeAt(i)->widget();
        }
    }
    place();
}

bool MessageBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        place();
    }
    return QWidget::event(event);
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_area && (event->type() == QEvent::Resize || event->type() == QEvent::Move)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void MessageBar::place()
{
    setVisible(m_layout->count() > 0);
    const QRect room = m_area->geometry().adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const int width = std::min(kWidest, room.width());
    const int height = std::min(m_layout->totalHeightForWidth(width), room.height());
    setGeometry(room.right() - width + 1, room.bottom() - height + 1, width, height);
    raise();
}

NoticeRow::NoticeRow(const Notice& notice, QWidget* parent)
    : QFrame(parent)
    , m_tone(notice.tone)
    , m_key(notice.key)
{
    m_since.start();
    setObjectName(u"notice"_s);
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(new IconLabel(iconOfTone(m_tone), foregroundOf(m_tone), this), 0, Qt::AlignTop);
    auto* text = new QLabel(this);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setText(QString(u"<b>" % notice.title.toHtmlEscaped() % u"</b> " % notice.text.toHtmlEscaped()));
    layout->addWidget(text, 1);
    if (!notice.actionText.isEmpty()) {
        auto* button = parts::button(u"noticeAction"_s, {}, this);
        button->setText(notice.actionText);
        connect(button, &QPushButton::clicked, this, [this, action = notice.action] {
            deleteLater();
            action();
        });
        layout->addWidget(button, 0, Qt::AlignVCenter);
    }
    auto* close = parts::iconButton(u"noticeClose"_s, u"close"_s, this);
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(
        tr("Close this message (%1)").arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
    layout->addWidget(close, 0, Qt::AlignTop);
}

void NoticeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokenColor(foregroundOf(m_tone), palette()));
    // The tint may let through what lies below: notices lie over the page.
    painter.setBrush(tokenColor(Token::Surface, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setBrush(tokenColor(tintOf(m_tone), palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace argus::ui
