// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/vehicles_page.h"

#include "core/domain/vin.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/pages/triage_layout.h"
#include "ui/text/display.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/search_edit.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace argus::ui {

using namespace Qt::StringLiterals;

VehiclesPage::VehiclesPage(AppContext& context, QWidget* parent)
    : Page(u"vehiclesPage"_s, context, parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 16, parts::kPagePadding, 14);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    QLabel* title = parts::pageTitle(this);
    m_search = new SearchEdit(u"vehicleSearch"_s, this);
    m_search->setMinimumWidth(200);
    m_search->setMaximumWidth(340);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_search, 2);
    layout->addLayout(head);
    QSplitter* whole = triage_layout::splitter(Qt::Horizontal, u"vehicleSplitter"_s, this);
    whole->addWidget(makeList());
    whole->addWidget(makeDetail());
    whole->setSizes({520, 640});
    layout->addWidget(whole, 1);
    connect(&context.bridge, &EngineBridge::attached, this, &VehiclesPage::refresh);
    connect(&context.bridge, &EngineBridge::batchesChanged, this, &VehiclesPage::refresh);
    connect(&context.bridge, &EngineBridge::detached, this, [this] {
        // The next engine may be one over another store.
        m_dirty = true;
        m_vehicles.replaceAll({});
    });
    connect(m_search, &SearchEdit::searched, this, [this](const QString& text) {
        m_searched = text;
        m_listSlot.cancel();
        refresh();
    });
    localize([this, title] {
        title->setText(tr("Vehicles"));
        m_search->setPlaceholderText(tr("Search vehicle or VIN…"));
        m_search->setAccessibleName(tr("Search vehicles"));
    });
}

QWidget* VehiclesPage::makeList()
{
    m_table = new DataTable(u"vehicleTable"_s, &m_vehicles, context(), this);
    m_table->setEmptyIcon(u"vehicles"_s);
    m_table->setDefaultSort(VehicleModel::LastSeen, Qt::DescendingOrder);
    m_table->setMinimumWidth(300);
    m_table->setFindField(m_search);
    connect(m_table, &DataTable::currentRowChanged, this, [this](int row) {
        m_chosen = row < 0 ? std::nullopt : std::optional(display::text(m_vehicles.row(row).id));
        askDetail();
    });
    localize([this] {
        m_table->setAccessibleName(tr("Vehicles"));
        m_table->setEmptyText(
            tr("No vehicles."),
            tr("A vehicle appears here with its first recordings. Clear the search if you typed one."));
    });
    return triage_layout::cardWith(m_table, nullptr, this);
}

QWidget* VehiclesPage::makeDetail()
{
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(this);
    m_stack->addWidget(triage_layout::cardWith(m_empty, nullptr, this));
    auto* detail = new QWidget(this);
    auto* layout = new QVBoxLayout(detail);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_title = parts::heading(detail);
    m_subtitle = parts::mutedLine(detail);
    m_subtitle->setObjectName(u"vehicleFacts"_s);
    m_subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addSpacing(8);
    m_batchTable = new DataTable(u"vehicleBatches"_s, &m_batches, context(), detail);
    m_batchTable->setDefaultSort(BatchListModel::Created, Qt::DescendingOrder);
    for (const int column : {BatchListModel::Vehicle, BatchListModel::Vin, BatchListModel::Progress}) {
        m_batchTable->setColumnHidden(column, true);
    }
    m_codeTable = new DataTable(u"returningCodes"_s, &m_codes, context(), detail);
    m_codeTable->setDefaultSort(1, Qt::DescendingOrder);
    m_codeTable->setEmptyIcon(u"ok"_s);
    QLabel* batchTitle = parts::heading(detail);
    QLabel* codeTitle = parts::heading(detail);
    QSplitter* split = triage_layout::splitter(Qt::Vertical, u"vehicleDetailSplitter"_s, detail);
    split->addWidget(triage_layout::cardWith(m_batchTable, batchTitle, detail));
    split->addWidget(triage_layout::cardWith(m_codeTable, codeTitle, detail));
    layout->addWidget(split, 1);
    m_stack->addWidget(detail);
    connect(m_batchTable, &DataTable::rowActivated, this,
            [this](int row) { Q_EMIT resultWanted(m_batches.row(row).id); });
    localize([this, batchTitle, codeTitle] {
        m_empty->setContent(u"vehicles"_s, tr("No vehicle is chosen."),
                            tr("Choose a vehicle to see its batches and the codes that came back."));
        batchTitle->setText(tr("Batches (Enter opens the result)"));
        codeTitle->setText(tr("Codes that came back"));
        m_batchTable->setAccessibleName(tr("Batches of the vehicle"));
        m_batchTable->setEmptyText(tr("No batches."), {});
        m_codeTable->setAccessibleName(tr("Codes that came back"));
        m_codeTable->setEmptyText(tr("No code came back."),
                                  tr("A code is listed here once two completed batches of this vehicle report it."));
        askDetail();
    });
    return m_stack;
}

void VehiclesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_dirty) {
        refresh();
    }
}

void VehiclesPage::focusStart()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void VehiclesPage::refresh()
{
    m_dirty = true;
    if (!isVisible() || !context().bridge.isAttached() || m_listSlot.isBusy()) {
        return;
    }
    m_dirty = false;
    askList();
    askDetail();
}

void VehiclesPage::askList()
{
    using List = std::vector<domain::Vehicle>;
    context().bridge.ask<List>(
        this, "vehicles.list",
        [search = m_searched.toStdString()](api::Engine& engine, const base::ExecutionContext& execution,
                                            api::Callback<List> done) {
            engine.vehicles().list(execution, search, std::move(done));
        },
        [this](base::Result<List> result) {
            if (!result) {
                context().notices.postError(tr("The list of vehicles could not be read."), result.error());
            } else {
                m_vehicles.merge(std::move(*result));
                if (m_table->currentSourceRow() < 0) {
                    m_table->selectFirstRow();
                }
            }
            if (m_dirty) {
                refresh();
            }
        },
        &m_listSlot);
}

void VehiclesPage::askDetail()
{
    m_detailSlot.cancel();
    if (!m_chosen || !context().bridge.isAttached()) {
        m_stack->setCurrentIndex(0);
        return;
    }
    context().bridge.ask<api::VehicleDetail>(
        this, "vehicles.show",
        [id = m_chosen->toStdString()](api::Engine& engine, const base::ExecutionContext& execution,
                                       api::Callback<api::VehicleDetail> done) {
            engine.vehicles().show(execution, id, std::move(done));
        },
        [this](base::Result<api::VehicleDetail> result) {
            if (result) {
                showDetail(*result);
            } else {
                m_stack->setCurrentIndex(0);
            }
        },
        &m_detailSlot);
}

/// Other vehicles of the list with this VIN: the same car, submitted under another name.
QStringList VehiclesPage::namesakes(const domain::Vehicle& vehicle) const
{
    QStringList names;
    for (int row = 0; row < m_vehicles.rowCount(); ++row) {
        const domain::Vehicle& other = m_vehicles.row(row);
        if (other.vin == vehicle.vin && other.id != vehicle.id) {
            names << display::text(other.id);
        }
    }
    return names;
}

void VehiclesPage::showDetail(const api::VehicleDetail& detail)
{
    const domain::Vehicle& vehicle = detail.vehicle;
    m_title->setText(display::text(vehicle.id));
    QStringList facts;
    if (vehicle.vin.empty()) {
        facts << tr("VIN not known");
    } else {
        facts << tr("VIN %1").arg(display::text(vehicle.vin));
        if (!domain::isWellFormedVin(vehicle.vin)) {
            facts << tr("not in the form of ISO 3779");
        }
        if (const QStringList same = namesakes(vehicle); !same.isEmpty()) {
            constexpr qsizetype kNamed = 3;
            facts << (same.size() > kNamed ? tr("same VIN as %1 and others").arg(same.mid(0, kNamed).join(u", "_s))
                                           : tr("same VIN as %1").arg(same.join(u", "_s)));
        }
    }
    facts << tr("%n batch(es)", nullptr, static_cast<int>(vehicle.batchCount))
          << tr("last seen %1").arg(display::shortTime(vehicle.lastSeen));
    m_subtitle->setText(facts.join(u"   ·   "_s));
    m_batches.merge(detail.batches);
    m_codes.merge(detail.returningCodes);
    m_stack->setCurrentIndex(1);
}

} // namespace argus::ui
