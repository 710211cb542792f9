// SPDX-License-Identifier: Apache-2.0
#include "ui/models/batch_list_model.h"

#include "ui/text/display.h"

#include <QCoreApplication>

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

std::vector<Column<Batch>> batchColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 150,
         .sort = [](const Batch& b) { return QVariant(static_cast<int>(b.status)); },
         .badge = [](const Batch& b) { return words::batchStatus(b); },
         .tip = [](const Batch& b) { return words::batchStatusTip(b); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Vehicle"),
         .width = 170,
         .text = [](const Batch& b) { return display::text(b.vehicleId); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "VIN"),
         .kind = ColumnKind::Mono,
         .width = 165,
         .text = [](const Batch& b) { return b.vin.empty() ? display::none() : display::text(b.vin); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Progress"),
         .kind = ColumnKind::Progress,
         .width = 150,
         .text = batchProgressText,
         .sort = [](const Batch& b) { return QVariant(progressOf(b)); },
         .progress = progressOf},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Files"),
         .kind = ColumnKind::Number,
         .width = 64,
         .text = [](const Batch& b) { return display::number(static_cast<std::uint64_t>(b.totalFiles)); },
         .sort = [](const Batch& b) { return QVariant(static_cast<qlonglong>(b.totalFiles)); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Bad files"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const Batch& b) { return display::number(static_cast<std::uint64_t>(b.failedFiles)); },
         .sort = [](const Batch& b) { return QVariant(static_cast<qlonglong>(b.failedFiles)); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Created"),
         .width = 140,
         .text = [](const Batch& b) { return display::shortTime(b.createdAt); },
         .sort = [](const Batch& b) { return QVariant(static_cast<qlonglong>(base::toMicros(b.createdAt))); },
         .tip = [](const Batch& b) { return display::time(b.createdAt); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Took"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text =
             [](const Batch& b) {
                 return isTimed(b) ? display::duration(*b.completedAt - b.createdAt) : display::none();
             },
         .sort = tookOf},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Run"),
         .kind = ColumnKind::Number,
         .width = 56,
         .text = [](const Batch& b) { return QString::number(b.runEpoch); },
         .sort = [](const Batch& b) { return QVariant(static_cast<qlonglong>(b.runEpoch)); },
         .tip = [](const Batch& b) { return BatchText::tr("Run %1 of this batch").arg(b.runEpoch); }},
        {.title = QT_TRANSLATE_NOOP("BatchListModel", "Error"),
         .width = 240,
         .text = [](const Batch& b) { return display::text(b.errorMessage); }},
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
    : TableModel("BatchListModel", batchColumns(), [](const Batch& b) { return b.id; }, parent)
{ }

} // namespace argus::ui
