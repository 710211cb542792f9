// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/consumer_models.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

class QLabel;
class QStackedWidget;

namespace argus::ui {

class DataTable;
class EmptyState;

/// How far each consumer group is behind, with the partitions of the chosen one below.
class ConsumerPanel final : public LocalWidget
{
    Q_OBJECT

public:
    ConsumerPanel(AppContext& context, QWidget* parent);

    void setSnapshot(const api::OperationsSnapshot& snapshot, bool standalone);
    void clear();
    void focusStart();

private:
    void showPartitions();

    ConsumerGroupModel m_groups;
    PartitionModel m_partitions;
    std::vector<api::ConsumerLag> m_consumers;
    QString m_group; ///< of which the partitions are shown
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    DataTable* m_groupTable;
    DataTable* m_partitionTable;
    QLabel* m_partitionTitle;
    bool m_standalone = false;
};

} // namespace argus::ui
