// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/command_palette.h"

#include "ui/theme/icons.h"
#include "ui/widgets/parts.h"

#include <QAction>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// Lower is better; negative: no match. Whole words come before letters in order.
int matchRank(const QString& text, const QString& wanted)
{
    if (wanted.isEmpty()) {
        return 0;
    }
    if (const qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0) {
        return at == 0 ? 0 : 1;
    }
    qsizetype next = 0;
    for (const QChar c : text) {
        if (next < wanted.size() && c.toLower() == wanted[next].toLower()) {
            ++next;
        }
    }
    return next == wanted.size() ? 2 : -1;
}

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : Local<QFrame>(parent)
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"commandPalette"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(4);
    m_edit->setObjectName(u"commandPaletteEdit"_s);
    m_edit->addAction(themedIcon(u"command"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"commandPaletteList"_s);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({18, 18});
    m_list->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    localize([this] {
        setAccessibleName(tr("Command palette"));
        m_edit->setAccessibleName(tr("Command to find"));
        m_edit->setPlaceholderText(tr("Type a command…"));
        m_list->setAccessibleName(tr("Commands"));
    });
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(32);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 90));
    setGraphicsEffect(shadow);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    m_edit->installEventFilter(this);
    hide();
}

void CommandPalette::open(const QList<QAction*>& actions)
{
    m_actions.clear();
    for (QAction* action : actions) {
        if (!action->isSeparator() && action->isEnabled() && action->isVisible() && !action->text().isEmpty()
            && !action->menu()) {
            m_actions << action;
        }
    }
    m_focusBefore = QApplication::focusWidget();
    const int width = std::min(560, parentWidget()->width() - 80);
    setGeometry((parentWidget()->width() - width) / 2, 70, width, std::min(430, parentWidget()->height() - 120));
    m_edit->clear();
    filter({});
    show();
    raise();
    m_edit->setFocus();
}

void CommandPalette::filter(const QString& text)
{
    struct Found
    {
        int rank;
        QAction* action;
    };
    QList<Found> found;
    for (const auto& action : m_actions) {
        if (const int rank = action ? matchRank(parts::plainText(*action), text.trimmed()) : -1; rank >= 0) {
            found << Found {rank, action};
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
    m_list->clear();
    for (const Found& entry : found) {
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        const QString label = parts::plainText(*entry.action);
        auto* item
            = new QListWidgetItem(entry.action->icon(), keys.isEmpty() ? label : tr("%1   (%2)").arg(label, keys));
        item->setData(Qt::UserRole, m_actions.indexOf(entry.action));
        m_list->addItem(item);
    }
    if (found.isEmpty()) {
        // Not an action: Enter only closes the palette.
        auto* nothing = new QListWidgetItem(tr("No command matches. Try another word."));
        nothing->setFlags(Qt::NoItemFlags);
        nothing->setData(Qt::UserRole, -1);
        m_list->addItem(nothing);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    QListWidgetItem* item = m_list->currentItem();
    const QPointer<QAction> action = item ? m_actions.value(item->data(Qt::UserRole).toInt()) : nullptr;
    dismiss();
    if (action) {
        action->trigger();
    }
}

void CommandPalette::dismiss()
{
    hide();
    if (m_focusBefore) {
        m_focusBefore->setFocus();
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();
    }
    if (event->type() != QEvent::KeyPress) {
        return Local<QFrame>::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int step = key->key() == Qt::Key_Down ? 1 : -1;
        const int count = std::max(1, m_list->count());
        m_list->setCurrentRow((m_list->currentRow() + step + count) % count);
        return true;
    }
    default:
        return Local<QFrame>::eventFilter(watched, event);
    }
}

} // namespace argus::ui
