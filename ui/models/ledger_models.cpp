// SPDX-License-Identifier: Apache-2.0
#include "ui/models/ledger_models.h"

#include "ui/text/display.h"

#include <QCoreApplication>

#include <algorithm>

namespace argus::ui {

using domain::TriageFile;
using namespace Qt::StringLiterals;

namespace {

struct LedgerText
{
    Q_DECLARE_TR_FUNCTIONS(LedgerModel)
};

std::uint64_t skippedCount(const TriageFile& file)
{
    std::uint64_t count = 0;
    for (const domain::Skipped& skipped : file.skipped) {
        count += skipped.count;
    }
    return count;
}

words::Badge ledgerBadge(const TriageFile& file)
{
    if (file.duplicateOf) {
        return {LedgerText::tr("Duplicate"), u"duplicate"_s, Tone::Neutral};
    }
    if (file.status == domain::FileStatus::Failed) {
        return words::fileStatus(file.status);
    }
    if (!file.skipped.empty() || !file.warnings.empty()) {
        return {LedgerText::tr("Read in part"), u"warning"_s, Tone::Warn};
    }
    return {LedgerText::tr("Read in full"), u"ok"_s, Tone::Ok};
}

QString ledgerRemark(const TriageFile& file)
{
    QStringList parts;
    if (!file.error.empty()) {
        parts << display::text(file.error);
    }
    for (const std::string& warning : file.warnings) {
        parts << display::text(warning);
    }
    return parts.join(u"; "_s);
}

std::vector<Column<TriageFile>> ledgerColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .badge = ledgerBadge},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "File"),
         .width = 260,
         .text = [](const TriageFile& f) { return display::text(f.name); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Format"),
         .width = 90,
         .text = [](const TriageFile& f) { return f.format.empty() ? display::none() : display::text(f.format); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Size"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const TriageFile& f) { return display::bytes(f.bytes); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qulonglong>(f.bytes)); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Frames"),
         .kind = ColumnKind::Number,
         .width = 96,
         .text = [](const TriageFile& f) { return display::number(f.frames); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qulonglong>(f.frames)); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Error frames"),
         .kind = ColumnKind::Number,
         .width = 106,
         .text = [](const TriageFile& f) { return display::number(f.errorFrames); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qulonglong>(f.errorFrames)); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Skipped"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const TriageFile& f) { return display::number(skippedCount(f)); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qulonglong>(skippedCount(f))); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "First frame"),
         .width = 170,
         .text = [](const TriageFile& f) { return display::recordingTime(f.firstTs); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qlonglong>(f.firstTs)); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Last frame"),
         .width = 170,
         .text = [](const TriageFile& f) { return display::recordingTime(f.lastTs); },
         .sort = [](const TriageFile& f) { return QVariant(static_cast<qlonglong>(f.lastTs)); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "SHA-256"),
         .kind = ColumnKind::Mono,
         .width = 150,
         .text = [](const TriageFile& f) { return display::text(f.sha256); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Remark"), .width = 300, .text = ledgerRemark},
    };
}

std::vector<Column<SkippedRow>> skippedColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("SkippedModel", "File"),
         .width = 260,
         .text = [](const SkippedRow& r) { return r.file; }},
        {.title = QT_TRANSLATE_NOOP("SkippedModel", "Reason"),
         .width = 340,
         .text = [](const SkippedRow& r) { return display::text(r.skipped.reason); }},
        {.title = QT_TRANSLATE_NOOP("SkippedModel", "Records"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const SkippedRow& r) { return display::number(r.skipped.count); },
         .sort = [](const SkippedRow& r) { return QVariant(static_cast<qulonglong>(r.skipped.count)); }},
        {.title = QT_TRANSLATE_NOOP("SkippedModel", "Bytes"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const SkippedRow& r) { return display::bytes(r.skipped.bytes); },
         .sort = [](const SkippedRow& r) { return QVariant(static_cast<qulonglong>(r.skipped.bytes)); }},
        {.title = QT_TRANSLATE_NOOP("SkippedModel", "First at"),
         .kind = ColumnKind::Mono,
         .width = 110,
         .text = [](const SkippedRow& r) { return display::offset(r.skipped.firstOffset); },
         .sort = [](const SkippedRow& r) { return QVariant(static_cast<qulonglong>(r.skipped.firstOffset)); }},
    };
}

QString bucketNumber(const TimelineRow& row, std::uint64_t value)
{
    return row.isGap ? display::none() : display::number(value);
}

std::vector<Column<TimelineRow>> timelineColumns()
{
    using Row = TimelineRow;
    return {
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "From"),
         .kind = ColumnKind::Mono,
         .width = 210,
         .text = [](const Row& r) { return display::recordingTime(r.bucket.start); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.bucket.start)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Lasts"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text
         = [](const Row& r) { return display::duration(std::chrono::microseconds((r.end - r.bucket.start) / 1000)); },
         .sort = [](const Row& r) { return QVariant(static_cast<qlonglong>(r.end - r.bucket.start)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Frames"),
         .kind = ColumnKind::Number,
         .width = 110,
         .text = [](const Row& r) { return bucketNumber(r, r.bucket.frames); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.bucket.frames)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Error frames"),
         .kind = ColumnKind::Number,
         .width = 120,
         .text = [](const Row& r) { return bucketNumber(r, r.bucket.errorFrames); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.bucket.errorFrames)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Trouble codes"),
         .kind = ColumnKind::Number,
         .width = 120,
         .text = [](const Row& r) { return bucketNumber(r, r.bucket.dtcs); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.bucket.dtcs)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Refused requests"),
         .kind = ColumnKind::Number,
         .width = 140,
         .text = [](const Row& r) { return bucketNumber(r, r.bucket.negativeResponses); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.bucket.negativeResponses)); }},
        {.title = QT_TRANSLATE_NOOP("TimelineModel", "Remark"),
         .width = 200,
         .text =
             [](const Row& r) {
                 return r.isGap ? QCoreApplication::translate("TimelineModel", "Nothing was recorded") : QString();
             }},
    };
}

} // namespace

std::vector<TimelineRow> timelineRows(const domain::Timeline& timeline)
{
    std::vector<TimelineRow> rows;
    rows.reserve(timeline.buckets.size() + timeline.gaps.size());
    for (const domain::TimelineBucket& bucket : timeline.buckets) {
        rows.push_back({bucket, bucket.start + timeline.bucketWidth, false});
    }
    for (const domain::Gap& gap : timeline.gaps) {
        rows.push_back({domain::TimelineBucket {gap.start, 0, 0, 0, 0}, gap.end, true});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const TimelineRow& a, const TimelineRow& b) { return a.bucket.start < b.bucket.start; });
    return rows;
}

LedgerModel::LedgerModel(QObject* parent)
    : TableModel("LedgerModel", ledgerColumns(), [](const TriageFile& f) { return f.id; }, parent)
{ }

SkippedModel::SkippedModel(QObject* parent)
    : TableModel(
          "SkippedModel", skippedColumns(),
          [](const SkippedRow& r) { return QString(r.file % u'/' % display::text(r.skipped.reason)); }, parent)
{ }

TimelineModel::TimelineModel(QObject* parent)
    : TableModel(
          "TimelineModel", timelineColumns(),
          [](const TimelineRow& r) { return static_cast<qint64>(r.bucket.start * 2 + (r.isGap ? 1 : 0)); }, parent)
{ }

} // namespace argus::ui
