// SPDX-License-Identifier: Apache-2.0
#include "ui/models/event_model.h"

#include "ui/text/display.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::Event;

namespace {

std::vector<Column<Event>> eventColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("EventModel", "Time"),
         .kind = ColumnKind::Time,
         .width = 170,
         .text = [](const Event& e) { return display::time(e.occurredAt); },
         .sort = [](const Event& e) { return QVariant(static_cast<qlonglong>(base::toMicros(e.occurredAt))); }},
        {.title = QT_TRANSLATE_NOOP("EventModel", "Event"),
         .width = 180,
         .text = [](const Event& e) { return words::eventType(e.type); }},
        {.title = QT_TRANSLATE_NOOP("EventModel", "Run"),
         .kind = ColumnKind::Number,
         .width = 60,
         .text = [](const Event& e) { return QString::number(e.runEpoch); },
         .sort = [](const Event& e) { return QVariant(static_cast<qlonglong>(e.runEpoch)); }},
        {.title = QT_TRANSLATE_NOOP("EventModel", "Details"), .width = 420, .text = words::eventText},
    };
}

} // namespace

EventModel::EventModel(QObject* parent)
    : TableModel("EventModel", eventColumns(), [](const Event& e) { return e.id; }, parent)
{ }

} // namespace argus::ui
