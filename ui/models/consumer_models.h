// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/models/table_model.h"

#include <QStringList>

namespace argus::ui {

/// A consumer group over all the partitions that it reads.
struct ConsumerGroupRow
{
    QString group;
    QStringList topics;
    QStringList members; ///< each once
    int partitions = 0;
    int unread = 0; ///< partitions that nobody reads
    int unknown = 0; ///< partitions of which the lag is not known
    qint64 lag = 0; ///< sum of those that are known

    bool isLagKnown() const { return unknown < partitions; }
};
/// One row for each group, in the order of their first partition.
std::vector<ConsumerGroupRow> groupRows(const std::vector<api::ConsumerLag>& consumers);

/// Groups with the sum of their partitions. The key is the name.
class ConsumerGroupModel final : public TableModel<ConsumerGroupRow, QString>
{
public:
    enum Columns
    {
        Group,
        State,
        Lag,
        Partitions,
        Topics,
        Members
    };
    explicit ConsumerGroupModel(QObject* parent = nullptr);
};

/// The partitions of one group. The key is made of topic and number.
class PartitionModel final : public TableModel<api::ConsumerLag, QString>
{
public:
    enum Columns
    {
        Topic,
        Partition,
        State,
        Lag,
        Committed,
        End,
        Member
    };
    explicit PartitionModel(QObject* parent = nullptr);
};

} // namespace argus::ui
