// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/sidebar.h"

#include "ui/theme/fonts.h"

#include <QAction>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWide = 196;
constexpr int kNarrow = 60;

} // namespace

Sidebar::Sidebar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(u"sidebar"_s);
    setFixedWidth(kWide);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 14, 10, 12);
    layout->setSpacing(14);
    auto* brand = new QHBoxLayout;
    brand->setSpacing(9);
    auto* logo = new QLabel(this);
    logo->setPixmap(QIcon(u":/argus/icons/app/argus-desk.svg"_s).pixmap(QSize(28, 28), devicePixelRatioF()));
    m_brand = new QLabel(u"Argus Desk"_s, this);
    m_brand->setFont(titleFont(2));
    brand->addSpacing(4);
    brand->addWidget(logo);
    brand->addWidget(m_brand, 1);
    layout->addLayout(brand);
    m_top = new QVBoxLayout;
    m_bottom = new QVBoxLayout;
    m_top->setSpacing(3);
    m_bottom->setSpacing(3);
    layout->addLayout(m_top);
    layout->addStretch(1);
    layout->addLayout(m_bottom);
}

void Sidebar::addPage(const QString& name, QAction* action, bool atBottom)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({20, 20});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(36);
    button->setFocusPolicy(Qt::StrongFocus);
    m_buttons << button;
    (atBottom ? m_bottom : m_top)->addWidget(button);
}

void Sidebar::setCompact(bool compact)
{
    if (compact == m_compact) {
        return;
    }
    m_compact = compact;
    setFixedWidth(compact ? kNarrow : kWide);
    m_brand->setVisible(!compact);
    for (QToolButton* button : m_buttons) {
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    }
}

void Sidebar::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0) {
        QFrame::keyPressEvent(event);
        return;
    }
    const qsizetype at = m_buttons.indexOf(qobject_cast<QToolButton*>(QGuiApplication::focusObject()));
    const qsizetype next = at < 0 ? 0 : (at + step + m_buttons.size()) % m_buttons.size();
    m_buttons[next]->setFocus(Qt::TabFocusReason);
}

} // namespace argus::ui
