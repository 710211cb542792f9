// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/engine_bridge.h"
#include "ui/pages/file_actions.h"
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/text/reading_words.h"
#include "ui/widgets/data_table.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

LedgerPanel::LedgerPanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_context(context)
    , m_table(new DataTable(u"ledgerTable"_s, &m_files, context, this))
    , m_accountTable(new DataTable(u"accountTable"_s, &m_account, context, this))
    , m_fileActions(new FileActions(u"ledgerFile"_s, context, m_table, [this](int row) {
        const domain::TriageFile& file = m_files.row(row).file;
        const bool given = file.clock.source == "given";
        return FileReading {file.name, file.readAs, given ? std::optional(file.clock.shift) : std::nullopt,
                            file.clock.shift, file.duplicateOf.has_value()};
    }))
{
    setObjectName(u"ledgerPanel"_s);
    m_accountTable->setEmptyIcon(u"ok"_s);
    QLabel* title = parts::heading(this);
    QLabel* accountTitle = parts::heading(this);
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"ledgerSplitter"_s, this);
    whole->addWidget(triage_layout::cardWith(m_table, title, this));
    whole->addWidget(triage_layout::cardWith(m_accountTable, accountTitle, this));
    whole->setSizes({360, 260});
    triage_layout::panelLayout(this)->addWidget(whole, 1);
    localize([this, title, accountTitle] {
        m_fileActions->retranslate();
        title->setText(tr("Files"));
        accountTitle->setText(tr("Skipped, other records and warnings"));
        m_table->setAccessibleName(tr("Files of the result"));
        m_table->setEmptyText(tr("No files."), {});
        m_accountTable->setAccessibleName(tr("What is no frame, by reason, and warnings"));
        m_accountTable->setEmptyText(tr("Everything was read."), tr("Every byte of every recording is accounted for."));
    });
}

void LedgerPanel::setTriage(const TriagePtr& triage)
{
    std::vector<LedgerRow> files;
    if (triage) {
        for (const domain::TriageFile& file : triage->files) {
            files.push_back({file, reading::formatText(m_context.bridge.formats(), file.format, file.readAs)});
        }
    }
    m_files.replaceAll(std::move(files));
    m_account.replaceAll(triage ? accountRows(*triage) : std::vector<AccountRow>());
    m_fileActions->setBatch(triage ? std::optional(triage->batch) : std::nullopt);
}

void LedgerPanel::focusWarnings()
{
    // They stand before what is told of each file.
    m_accountTable->selectSourceRow(0);
    m_accountTable->setFocus(Qt::OtherFocusReason);
}

} // namespace argus::ui
