// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/parts.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/elided_label.h"

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

namespace argus::ui::parts {

QFrame* card(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("card", true);
    return frame;
}

QLabel* pageTitle(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(titleFont(6));
    return label;
}

QLabel* heading(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(titleFont(1));
    return label;
}

QLabel* headingLine(QWidget* parent)
{
    auto* label = new ElidedLabel(parent);
    label->setFont(titleFont(1));
    return label;
}

QLabel* muted(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("muted", true);
    return label;
}

QLabel* mutedLine(QWidget* parent)
{
    auto* label = new ElidedLabel(parent);
    label->setProperty("muted", true);
    return label;
}

QLabel* overline(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("overline", true);
    return label;
}

QPushButton* button(const QString& name, const QString& icon, QWidget* parent)
{
    auto* result = new QPushButton(parent);
    result->setObjectName(name);
    if (!icon.isEmpty()) {
        result->setIcon(themedIcon(icon));
    }
    return result;
}

QPushButton* primaryButton(const QString& name, const QString& icon, QWidget* parent)
{
    auto* result = button(name, {}, parent);
    result->setProperty("primary", true);
    if (!icon.isEmpty()) {
        result->setIcon(themedIcon(icon, Token::AccentText));
    }
    return result;
}

QPushButton* chip(const QString& name, QWidget* parent)
{
    auto* result = button(name, {}, parent);
    result->setProperty("chip", true);
    result->setCheckable(true);
    return result;
}

QToolButton* iconButton(const QString& name, const QString& icon, QWidget* parent)
{
    auto* result = new QToolButton(parent);
    result->setObjectName(name);
    result->setIcon(themedIcon(icon));
    result->setIconSize({18, 18});
    return result;
}

void follow(QAbstractButton* button, QAction* action)
{
    const auto update = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
    };
    update();
    QObject::connect(action, &QAction::changed, button, update);
    QObject::connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
}

QString plainText(const QAction& action)
{
    QString text = action.text();
    // Languages without Latin letters carry the mnemonic in brackets behind the word.
    static const QRegularExpression kBracketed(QStringLiteral("\\(&[A-Za-z]\\)"));
    text.remove(kBracketed);
    // "&" marks the mnemonic, "&&" stands for itself.
    text.replace(QStringLiteral("&&"), QStringLiteral("\x01")).remove(u'&').replace(u'\x01', u'&');
    return text.endsWith(u'…') ? text.chopped(1) : text;
}

} // namespace argus::ui::parts
