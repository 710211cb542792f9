// SPDX-License-Identifier: Apache-2.0
#include "ui/models/ecu_model.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::Ecu;
using domain::SupplierDatum;
using namespace Qt::StringLiterals;

namespace {

QString ecuProtocols(const Ecu& ecu)
{
    QStringList names;
    for (const std::string& name : ecu.protocols) {
        names << words::protocol(name);
    }
    return names.join(u", "_s);
}

/// The tables name units in small letters; what begins otherwise is what the unit itself said, and stays.
QString unitName(const Ecu& ecu)
{
    if (ecu.name.empty()) {
        return display::none();
    }
    return ecu.name[0] >= 'a' && ecu.name[0] <= 'z' ? phrase(ecu.name) : display::text(ecu.name);
}

QString ecuSupplier(const Ecu& ecu)
{
    QStringList parts;
    for (const SupplierDatum& datum : ecu.supplierData) {
        parts << u"%1: %2"_s.arg(datum.name.empty() ? display::text(datum.key) : phrase(datum.name),
                                 display::text(datum.value));
    }
    return parts.join(u"; "_s);
}

std::vector<Column<Ecu>> ecuColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Address"),
         .kind = ColumnKind::Mono,
         .width = 110,
         .text = [](const Ecu& e) { return display::text(e.address); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Asked at"),
         .kind = ColumnKind::Mono,
         .width = 100,
         .text
         = [](const Ecu& e) { return e.requestAddress.empty() ? display::none() : display::text(e.requestAddress); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Name"),
         .width = 190,
         .text = [](const Ecu& e) { return unitName(e); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Channel"),
         .width = 80,
         .text = [](const Ecu& e) { return display::text(e.channel); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Protocols"), .width = 130, .text = ecuProtocols},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Faults"),
         .kind = ColumnKind::Number,
         .width = 74,
         .text = [](const Ecu& e) { return display::number(e.faultCount); },
         .sort = [](const Ecu& e) { return QVariant(static_cast<qulonglong>(e.faultCount)); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Codes"),
         .kind = ColumnKind::Number,
         .width = 74,
         .text = [](const Ecu& e) { return display::number(e.dtcCount); },
         .sort = [](const Ecu& e) { return QVariant(static_cast<qulonglong>(e.dtcCount)); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Messages"),
         .kind = ColumnKind::Number,
         .width = 94,
         .text = [](const Ecu& e) { return display::number(e.messages); },
         .sort = [](const Ecu& e) { return QVariant(static_cast<qulonglong>(e.messages)); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Refusals"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const Ecu& e) { return display::number(e.negativeResponses); },
         .sort = [](const Ecu& e) { return QVariant(static_cast<qulonglong>(e.negativeResponses)); }},
        {.title = QT_TRANSLATE_NOOP("EcuModel", "Identification"), .width = 320, .text = ecuSupplier},
    };
}

std::vector<Column<SupplierDatum>> supplierColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("SupplierModel", "Record"),
         .kind = ColumnKind::Mono,
         .width = 90,
         .text = [](const SupplierDatum& d) { return display::text(d.key); }},
        {.title = QT_TRANSLATE_NOOP("SupplierModel", "Name"),
         .width = 220,
         .text = [](const SupplierDatum& d) { return d.name.empty() ? display::none() : phrase(d.name); }},
        {.title = QT_TRANSLATE_NOOP("SupplierModel", "Value"),
         .kind = ColumnKind::Bytes,
         .width = 320,
         .text = [](const SupplierDatum& d) { return display::text(d.value); }},
    };
}

} // namespace

EcuModel::EcuModel(QObject* parent)
    : TableModel(
          "EcuModel", ecuColumns(), [](const Ecu& e) { return display::text(e.channel + '/' + e.address); }, parent)
{ }

SupplierModel::SupplierModel(QObject* parent)
    : TableModel(
          "SupplierModel", supplierColumns(), [](const SupplierDatum& d) { return display::text(d.key); }, parent)
{ }

} // namespace argus::ui
