// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/connections_panel.h"

#include "ui/bridge/connections.h"
#include "ui/pages/connection_dialog.h"
#include "ui/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/parts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

ConnectionsPanel::ConnectionsPanel(AppContext& context, Connections& connections, QWidget* parent)
    : LocalWidget(parent)
    , m_context(context)
    , m_connections(connections)
    , m_table(new DataTable(u"connectionTable"_s, &m_model, context, this))
    , m_add(addAction(u"connectionAdd"_s, u"add"_s))
    , m_change(addAction(u"connectionChange"_s, u"settings"_s))
    , m_remove(addAction(u"connectionRemove"_s, u"delete"_s))
    , m_use(addAction(u"connectionUse"_s, u"open"_s))
{
    setObjectName(u"connectionsPanel"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->addActions(actions());
    makeLayout();
    connect(m_add, &QAction::triggered, this, [this] { change({}); });
    connect(m_change, &QAction::triggered, this, [this] {
        if (const ConnectionRow* row = chosen(); row && row->kind == ConnectionRow::Kind::Profile) {
            change(row->profile);
        }
    });
    connect(m_remove, &QAction::triggered, this, &ConnectionsPanel::confirmRemove);
    connect(m_use, &QAction::triggered, this, &ConnectionsPanel::useChosen);
    connect(m_table, &DataTable::rowActivated, m_change, &QAction::trigger);
    connect(m_table, &DataTable::currentRowChanged, this, &ConnectionsPanel::update);
    connect(&connections, &Connections::changed, this, &ConnectionsPanel::fill);
    connect(&connections, &Connections::secretNotKept, this, [this](const base::Error& error) {
        // The words of the engine's errors are about stores: here nothing is lost but a little comfort.
        tellOfKeyring(tr("The keyring did not take the password: it is known until the program ends."),
                      tr("You will be asked for it again next time."), error);
    });
    connect(&connections, &Connections::secretNotRead, this, [this](const base::Error& error) {
        tellOfKeyring(tr("The keyring did not give the password of the connection."),
                      tr("Unlock the keyring, or choose “Change” and enter the password again."), error);
    });
    fill();
    m_table->selectFirstRow();
}

void ConnectionsPanel::tellOfKeyring(const QString& what, const QString& advice, const base::Error& error)
{
    m_context.notices.post(Notice {.tone = Tone::Warn,
                                   .title = what,
                                   .text = tr("%1 Details: %2").arg(advice, display::text(error.message)),
                                   .actionText = {},
                                   .action = {}});
}

QAction* ConnectionsPanel::addAction(const QString& name, const QString& icon)
{
    auto* action = new QAction(themedIcon(icon), {}, this);
    action->setObjectName(name);
    return action;
}

void ConnectionsPanel::makeLayout()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QFrame* card = parts::card(this);
    outer->addWidget(card);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 10, 1, 1);
    layout->setSpacing(6);
    QLabel* title = parts::heading(card);
    title->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
    layout->addWidget(title);
    // In a row of their own: beside the title a small window, or a language of long words, has no room for them.
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
    for (QAction* action : {m_use, m_change, m_remove, m_add}) {
        QPushButton* button = parts::button(action->objectName() % u"Button"_s, {}, card);
        parts::follow(button, action);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_table->setParent(card);
    m_table->setMinimumHeight(120);
    layout->addWidget(m_table, 1);
    localize([this, title] {
        title->setText(tr("Connections"));
        m_table->setAccessibleName(tr("Connections"));
        m_table->setEmptyText(tr("No connections."), {});
        m_add->setText(tr("A&dd…"));
        m_add->setToolTip(tr("Add a store of this computer or of shared servers"));
        m_change->setText(tr("C&hange…"));
        m_change->setToolTip(tr("Change the chosen connection, or test it"));
        m_remove->setText(tr("Re&move…"));
        m_remove->setToolTip(tr("Forget the chosen connection and its passwords; what lies on its servers stays"));
        m_use->setText(tr("&Use"));
        m_use->setToolTip(tr("Work with the chosen connection, now and at the next start"));
    });
}

void ConnectionsPanel::fill()
{
    const bool isStartedOtherwise = m_connections.isStartedWithInUse();
    std::vector<ConnectionRow> rows;
    if (m_connections.startedWith()) {
        rows.push_back({ConnectionRow::Kind::StartedWith, isStartedOtherwise, *m_connections.startedWith()});
    }
    rows.push_back({ConnectionRow::Kind::ThisComputer, !isStartedOtherwise && m_connections.current().isEmpty(), {}});
    for (const ConnectionProfile& profile : m_connections.profiles()) {
        rows.push_back(
            {ConnectionRow::Kind::Profile, !isStartedOtherwise && profile.name == m_connections.current(), profile});
    }
    m_model.merge(std::move(rows));
    update();
}

const ConnectionRow* ConnectionsPanel::chosen() const
{
    const int row = m_table->currentSourceRow();
    return row < 0 ? nullptr : &m_model.row(row);
}

void ConnectionsPanel::update()
{
    const ConnectionRow* row = chosen();
    const bool isProfile = row && row->kind == ConnectionRow::Kind::Profile;
    m_change->setEnabled(isProfile);
    // What is in use stays: without it the window would show a store that has no name.
    m_remove->setEnabled(isProfile && !row->inUse);
    m_use->setEnabled(row && !row->inUse);
}

void ConnectionsPanel::change(const ConnectionProfile& profile)
{
    auto* dialog = new ConnectionDialog(m_connections, profile, window());
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString& name) {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            if (m_model.row(row).kind == ConnectionRow::Kind::Profile && m_model.row(row).profile.name == name) {
                m_table->selectSourceRow(row);
            }
        }
        if (name == m_connections.current() && !m_connections.isStartedWithInUse()) {
            // What is in use was changed: from now on as it is written.
            m_connections.use(name);
        }
    });
    dialog->open();
}

void ConnectionsPanel::confirmRemove()
{
    const ConnectionRow* row = chosen();
    if (!row || row->kind != ConnectionRow::Kind::Profile) {
        return;
    }
    const QString name = row->profile.name;
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Remove connection"),
                                tr("Remove the connection “%1” and its passwords?").arg(name), QMessageBox::NoButton,
                                window());
    box->setObjectName(u"removeConnectionDialog"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(themedIcon(u"warning"_s, Token::Warn).pixmap(36, 36));
    box->setInformativeText(tr("What lies on its servers or in its folder stays."));
    QPushButton* yes = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    yes->setObjectName(u"removeConnectionConfirm"_s);
    QPushButton* no = box->addButton(QMessageBox::Cancel);
    no->setObjectName(u"removeConnectionKeep"_s);
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, [this, name] {
        if (const auto removed = m_connections.remove(name); !removed) {
            m_context.notices.postError(tr("The connection could not be removed."), removed.error());
        }
    });
    box->open();
}

void ConnectionsPanel::useChosen()
{
    const ConnectionRow* row = chosen();
    if (row && row->kind == ConnectionRow::Kind::StartedWith) {
        m_connections.useStartedWith();
    } else if (row) {
        m_connections.use(row->profile.name);
    }
}

} // namespace argus::ui
