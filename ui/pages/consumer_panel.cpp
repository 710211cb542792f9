// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/consumer_panel.h"

#include "ui/pages/triage_layout.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"

#include <QStackedWidget>

namespace argus::ui {

using namespace Qt::StringLiterals;

ConsumerPanel::ConsumerPanel(AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_groupTable(new DataTable(u"consumerGroupTable"_s, &m_groups, context, this))
    , m_partitionTable(new DataTable(u"partitionTable"_s, &m_partitions, context, this))
    , m_partitionTitle(parts::heading(this))
{
    setObjectName(u"consumerPanel"_s);
    m_groupTable->setDefaultSort(ConsumerGroupModel::Group, Qt::AscendingOrder);
    m_groupTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_groupTable->setMinimumHeight(96);
    m_partitionTable->setDefaultSort(PartitionModel::Partition, Qt::AscendingOrder);
    m_partitionTable->setMinimumHeight(96);
    QLabel* title = parts::heading(this);
    QSplitter* split = triage_layout::splitter(Qt::Vertical, u"consumerSplitter"_s, this);
    split->addWidget(triage_layout::cardWith(m_groupTable, title, split));
    split->addWidget(triage_layout::cardWith(m_partitionTable, m_partitionTitle, split));
    split->setSizes({180, 420});
    m_stack->addWidget(triage_layout::cardWith(m_empty, nullptr, this));
    m_stack->addWidget(split);
    triage_layout::panelLayout(this)->addWidget(m_stack);
    connect(m_groupTable, &DataTable::currentRowChanged, this, [this](int row) {
        m_group = row < 0 ? QString() : m_groups.row(row).group;
        showPartitions();
    });
    localize([this, title] {
        title->setText(tr("Consumer groups"));
        m_groupTable->setAccessibleName(tr("Consumer groups"));
        m_groupTable->setEmptyText(tr("No consumer groups."), {});
        m_partitionTable->setAccessibleName(tr("Partitions of the group"));
        m_partitionTable->setEmptyText(tr("No group is chosen."), tr("Choose a group to see its partitions."));
        if (m_standalone) {
            m_empty->setContent(
                u"info"_s, tr("Standalone: nothing can fall behind."),
                tr("One process holds this store, works on its tasks and reads its own events; there is nobody else. "
                   "On shared servers (Settings, Connections) every group that reads the bus is listed here."));
        } else {
            m_empty->setContent(u"warning"_s, tr("The bus does not say how far its readers are."),
                                tr("See on the overview whether it answers. What waits there is kept until then."));
        }
        showPartitions();
    });
}

void ConsumerPanel::setSnapshot(const api::OperationsSnapshot& snapshot, bool standalone)
{
    m_consumers = snapshot.consumers;
    m_standalone = standalone;
    m_groups.merge(groupRows(m_consumers));
    m_stack->setCurrentIndex(m_consumers.empty() ? 0 : 1);
    if (m_groupTable->currentSourceRow() < 0) {
        m_groupTable->selectFirstRow();
    }
    refreshTexts();
}

void ConsumerPanel::clear()
{
    m_consumers.clear();
    m_groups.replaceAll({});
    m_partitions.replaceAll({});
}

void ConsumerPanel::showPartitions()
{
    std::vector<api::ConsumerLag> own;
    for (const api::ConsumerLag& each : m_consumers) {
        if (QString::fromStdString(each.group) == m_group) {
            own.push_back(each);
        }
    }
    m_partitions.merge(std::move(own));
    m_partitionTitle->setText(m_group.isEmpty() ? tr("Partitions") : tr("Partitions of %1").arg(m_group));
}

void ConsumerPanel::focusStart()
{
    if (m_stack->currentIndex() == 1) {
        m_groupTable->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace argus::ui
