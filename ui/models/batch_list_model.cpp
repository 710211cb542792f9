// SPDX-License-Identifier: Apache-2.0
#include "ui/models/batch_list_model.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

#include <tuple>

namespace argus::ui {

using domain::Batch;

namespace {

struct BatchText
{
    Q_DECLARE_TR_FUNCTIONS(BatchListModel)
};

QString batchProgressText(const Batch& batch)
{
    if (domain::isEnded(batch.status)) {
        return {};
    }
    if (batch.status == domain::BatchStatus::Pending) {
        return BatchText::tr("%n file(s) so far", nullptr, static_cast<int>(batch.totalFiles));
    }
    return BatchText::tr("%1 of %2").arg(batch.processedFiles).arg(batch.totalFiles);
}

/// A batch tells when it was made, not when a later run of it began: only its first run can be timed.
bool isTimed(const Batch& batch)
{
    return batch.completedAt && batch.runEpoch == 1;
}

QVariant tookOf(const Batch& batch)
{
    return isTimed(batch) ? QVariant(static_cast<qlonglong>((*batch.completedAt - batch.createdAt).count()))
                          : QVariant(-1LL);
}

std::vector<Column<BatchRow>> batchColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 150,
         .sort = [](const BatchRow& b) { return QVariant(static_cast<int>(b.status)); },
         .badge = [](const BatchRow& b) { return words::batchStatus(b); },
         .tip = [](const BatchRow& b) { return words::batchStatusTip(b); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Vehicle"),
         .width = 170,
         .text = [](const BatchRow& b) { return display::text(b.vehicleId); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "VIN"),
         .kind = ColumnKind::Mono,
         .width = 165,
         .text = [](const BatchRow& b) { return b.vin.empty() ? display::none() : display::text(b.vin); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Who is on it"),
         .width = 130,
         .text = [](const BatchRow& b) { return b.who; },
         .tip = [](const BatchRow& b) { return b.whoInFull; }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Progress"),
         .kind = ColumnKind::Progress,
         .width = 150,
         .text = [](const BatchRow& b) { return batchProgressText(b); },
         .sort = [](const BatchRow& b) { return QVariant(progressOf(b)); },
         .progress = [](const BatchRow& b) { return progressOf(b); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Files"),
         .kind = ColumnKind::Number,
         .width = 64,
         .text = [](const BatchRow& b) { return display::number(static_cast<std::uint64_t>(b.totalFiles)); },
         .sort = [](const BatchRow& b) { return QVariant(static_cast<qlonglong>(b.totalFiles)); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Bad files"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const BatchRow& b) { return display::number(static_cast<std::uint64_t>(b.failedFiles)); },
         .sort = [](const BatchRow& b) { return QVariant(static_cast<qlonglong>(b.failedFiles)); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Created"),
         .kind = ColumnKind::Time,
         .width = 140,
         .text = [](const BatchRow& b) { return display::shortTime(b.createdAt); },
         .sort = [](const BatchRow& b) { return QVariant(static_cast<qlonglong>(base::toMicros(b.createdAt))); },
         .tip = [](const BatchRow& b) { return display::time(b.createdAt); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Took"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text =
             [](const BatchRow& b) {
                 return isTimed(b) ? display::duration(*b.completedAt - b.createdAt) : display::none();
             },
         .sort = [](const BatchRow& b) { return tookOf(b); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Run"),
         .kind = ColumnKind::Number,
         .width = 56,
         .text = [](const BatchRow& b) { return QString::number(b.runEpoch); },
         .sort = [](const BatchRow& b) { return QVariant(static_cast<qlonglong>(b.runEpoch)); },
         .tip = [](const BatchRow& b) { return BatchText::tr("Run %1 of this batch").arg(b.runEpoch); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Error"),
         .width = 240,
         .text = [](const BatchRow& b) { return phrase(b.errorMessage); }},
    };
}

} // namespace

double progressOf(const Batch& batch)
{
    if (domain::isEnded(batch.status) || batch.status == domain::BatchStatus::Pending || batch.totalFiles <= 0) {
        return -1;
    }
    return static_cast<double>(batch.processedFiles) / static_cast<double>(batch.totalFiles);
}

BatchListModel::BatchListModel(QObject* parent)
    : TableModel("BatchListModel", batchColumns(), [](const BatchRow& b) { return b.id; }, parent)
{ }

std::vector<BatchRow> BatchListModel::rowsOf(std::vector<Batch> batches) const
{
    std::vector<BatchRow> rows;
    rows.reserve(batches.size());
    for (Batch& batch : batches) {
        BatchRow& row = rows.emplace_back(std::move(batch));
        if (const auto on = m_attendance.find(row.id); on != m_attendance.end()) {
            std::tie(row.who, row.whoInFull) = on->second;
        }
    }
    return rows;
}

void BatchListModel::replaceAll(std::vector<Batch> batches)
{
    TableModel::replaceAll(rowsOf(std::move(batches)));
}

void BatchListModel::merge(std::vector<Batch> batches)
{
    TableModel::merge(rowsOf(std::move(batches)));
}

void BatchListModel::upsert(std::vector<Batch> batches)
{
    TableModel::upsert(rowsOf(std::move(batches)));
}

void BatchListModel::setAttendance(Attendance attendance)
{
    std::vector<domain::BatchId> touched;
    for (const Attendance* each : {&m_attendance, &attendance}) {
        for (const auto& [id, texts] : *each) {
            touched.push_back(id);
        }
    }
    m_attendance = std::move(attendance);
    modify(touched, [this](BatchRow& row) {
        const auto on = m_attendance.find(row.id);
        std::tie(row.who, row.whoInFull) = on == m_attendance.end() ? std::pair<QString, QString>() : on->second;
    });
}

} // namespace argus::ui
