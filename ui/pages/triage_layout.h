// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/parts.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

/// How the parts of a triage result are put together.
namespace argus::ui::triage_layout {

/// A card that `content` fills, with `title` above it where it is not null.
inline QFrame* cardWith(QWidget* content, QLabel* title, QWidget* parent)
{
    QFrame* card = parts::card(parent);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, title ? 10 : 1, 1, 1);
    layout->setSpacing(6);
    if (title) {
        title->setParent(card);
        title->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
        layout->addWidget(title);
    }
    content->setParent(card);
    layout->addWidget(content, 1);
    return card;
}

inline QSplitter* splitter(Qt::Orientation orientation, const QString& name, QWidget* parent)
{
    auto* result = new QSplitter(orientation, parent);
    result->setObjectName(name);
    result->setChildrenCollapsible(false);
    result->setHandleWidth(12);
    return result;
}

/// `content` in an area that scrolls where the window is too small for it: each part keeps the height in which it can
/// be read.
inline QScrollArea* scrolling(QWidget* content, const QString& name, QWidget* parent)
{
    auto* scroll = new QScrollArea(parent);
    scroll->setObjectName(name);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    // The page shows through.
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

/// A layout for a panel: only a gap above, below the tabs.
inline QVBoxLayout* panelLayout(QWidget* panel)
{
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    return layout;
}

} // namespace argus::ui::triage_layout
