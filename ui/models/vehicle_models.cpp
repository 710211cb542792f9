// SPDX-License-Identifier: Apache-2.0
#include "ui/models/vehicle_models.h"

#include "ui/text/display.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::ReturningCode;
using domain::Vehicle;
using namespace Qt::StringLiterals;

namespace {

QString makeAndModel(const Vehicle& vehicle)
{
    QStringList parts;
    for (const std::string& part : {vehicle.make, vehicle.model}) {
        if (!part.empty()) {
            parts << display::text(part);
        }
    }
    if (vehicle.year > 0) {
        parts << QString::number(vehicle.year);
    }
    return parts.isEmpty() ? display::none() : parts.join(u' ');
}

QVariant microsOf(base::UtcTime time)
{
    return QVariant(static_cast<qlonglong>(base::toMicros(time)));
}

std::vector<Column<Vehicle>> vehicleColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "Vehicle"),
         .width = 180,
         .text = [](const Vehicle& v) { return display::text(v.id); }},
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "VIN"),
         .kind = ColumnKind::Mono,
         .width = 170,
         .text = [](const Vehicle& v) { return v.vin.empty() ? display::none() : display::text(v.vin); }},
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "Make and model"),
         .width = 150,
         .text = makeAndModel,
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "Batches"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const Vehicle& v) { return QString::number(v.batchCount); },
         .sort = [](const Vehicle& v) { return QVariant(static_cast<qlonglong>(v.batchCount)); }},
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "First seen"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const Vehicle& v) { return display::shortTime(v.firstSeen); },
         .sort = [](const Vehicle& v) { return microsOf(v.firstSeen); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("VehicleModel", "Last seen"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const Vehicle& v) { return display::shortTime(v.lastSeen); },
         .sort = [](const Vehicle& v) { return microsOf(v.lastSeen); }},
    };
}

std::vector<Column<ReturningCode>> returningColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("ReturningCodeModel", "Code"),
         .kind = ColumnKind::Mono,
         .width = 140,
         .text = [](const ReturningCode& c) { return display::text(c.code); }},
        {.title = QT_TRANSLATE_NOOP("ReturningCodeModel", "Batches"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const ReturningCode& c) { return QString::number(c.batches); },
         .sort = [](const ReturningCode& c) { return QVariant(static_cast<qlonglong>(c.batches)); }},
        {.title = QT_TRANSLATE_NOOP("ReturningCodeModel", "First seen"),
         .kind = ColumnKind::Time,
         .width = 150,
         .text = [](const ReturningCode& c) { return display::shortTime(c.firstSeen); },
         .sort = [](const ReturningCode& c) { return microsOf(c.firstSeen); }},
        {.title = QT_TRANSLATE_NOOP("ReturningCodeModel", "Last seen"),
         .kind = ColumnKind::Time,
         .width = 150,
         .text = [](const ReturningCode& c) { return display::shortTime(c.lastSeen); },
         .sort = [](const ReturningCode& c) { return microsOf(c.lastSeen); }},
    };
}

} // namespace

VehicleModel::VehicleModel(QObject* parent)
    : TableModel("VehicleModel", vehicleColumns(), [](const Vehicle& v) { return display::text(v.id); }, parent)
{ }

ReturningCodeModel::ReturningCodeModel(QObject* parent)
    : TableModel(
          "ReturningCodeModel", returningColumns(), [](const ReturningCode& c) { return display::text(c.code); },
          parent)
{ }

} // namespace argus::ui
