// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/dtc_detail.h"
#include "ui/pages/evidence_panel.h"
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/text/display.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/search_edit.h"

#include <QHBoxLayout>
#include <QLabel>

namespace argus::ui {

using namespace Qt::StringLiterals;

DtcPanel::DtcPanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_search(new SearchEdit(u"dtcSearch"_s, this))
    , m_found(parts::mutedLine(this))
    , m_detail(new DtcDetail(this))
{
    setObjectName(u"dtcPanel"_s);
    m_table = new DataTable(u"dtcTable"_s, &m_model, context, this);
    m_table->setEmptyIcon(u"code"_s);
    m_table->setMinimumSize(320, 110);
    m_evidence = new EvidencePanel(u"dtcEvidence"_s, context, this);
    auto* tablePart = new QWidget(this);
    auto* tableLayout = new QVBoxLayout(tablePart);
    tableLayout->setContentsMargins(0, 0, 0, 0);
    tableLayout->setSpacing(0);
    auto* searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(8, 8, 8, 6);
    searchRow->addWidget(m_search);
    searchRow->addWidget(m_found);
    m_found->setObjectName(u"dtcFound"_s);
    tableLayout->addLayout(searchRow);
    tableLayout->addWidget(m_table, 1);
    QSplitter* top = triage_layout::splitter(Qt::Horizontal, u"dtcTopSplitter"_s, this);
    top->addWidget(triage_layout::cardWith(tablePart, nullptr, this));
    top->addWidget(triage_layout::cardWith(m_detail, nullptr, this));
    m_detail->setMinimumWidth(280);
    top->setStretchFactor(0, 5);
    top->setStretchFactor(1, 3);
    top->setSizes({880, 320});
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"dtcSplitter"_s, this);
    whole->addWidget(top);
    whole->addWidget(m_evidence);
    whole->setSizes({420, 300});
    triage_layout::panelLayout(this)->addWidget(triage_layout::scrolling(whole, u"dtcScroll"_s, this), 1);
    connect(m_table, &DataTable::currentRowChanged, this, &DtcPanel::choose);
    m_table->setSearchEdit(m_search);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_table->proxy(), signal, this, &DtcPanel::countFound);
    }
    connect(&m_table->proxy(), &QAbstractItemModel::modelReset, this, &DtcPanel::countFound);
    localize([this] {
        countFound();
        m_search->setPlaceholderText(tr("Search code, meaning, control unit…"));
        m_search->setAccessibleName(tr("Search trouble codes"));
        m_table->setAccessibleName(tr("Trouble codes"));
        m_table->setEmptyText(
            tr("No trouble codes were found."),
            tr("No control unit reported one in these recordings. That is no proof that none has any: codes come only "
               "where somebody asks for them. The files tab says what was read."));
    });
}

void DtcPanel::setTriage(const TriagePtr& triage)
{
    if (!triage || !m_triage || triage->batch.id != m_triage->batch.id) {
        m_search->clear(); // it was meant for another case
    }
    m_triage = triage;
    m_evidence->clear();
    m_detail->setCode(nullptr, nullptr);
    // Rows of one severity stay in the result's own order: faults first, then by code.
    m_model.replaceAll(triage ? triage->dtcs : std::vector<domain::Dtc>());
    m_table->setDefaultSort(DtcModel::Severity, Qt::DescendingOrder);
    m_table->selectFirstRow();
}

void DtcPanel::countFound()
{
    const int found = m_table->proxy().rowCount();
    m_found->setVisible(found != m_model.rowCount());
    m_found->setText(tr("%1 of %2")
                         .arg(display::number(static_cast<std::uint64_t>(found)),
                              display::number(static_cast<std::uint64_t>(m_model.rowCount()))));
}

void DtcPanel::focusStart()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void DtcPanel::choose(int row)
{
    if (!m_triage || row < 0 || static_cast<std::size_t>(row) >= m_triage->dtcs.size()) {
        m_detail->setCode(nullptr, nullptr);
        m_evidence->clear();
        return;
    }
    const domain::Dtc& dtc = m_triage->dtcs[static_cast<std::size_t>(row)];
    m_detail->setCode(m_triage, &dtc);
    m_evidence->setEvidence(domain::SeenBatch(m_triage->batch), dtc.evidence);
}

} // namespace argus::ui
