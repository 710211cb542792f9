// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/text/display.h"
#include "ui/widgets/data_table.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

LedgerPanel::LedgerPanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_table(new DataTable(u"ledgerTable"_s, &m_files, context, this))
    , m_skippedTable(new DataTable(u"skippedTable"_s, &m_skipped, context, this))
    , m_warnings(new QLabel(this))
{
    setObjectName(u"ledgerPanel"_s);
    m_skippedTable->setEmptyIcon(u"ok"_s);
    m_warnings->setObjectName(u"batchWarnings"_s);
    m_warnings->setWordWrap(true);
    m_warnings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel* title = parts::heading(this);
    QLabel* skippedTitle = parts::heading(this);
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"ledgerSplitter"_s, this);
    whole->addWidget(triage_layout::cardWith(m_table, title, this));
    whole->addWidget(triage_layout::cardWith(m_skippedTable, skippedTitle, this));
    whole->setSizes({360, 260});
    QVBoxLayout* layout = triage_layout::panelLayout(this);
    layout->addWidget(m_warnings);
    layout->addWidget(whole, 1);
    localize([this, title, skippedTitle] {
        title->setText(tr("Files"));
        skippedTitle->setText(tr("What could not be read"));
        m_table->setAccessibleName(tr("Files of the result"));
        m_table->setEmptyText(tr("No files."), {});
        m_skippedTable->setAccessibleName(tr("What could not be read, by reason"));
        m_skippedTable->setEmptyText(tr("Everything was read."), tr("Every byte of every recording is accounted for."));
    });
}

void LedgerPanel::setTriage(const TriagePtr& triage)
{
    std::vector<SkippedRow> skipped;
    QStringList warnings;
    if (triage) {
        for (const domain::TriageFile& file : triage->files) {
            for (const domain::Skipped& entry : file.skipped) {
                skipped.push_back({display::text(file.name), entry});
            }
        }
        for (const std::string& warning : triage->warnings) {
            warnings << u"• "_s % display::text(warning);
        }
    }
    m_files.replaceAll(triage ? triage->files : std::vector<domain::TriageFile>());
    m_skipped.replaceAll(std::move(skipped));
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
}

} // namespace argus::ui
