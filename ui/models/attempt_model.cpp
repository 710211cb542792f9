// SPDX-License-Identifier: Apache-2.0
#include "ui/models/attempt_model.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QString attemptKey(const AttemptRow& row)
{
    return u"%1/%2"_s.arg(QString::fromStdString(row.attempt.taskId.toString())).arg(row.attempt.fence);
}

QString attemptTook(const AttemptRow& row)
{
    return row.attempt.endedAt ? display::duration(*row.attempt.endedAt - row.attempt.startedAt) : display::none();
}

QVariant attemptMicros(const AttemptRow& row)
{
    return row.attempt.endedAt
        ? QVariant(static_cast<qlonglong>((*row.attempt.endedAt - row.attempt.startedAt).count()))
        : QVariant(-1LL);
}

std::vector<Column<AttemptRow>> attemptColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Outcome"),
         .kind = ColumnKind::Badge,
         .width = 135,
         .badge = [](const AttemptRow& r) { return words::attemptOutcome(r.attempt.outcome); }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Stage"),
         .width = 100,
         .text = [](const AttemptRow& r) { return words::stage(r.attempt.stage); },
         .sort = [](const AttemptRow& r) { return QVariant(static_cast<int>(r.attempt.stage)); }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "File"),
         .width = 260,
         .text = [](const AttemptRow& r) { return r.file.isEmpty() ? display::none() : r.file; }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Attempt"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const AttemptRow& r) { return QString::number(r.attempt.attempt); },
         .sort = [](const AttemptRow& r) { return QVariant(static_cast<qlonglong>(r.attempt.attempt)); }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Worker"),
         .width = 150,
         .text = [](const AttemptRow& r) { return display::text(r.attempt.worker); }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Started"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const AttemptRow& r) { return display::shortTime(r.attempt.startedAt); },
         .sort
         = [](const AttemptRow& r) { return QVariant(static_cast<qlonglong>(base::toMicros(r.attempt.startedAt))); }},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Took"),
         .kind = ColumnKind::Number,
         .width = 95,
         .text = attemptTook,
         .sort = attemptMicros},
        {.title = QT_TRANSLATE_NOOP("AttemptModel", "Error"),
         .width = 240,
         .text = [](const AttemptRow& r) { return phrase(r.attempt.error); }},
    };
}

} // namespace

AttemptModel::AttemptModel(QObject* parent)
    : TableModel("AttemptModel", attemptColumns(), attemptKey, parent)
{ }

} // namespace argus::ui
