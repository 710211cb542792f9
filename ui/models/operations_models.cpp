// SPDX-License-Identifier: Apache-2.0
#include "ui/models/operations_models.h"

#include "ui/text/display.h"

#include <QCoreApplication>

namespace argus::ui {

using api::DeadLetter;
using api::TaskQueue;
using namespace Qt::StringLiterals;

namespace {

struct QueueText
{
    Q_DECLARE_TR_FUNCTIONS(QueueModel)
};

struct WorkerText
{
    Q_DECLARE_TR_FUNCTIONS(WorkerModel)
};

QVariant sortedAs(std::uint64_t number)
{
    return {static_cast<qulonglong>(number)};
}

QVariant sortedAs(base::UtcTime time)
{
    return {static_cast<qlonglong>(base::toMicros(time))};
}

QString textOrNone(const std::string& text)
{
    return text.empty() ? display::none() : display::text(text);
}

/// One word for what a stage is about now: the worst first.
words::Badge queueState(const TaskQueue& queue)
{
    if (queue.overdue > 0) {
        return {QueueText::tr("Overdue"), u"warning"_s, Tone::Warn};
    }
    if (queue.running > 0) {
        return {QueueText::tr("Working"), u"running"_s, Tone::Info};
    }
    if (queue.ready > 0) {
        return {QueueText::tr("Waiting"), u"clock"_s, Tone::Neutral};
    }
    if (queue.delayed > 0) {
        return {QueueText::tr("To be tried again"), u"retry"_s, Tone::Warn};
    }
    return {QueueText::tr("Nothing to do"), u"ok"_s, Tone::Neutral};
}

QString queueTip(const TaskQueue& queue)
{
    if (queue.overdue > 0) {
        return QueueText::tr("Whoever ran them was not heard of in time: another worker takes them over.");
    }
    return queue.delayed > 0 && queue.running == 0 && queue.ready == 0
        ? QueueText::tr("They failed, and wait a while before the next attempt.")
        : QString();
}

std::vector<Column<TaskQueue>> queueColumns()
{
    using Row = TaskQueue;
    return {
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Stage"),
         .width = 110,
         .text = [](const Row& r) { return words::stage(r.stage); },
         .sort = [](const Row& r) { return QVariant(static_cast<int>(r.stage)); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Ready"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return display::number(r.ready); },
         .sort = [](const Row& r) { return sortedAs(r.ready); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Oldest"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return r.oldestReady ? display::duration(*r.oldestReady) : display::none(); },
         .sort
         = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.oldestReady ? r.oldestReady->count() : -1)); },
         .tip = [](const Row&) { return QueueText::tr("How long the oldest of the ready tasks waits"); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Delayed"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return display::number(r.delayed); },
         .sort = [](const Row& r) { return sortedAs(r.delayed); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Running"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return display::number(r.running); },
         .sort = [](const Row& r) { return sortedAs(r.running); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "Overdue"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return display::number(r.overdue); },
         .sort = [](const Row& r) { return sortedAs(r.overdue); }},
        {.title = QT_TRANSLATE_NOOP("QueueModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .badge = queueState,
         .tip = queueTip},
    };
}

words::Badge workerState(const WorkerRow& row)
{
    if (!row.isAlive()) {
        return {WorkerText::tr("Lost since %1").arg(display::shortTime(row.worker.seenAt)), u"error"_s, Tone::Bad};
    }
    switch (row.worker.state) {
    case domain::WorkerState::Working:
        return {WorkerText::tr("Alive"), u"ok"_s, Tone::Ok};
    case domain::WorkerState::Paused:
        return {WorkerText::tr("Paused"), u"pause"_s, Tone::Warn};
    case domain::WorkerState::Stopping:
        return {WorkerText::tr("Stopping"), u"clock"_s, Tone::Info};
    }
    return {};
}

QString workerKind(const WorkerRow& row)
{
    switch (row.worker.kind) {
    case domain::WorkerKind::Desk:
        return WorkerText::tr("Desk");
    case domain::WorkerKind::Worker:
        return WorkerText::tr("Worker");
    case domain::WorkerKind::Command:
        return WorkerText::tr("Command");
    }
    return {};
}

QString workerSeen(const WorkerRow& row)
{
    // Clocks of two machines: a heartbeat never lies ahead.
    const auto since = std::max(row.at - row.worker.seenAt, std::chrono::microseconds(0));
    return WorkerText::tr("%1 ago").arg(display::duration(since));
}

std::vector<Column<WorkerRow>> workerColumns()
{
    using Row = WorkerRow;
    return {
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .badge = workerState,
         .tip =
             [](const Row& r) {
                 return r.isAlive()
                     ? QString()
                     : WorkerText::tr("Its tasks are taken over by others; nothing it still sends counts.");
             }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Name"),
         .width = 150,
         .text = [](const Row& r) { return display::text(r.worker.name); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Kind"), .width = 90, .text = workerKind},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Busy"),
         .kind = ColumnKind::Progress,
         .width = 140,
         .text = [](const Row& r) { return WorkerText::tr("%1 of %2").arg(r.worker.busy).arg(r.worker.concurrency); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.worker.busy)); },
         .progress =
             [](const Row& r) {
                 return r.isAlive() && r.worker.concurrency > 0
                     ? static_cast<double>(r.worker.busy) / static_cast<double>(r.worker.concurrency)
                     : -1.0;
             }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Last heartbeat"),
         .kind = ColumnKind::Time,
         .width = 120,
         .text = workerSeen,
         .sort = [](const Row& r) { return sortedAs(r.worker.seenAt); },
         .tip = [](const Row& r) { return display::time(r.worker.seenAt); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Host"),
         .width = 140,
         .text = [](const Row& r) { return textOrNone(r.worker.host); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Process"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return QString::number(r.worker.pid); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.worker.pid)); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Version"),
         .width = 120,
         .text = [](const Row& r) { return textOrNone(r.worker.version); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Started"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const Row& r) { return display::shortTime(r.worker.startedAt); },
         .sort = [](const Row& r) { return sortedAs(r.worker.startedAt); }},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Login"),
         .width = 110,
         .text = [](const Row& r) { return textOrNone(r.worker.login); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("WorkerModel", "Identity"),
         .kind = ColumnKind::Mono,
         .width = 200,
         .text = [](const Row& r) { return display::text(r.worker.identity); },
         .hidden = true},
    };
}

std::vector<Column<DeadLetter>> deadLetterColumns()
{
    using Row = DeadLetter;
    return {
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Given up"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const Row& r) { return display::shortTime(r.at); },
         .sort = [](const Row& r) { return sortedAs(r.at); },
         .tip = [](const Row& r) { return display::time(r.at); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Topic"),
         .width = 130,
         .text = [](const Row& r) { return display::text(r.topic); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Consumer"),
         .width = 150,
         .text = [](const Row& r) { return display::text(r.consumer); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Tries"),
         .kind = ColumnKind::Number,
         .width = 70,
         .text = [](const Row& r) { return QString::number(r.attempts); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.attempts)); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Sent again"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return QString::number(r.redrives); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.redrives)); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Reason"),
         .width = 360,
         .text = [](const Row& r) { return display::text(r.reason).simplified(); }},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "First failed"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const Row& r) { return display::shortTime(r.firstFailedAt); },
         .sort = [](const Row& r) { return sortedAs(r.firstFailedAt); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Event ID"),
         .kind = ColumnKind::Mono,
         .width = 240,
         .text = [](const Row& r) { return textOrNone(r.eventId); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "Key"),
         .kind = ColumnKind::Mono,
         .width = 240,
         .text = [](const Row& r) { return textOrNone(r.key); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("DeadLetterModel", "ID"),
         .kind = ColumnKind::Number,
         .width = 70,
         .text = [](const Row& r) { return QString::number(r.id); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.id)); },
         .hidden = true},
    };
}

} // namespace

std::vector<WorkerRow> workerRows(const api::OperationsSnapshot& snapshot)
{
    std::vector<WorkerRow> rows;
    rows.reserve(snapshot.workers.size());
    for (const domain::Worker& worker : snapshot.workers) {
        rows.push_back({worker, snapshot.at, snapshot.lease});
    }
    return rows;
}

QueueModel::QueueModel(QObject* parent)
    : TableModel("QueueModel", queueColumns(), [](const TaskQueue& r) { return static_cast<qint64>(r.stage); }, parent)
{ }

WorkerModel::WorkerModel(QObject* parent)
    : TableModel(
          "WorkerModel", workerColumns(), [](const WorkerRow& r) { return display::text(r.worker.identity); }, parent)
{ }

DeadLetterModel::DeadLetterModel(QObject* parent)
    : TableModel(
          "DeadLetterModel", deadLetterColumns(), [](const DeadLetter& r) { return static_cast<qint64>(r.id); }, parent)
{ }

} // namespace argus::ui
