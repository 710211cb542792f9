// SPDX-License-Identifier: Apache-2.0
#include "ui/models/connection_model.h"

#include "ui/text/display.h"

#include <QCoreApplication>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

struct ConnectionText
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionModel)
};

QString connectionName(const ConnectionRow& row)
{
    switch (row.kind) {
    case ConnectionRow::Kind::ThisComputer:
        return ConnectionText::tr("This computer");
    case ConnectionRow::Kind::StartedWith:
        return ConnectionText::tr("As started");
    case ConnectionRow::Kind::Profile:
        break;
    }
    return row.profile.name;
}

QString connectionStore(const ConnectionRow& row)
{
    return row.profile.store.isEmpty() ? ConnectionText::tr("Your own store") : row.profile.store;
}

QString connectionBlobs(const ConnectionRow& row)
{
    return row.profile.blobs.isEmpty() ? ConnectionText::tr("Beside the store") : row.profile.blobs;
}

QString connectionBus(const ConnectionRow& row)
{
    return row.profile.usesKafka() ? row.profile.bus : ConnectionText::tr("Local");
}

std::vector<Column<ConnectionRow>> connectionColumns()
{
    using Row = ConnectionRow;
    return {
        {.title = QT_TRANSLATE_NOOP("ConnectionModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 90,
         .sort = [](const Row& r) { return QVariant(r.inUse ? 0 : 1); },
         .badge =
             [](const Row& r) {
                 return r.inUse ? words::Badge {ConnectionText::tr("In use"), u"ok"_s, Tone::Ok} : words::Badge {};
             }},
        {.title = QT_TRANSLATE_NOOP("ConnectionModel", "Name"), .width = 150, .text = connectionName},
        {.title = QT_TRANSLATE_NOOP("ConnectionModel", "Store"), .width = 240, .text = connectionStore},
        {.title = QT_TRANSLATE_NOOP("ConnectionModel", "Recordings"), .width = 200, .text = connectionBlobs},
        {.title = QT_TRANSLATE_NOOP("ConnectionModel", "Bus"), .width = 150, .text = connectionBus},
    };
}

} // namespace

ConnectionModel::ConnectionModel(QObject* parent)
    : TableModel(
          "ConnectionModel", connectionColumns(),
          [](const ConnectionRow& r) { return QString(QString::number(static_cast<int>(r.kind)) % r.profile.name); },
          parent)
{ }

} // namespace argus::ui
