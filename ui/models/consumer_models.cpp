// SPDX-License-Identifier: Apache-2.0
#include "ui/models/consumer_models.h"

#include "ui/text/display.h"

#include <QCoreApplication>

namespace argus::ui {

using api::ConsumerLag;
using namespace Qt::StringLiterals;

namespace {

struct ConsumerText
{
    Q_DECLARE_TR_FUNCTIONS(ConsumerModel)
};

QString count(qint64 number)
{
    return display::number(static_cast<std::uint64_t>(std::max<qint64>(number, 0)));
}

QString position(const std::optional<std::int64_t>& value)
{
    return value ? count(*value) : display::none();
}

/// What is not known sorts before everything that is.
QVariant sortedAs(const std::optional<std::int64_t>& value)
{
    return {static_cast<qlonglong>(value.value_or(-1))};
}

words::Badge behind(qint64 lag)
{
    return lag > 0 ? words::Badge {ConsumerText::tr("Behind"), u"clock"_s, Tone::Info}
                   : words::Badge {ConsumerText::tr("Up to date"), u"ok"_s, Tone::Ok};
}

words::Badge groupState(const ConsumerGroupRow& row)
{
    if (row.unread == row.partitions) {
        return {ConsumerText::tr("Nobody reads"), u"warning"_s, Tone::Warn};
    }
    if (row.unread > 0) {
        return {ConsumerText::tr("%n partition(s) unread", nullptr, row.unread), u"warning"_s, Tone::Warn};
    }
    return row.isLagKnown() ? behind(row.lag) : words::Badge {ConsumerText::tr("Not known"), u"info"_s, Tone::Neutral};
}

words::Badge partitionState(const ConsumerLag& row)
{
    if (row.member.empty()) {
        return {ConsumerText::tr("Nobody reads"), u"warning"_s, Tone::Warn};
    }
    return row.lag ? behind(*row.lag) : words::Badge {ConsumerText::tr("Not known"), u"info"_s, Tone::Neutral};
}

QString groupLag(const ConsumerGroupRow& row)
{
    if (!row.isLagKnown()) {
        return display::none();
    }
    return row.unknown > 0 ? ConsumerText::tr("at least %1").arg(count(row.lag)) : count(row.lag);
}

std::vector<Column<ConsumerGroupRow>> groupColumns()
{
    using Row = ConsumerGroupRow;
    return {
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "Group"),
         .width = 190,
         .text = [](const Row& r) { return r.group; }},
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 160,
         .badge = groupState},
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "Messages behind"),
         .kind = ColumnKind::Number,
         .width = 130,
         .text = groupLag,
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.isLagKnown() ? r.lag : -1)); }},
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "Partitions"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return count(r.partitions); },
         .sort = [](const Row& r) { return QVariant(r.partitions); }},
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "Topics"),
         .width = 160,
         .text = [](const Row& r) { return r.topics.join(u", "_s); }},
        {.title = QT_TRANSLATE_NOOP("ConsumerGroupModel", "Readers"),
         .width = 300,
         .text = [](const Row& r) { return r.members.isEmpty() ? display::none() : r.members.join(u", "_s); }},
    };
}

std::vector<Column<ConsumerLag>> partitionColumns()
{
    using Row = ConsumerLag;
    return {
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "Topic"),
         .width = 160,
         .text = [](const Row& r) { return display::text(r.topic); }},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "Partition"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return QString::number(r.partition); },
         .sort = [](const Row& r) { return QVariant(r.partition); }},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .badge = partitionState},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "Messages behind"),
         .kind = ColumnKind::Number,
         .width = 130,
         .text = [](const Row& r) { return position(r.lag); },
         .sort = [](const Row& r) { return sortedAs(r.lag); }},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "Next to read"),
         .kind = ColumnKind::Number,
         .width = 110,
         .text = [](const Row& r) { return position(r.committed); },
         .sort = [](const Row& r) { return sortedAs(r.committed); }},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "End"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text = [](const Row& r) { return position(r.end); },
         .sort = [](const Row& r) { return sortedAs(r.end); }},
        {.title = QT_TRANSLATE_NOOP("PartitionModel", "Read by"),
         .width = 260,
         .text = [](const Row& r) { return r.member.empty() ? display::none() : display::text(r.member); }},
    };
}

void addOnce(QStringList& list, const QString& text)
{
    if (!text.isEmpty() && !list.contains(text)) {
        list << text;
    }
}

} // namespace

std::vector<ConsumerGroupRow> groupRows(const std::vector<api::ConsumerLag>& consumers)
{
    std::vector<ConsumerGroupRow> rows;
    for (const ConsumerLag& each : consumers) {
        const QString name = display::text(each.group);
        auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.group == name; });
        if (found == rows.end()) {
            rows.push_back({});
            found = rows.end() - 1;
            found->group = name;
        }
        ++found->partitions;
        found->unread += each.member.empty() ? 1 : 0;
        found->unknown += each.lag ? 0 : 1;
        found->lag += each.lag.value_or(0);
        addOnce(found->topics, display::text(each.topic));
        addOnce(found->members, display::text(each.member));
    }
    return rows;
}

ConsumerGroupModel::ConsumerGroupModel(QObject* parent)
    : TableModel("ConsumerGroupModel", groupColumns(), [](const ConsumerGroupRow& r) { return r.group; }, parent)
{ }

PartitionModel::PartitionModel(QObject* parent)
    : TableModel(
          "PartitionModel", partitionColumns(),
          [](const ConsumerLag& r) { return QString(display::text(r.topic) % u'/' % QString::number(r.partition)); },
          parent)
{ }

} // namespace argus::ui
