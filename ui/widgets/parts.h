// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QAbstractButton;
class QAction;
class QBoxLayout;
class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

/// Small parts that every page is made of, so that they look the same everywhere. Ownership goes to the parent.
namespace argus::ui::parts {

/// Space between and around things, in pixels.
inline constexpr int kGap = 8;
inline constexpr int kPagePadding = 20;
inline constexpr int kCardPadding = 14;

/// A raised area with a border; lay out its children in its own layout.
QFrame* card(QWidget* parent);
/// Large text at the head of a page.
QLabel* pageTitle(QWidget* parent);
/// The heading of a part of a page.
QLabel* heading(QWidget* parent);
/// The same on one line that is cut with an ellipsis where there is no room.
QLabel* headingLine(QWidget* parent);
/// Secondary text.
QLabel* muted(QWidget* parent);
/// The same on one line that is cut with an ellipsis where there is no room.
QLabel* mutedLine(QWidget* parent);
/// A small label above a value.
QLabel* overline(QWidget* parent);
QPushButton* button(const QString& name, const QString& icon, QWidget* parent);
QPushButton* primaryButton(const QString& name, const QString& icon, QWidget* parent);
QPushButton* chip(const QString& name, QWidget* parent);
/// A button without a frame that shows only an icon; give it an accessible name and a tool tip.
QToolButton* iconButton(const QString& name, const QString& icon, QWidget* parent);
/// The button shows, enables and triggers what the action does.
void follow(QAbstractButton* button, QAction* action);
/// The text of an action without its mnemonic ("&Add…" and "추가(&A)…" alike) and its ellipsis.
QString plainText(const QAction& action);

} // namespace argus::ui::parts
