// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/evidence_panel.h"
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/wrapped_height.h"

#include <QListWidget>

namespace argus::ui {

using namespace Qt::StringLiterals;

DiagnosisPanel::DiagnosisPanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_evidence(new EvidencePanel(u"statementEvidence"_s, context, this))
{
    setObjectName(u"diagnosisPanel"_s);
    QSplitter* top = triage_layout::splitter(Qt::Horizontal, u"diagnosisTopSplitter"_s, this);
    top->addWidget(makeStatements(context));
    top->addWidget(makeSide(context));
    top->setStretchFactor(0, 5);
    top->setStretchFactor(1, 3);
    top->setSizes({760, 440});
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"diagnosisSplitter"_s, this);
    whole->addWidget(top);
    whole->addWidget(m_evidence);
    whole->setSizes({520, 210});
    triage_layout::panelLayout(this)->addWidget(triage_layout::scrolling(whole, u"diagnosisScroll"_s, this), 1);
}

QWidget* DiagnosisPanel::makeStatements(AppContext& context)
{
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_table = new DataTable(u"statementTable"_s, &m_statements, context, content);
    m_table->setEmptyIcon(u"diagnosis"_s);
    m_table->setMinimumSize(320, 100);
    m_table->setDefaultSort(0, Qt::AscendingOrder);
    m_text = new QLabel(content);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName(u"statementText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setContentsMargins(parts::kCardPadding, 10, parts::kCardPadding, 12);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_text);
    new WrappedHeight(content);
    QLabel* title = parts::heading(this);
    connect(m_table, &DataTable::currentRowChanged, this, &DiagnosisPanel::choose);
    localize([this, title] {
        title->setText(tr("Statements"));
        m_table->setAccessibleName(tr("Statements of the diagnosis"));
        m_table->setEmptyText(tr("There is nothing to state."),
                              tr("No fault was found in these recordings, so there is nothing to explain."));
    });
    return triage_layout::cardWith(content, title, this);
}

QWidget* DiagnosisPanel::makeSide(AppContext& context)
{
    QSplitter* side = triage_layout::splitter(Qt::Vertical, u"diagnosisSideSplitter"_s, this);
    m_actions = new QListWidget(this);
    m_actions->setObjectName(u"diagnosisActions"_s);
    m_actions->setMinimumHeight(96);
    m_actions->setWordWrap(true);
    m_actions->setSpacing(4);
    m_actions->setTextElideMode(Qt::ElideNone);
    m_actions->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_actions->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_actions->setResizeMode(QListView::Adjust);
    m_topTable = new DataTable(u"topCodes"_s, &m_topCodes, context, this);
    m_topTable->setDefaultSort(0, Qt::AscendingOrder);
    m_topTable->setMinimumHeight(80);
    QLabel* actionsTitle = parts::heading(this);
    QLabel* topTitle = parts::heading(this);
    side->addWidget(triage_layout::cardWith(m_actions, actionsTitle, this));
    side->addWidget(triage_layout::cardWith(m_topTable, topTitle, this));
    side->setSizes({330, 150});
    localize([this, actionsTitle, topTitle] {
        actionsTitle->setText(tr("What to do next"));
        topTitle->setText(tr("Codes with most weight"));
        m_actions->setAccessibleName(tr("What to do next, most urgent first"));
        m_topTable->setAccessibleName(tr("Codes with most weight"));
        m_topTable->setEmptyText(tr("No faults."), {});
        showTexts();
    });
    return side;
}

void DiagnosisPanel::setTriage(const TriagePtr& triage)
{
    m_triage = triage;
    m_row = -1;
    m_evidence->clear();
    std::vector<StatementRow> statements;
    std::vector<TopCodeRow> top;
    if (triage) {
        for (const domain::Statement& statement : triage->diagnosis.statements) {
            statements.push_back({statement, static_cast<int>(statements.size()) + 1});
        }
        for (const domain::TopCode& code : triage->topErrorCodes) {
            top.push_back({code, static_cast<int>(top.size()) + 1});
        }
    }
    m_statements.replaceAll(std::move(statements));
    m_topCodes.replaceAll(std::move(top));
    showTexts();
    m_table->selectFirstRow();
}

void DiagnosisPanel::showTexts()
{
    m_text->setText(m_row < 0 ? QString() : phrase(m_statements.row(m_row).statement.text));
    m_actions->clear();
    int number = 0;
    for (const std::string& action : m_triage ? m_triage->diagnosis.actions : std::vector<std::string>()) {
        m_actions->addItem(u"%1.  %2"_s.arg(++number).arg(phrase(action)));
    }
}

void DiagnosisPanel::choose(int row)
{
    m_row = m_triage ? row : -1;
    if (m_row < 0) {
        m_text->clear();
        m_evidence->clear();
        return;
    }
    const domain::Statement& statement = m_statements.row(m_row).statement;
    m_text->setText(phrase(statement.text));
    m_evidence->setEvidence(domain::SeenBatch(m_triage->batch), statement.evidence);
}

} // namespace argus::ui
