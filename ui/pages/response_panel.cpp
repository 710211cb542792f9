// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/evidence_panel.h"
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/widgets/data_table.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

ResponsePanel::ResponsePanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_table(new DataTable(u"responseTable"_s, &m_responses, context, this))
    , m_logTable(new DataTable(u"logErrorTable"_s, &m_logs, context, this))
    , m_evidence(new EvidencePanel(u"responseEvidence"_s, context, this))
{
    setObjectName(u"responsePanel"_s);
    m_table->setEmptyIcon(u"response"_s);
    m_table->setMinimumHeight(100);
    QLabel* title = parts::heading(this);
    QLabel* logTitle = parts::heading(this);
    m_logCard = triage_layout::cardWith(m_logTable, logTitle, this);
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"responseSplitter"_s, this);
    whole->addWidget(triage_layout::cardWith(m_table, title, this));
    whole->addWidget(m_logCard);
    whole->addWidget(m_evidence);
    whole->setSizes({300, 200, 300});
    triage_layout::panelLayout(this)->addWidget(whole, 1);
    connect(m_table, &DataTable::currentRowChanged, this, [this](int row) {
        if (m_triage && row >= 0) {
            m_evidence->setEvidence(domain::SeenBatch(m_triage->batch), {m_responses.row(row).evidence});
        }
    });
    connect(m_logTable, &DataTable::currentRowChanged, this, [this](int row) {
        if (m_triage && row >= 0 && m_logTable->hasFocus()) {
            m_evidence->setEvidence(domain::SeenBatch(m_triage->batch), {m_logs.row(row).evidence});
        }
    });
    localize([this, title, logTitle] {
        title->setText(tr("Refused requests"));
        logTitle->setText(tr("Errors in text logs"));
        m_table->setAccessibleName(tr("Refused requests"));
        sayWhyEmpty();
        m_logTable->setAccessibleName(tr("Errors in text logs"));
        m_logTable->setEmptyText(tr("No errors in text logs."), {});
    });
}

void ResponsePanel::sayWhyEmpty()
{
    const bool isSilent = m_triage && m_triage->ecus.empty();
    m_table->setEmptyText(isSilent ? tr("No control unit answered.") : tr("No request was refused."),
                          isSilent ? tr("These recordings hold no answer to a diagnostic request, and so no refusal.")
                                   : tr("Requests that were not answered at all are not among these."));
}

void ResponsePanel::setTriage(const TriagePtr& triage)
{
    m_triage = triage;
    sayWhyEmpty();
    m_evidence->clear();
    m_responses.replaceAll(triage ? triage->negativeResponses : std::vector<domain::NegativeResponse>());
    m_logs.replaceAll(triage ? triage->logErrors : std::vector<domain::LogErrorCluster>());
    m_logCard->setVisible(triage && !triage->logErrors.empty());
    m_table->selectFirstRow();
}

} // namespace argus::ui
