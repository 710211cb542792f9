// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/parts.h"

#include <QAccessible>
#include <QHBoxLayout>
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
constexpr std::chrono::seconds kPassingTime {6};

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

MessageBar::MessageBar(Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"messageBar"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    connect(&notices, &Notices::posted, this, &MessageBar::add);
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
    if (notice.passing) {
        QTimer::singleShot(kPassingTime, row, &QObject::deleteLater);
    }
    QAccessibleEvent event(row, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

NoticeRow::NoticeRow(const Notice& notice, QWidget* parent)
    : QFrame(parent)
    , m_tone(notice.tone)
{
    setObjectName(u"notice"_s);
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 7, 10, 7);
    layout->setSpacing(10);
    auto* icon = new QLabel(this);
    icon->setPixmap(themedIcon(iconOfTone(m_tone), foregroundOf(m_tone)).pixmap(18, 18));
    layout->addWidget(icon, 0, Qt::AlignTop);
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
    close->setToolTip(close->accessibleName());
    connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
    layout->addWidget(close, 0, Qt::AlignTop);
}

void NoticeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokenColor(tintOf(m_tone), palette()));
    painter.fillRect(QRect(0, 0, 4, height()), tokenColor(foregroundOf(m_tone), palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokenColor(Token::Border, palette()));
}

} // namespace argus::ui
