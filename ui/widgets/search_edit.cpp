// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/search_edit.h"

#include "ui/theme/icons.h"

#include <QKeyEvent>

#include <chrono>

namespace argus::ui {

using namespace Qt::StringLiterals;

SearchEdit::SearchEdit(const QString& name, QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(name);
    setClearButtonEnabled(true);
    addAction(themedIcon(u"search"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::milliseconds(300));
    connect(&m_pause, &QTimer::timeout, this, &SearchEdit::tell);
    connect(this, &QLineEdit::returnPressed, this, &SearchEdit::tell);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) {
            tell();
        } else {
            m_pause.start();
        }
    });
}

bool SearchEdit::event(QEvent* event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && !text().isEmpty() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress) {
            clear();
        }
        return true;
    }
    return QLineEdit::event(event);
}

void SearchEdit::tell()
{
    m_pause.stop();
    if (const QString wanted = text().trimmed(); wanted != m_told) {
        m_told = wanted;
        Q_EMIT searched(wanted);
    }
}

} // namespace argus::ui
