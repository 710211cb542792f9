// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/widgets/data_table.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

EcuPanel::EcuPanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_table(new DataTable(u"ecuTable"_s, &m_ecus, context, this))
    , m_supplierTable(new DataTable(u"supplierTable"_s, &m_supplier, context, this))
{
    setObjectName(u"ecuPanel"_s);
    m_table->setEmptyIcon(u"ecu"_s);
    m_supplierTable->setEmptyIcon(u"info"_s);
    QLabel* title = parts::heading(this);
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"ecuSplitter"_s, this);
    whole->addWidget(triage_layout::cardWith(m_table, nullptr, this));
    whole->addWidget(triage_layout::cardWith(m_supplierTable, title, this));
    whole->setSizes({400, 240});
    triage_layout::panelLayout(this)->addWidget(whole, 1);
    connect(m_table, &DataTable::currentRowChanged, this, [this](int row) {
        m_supplier.replaceAll(row < 0 ? std::vector<domain::SupplierDatum>() : m_ecus.row(row).supplierData);
    });
    localize([this, title] {
        title->setText(tr("What the control unit says about itself"));
        m_table->setAccessibleName(tr("Control units"));
        m_table->setEmptyText(tr("No control unit was recognised."),
                              tr("None answered a diagnostic request or sent a diagnostic message."));
        m_supplierTable->setAccessibleName(tr("Identification of the chosen control unit"));
        m_supplierTable->setEmptyText(tr("Nothing was read."),
                                      tr("No part numbers or names were asked of this control unit."));
    });
}

void EcuPanel::setTriage(const TriagePtr& triage)
{
    m_ecus.replaceAll(triage ? triage->ecus : std::vector<domain::Ecu>());
    m_table->selectFirstRow();
}

} // namespace argus::ui
