// SPDX-License-Identifier: Apache-2.0
#include "ui/models/ledger_models.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/reading_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace argus::ui {

using domain::TriageFile;
using namespace Qt::StringLiterals;

namespace {

struct AccountText
{
    Q_DECLARE_TR_FUNCTIONS(AccountModel)
};

template <std::uint64_t TriageFile::* Member> QString countText(const LedgerRow& row)
{
    return display::number(row.file.*Member);
}

template <auto Member> QVariant countSort(const LedgerRow& row)
{
    return QVariant(static_cast<qulonglong>(row.file.*Member));
}

template <domain::RecordingTime TriageFile::* Member> Column<LedgerRow> timeColumn(const char* title, bool hidden)
{
    return {.title = title,
            .kind = ColumnKind::Time,
            .width = 170,
            .text = [](const LedgerRow& r) { return display::recordingTime(r.file.*Member); },
            .sort = [](const LedgerRow& r) { return QVariant(static_cast<qlonglong>(r.file.*Member)); },
            .hidden = hidden};
}

QString ledgerKinds(const LedgerRow& row)
{
    const QString records = display::number(row.file.records);
    return row.file.byType.empty() ? records : records % u'\n' % reading::kindsText(row.file.byType);
}

QString ledgerSkipped(const LedgerRow& row)
{
    const QString count = display::number(reading::skippedCount(row.file));
    return row.file.skipped.empty() ? count : count % u'\n' % reading::skippedText(row.file.skipped);
}

QString ledgerClock(const LedgerRow& row)
{
    const bool hasClock = !row.file.duplicateOf && row.file.status != domain::FileStatus::Failed;
    return hasClock ? reading::clockText(row.file.clock) : display::none();
}

std::vector<Column<LedgerRow>> ledgerColumns()
{
    using Row = LedgerRow;
    return {
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .badge = [](const LedgerRow& r) { return reading::fileBadge(r.file); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "File"),
         .width = 210,
         .text = [](const Row& r) { return display::text(r.file.name); }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Format"),
         .width = 150,
         .text = [](const Row& r) { return r.format; }},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Records"),
         .kind = ColumnKind::Number,
         .width = 96,
         .text = countText<&TriageFile::records>,
         .sort = countSort<&TriageFile::records>,
         .tip = ledgerKinds},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Frames"),
         .kind = ColumnKind::Number,
         .width = 96,
         .text = countText<&TriageFile::frames>,
         .sort = countSort<&TriageFile::frames>},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Skipped"),
         .kind = ColumnKind::Number,
         .width = 80,
         .text = [](const Row& r) { return display::number(reading::skippedCount(r.file)); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(reading::skippedCount(r.file))); },
         .tip = ledgerSkipped},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Clock"), .width = 340, .text = ledgerClock},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Error frames"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text = countText<&TriageFile::errorFrames>,
         .sort = countSort<&TriageFile::errorFrames>},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Size"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return display::bytes(r.file.bytes); },
         .sort = countSort<&TriageFile::bytes>},
        timeColumn<&TriageFile::firstTs>(QT_TRANSLATE_NOOP("LedgerModel", "First frame"), /*hidden=*/false),
        timeColumn<&TriageFile::lastTs>(QT_TRANSLATE_NOOP("LedgerModel", "Last frame"), /*hidden=*/true),
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "SHA-256"),
         .kind = ColumnKind::Mono,
         .width = 150,
         .text = [](const Row& r) { return display::text(r.file.sha256); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("LedgerModel", "Remark"),
         .width = 300,
         .text = [](const Row& r) { return reading::remarkText(r.file, u"; "_s); },
         .tip = [](const Row& r) { return reading::remarkText(r.file, u"\n"_s); }},
    };
}

words::Badge accountBadge(const AccountRow& row)
{
    switch (row.kind) {
    case AccountRow::Kind::Skipped:
        return {AccountText::tr("Skipped"), u"warning"_s, Tone::Warn};
    case AccountRow::Kind::Warning:
        return {AccountText::tr("Warning"), u"warning"_s, Tone::Warn};
    case AccountRow::Kind::Other:
        return {AccountText::tr("Other records"), u"info"_s, Tone::Neutral};
    }
    return {};
}

std::vector<Column<AccountRow>> accountColumns()
{
    using Row = AccountRow;
    return {
        {.title = QT_TRANSLATE_NOOP("AccountModel", "Kind"),
         .kind = ColumnKind::Badge,
         .width = 150,
         .badge = accountBadge},
        {.title = QT_TRANSLATE_NOOP("AccountModel", "File"),
         .width = 230,
         .text = [](const Row& r) { return r.file.isEmpty() ? AccountText::tr("The whole batch") : r.file; }},
        {.title = QT_TRANSLATE_NOOP("AccountModel", "Records"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text = [](const Row& r) { return r.numbers.count > 0 ? display::number(r.numbers.count) : display::none(); },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.numbers.count)); }},
        {.title = QT_TRANSLATE_NOOP("AccountModel", "Bytes"),
         .kind = ColumnKind::Number,
         .width = 90,
         .text =
             [](const Row& r) {
                 return r.kind == Row::Kind::Skipped ? display::bytes(r.numbers.bytes) : display::none();
             },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.numbers.bytes)); }},
        {.title = QT_TRANSLATE_NOOP("AccountModel", "First at"),
         .kind = ColumnKind::Mono,
         .width = 110,
         .text =
             [](const Row& r) {
                 return r.kind == Row::Kind::Skipped ? display::offset(r.numbers.firstOffset) : display::none();
             },
         .sort = [](const Row& r) { return QVariant(static_cast<qulonglong>(r.numbers.firstOffset)); }},
        {.title = QT_TRANSLATE_NOOP("AccountModel", "What and why"),
         .width = 480,
         .text = [](const Row& r) { return phrase(r.text); }},
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
    : TableModel("LedgerModel", ledgerColumns(), [](const LedgerRow& r) { return r.file.id; }, parent)
{ }

AccountModel::AccountModel(QObject* parent)
    : TableModel(
          "AccountModel", accountColumns(),
          [](const AccountRow& r) {
              return QString(u"%1/%2/%3"_s.arg(static_cast<int>(r.kind)).arg(r.file, display::text(r.text)));
          },
          parent)
{ }

std::vector<AccountRow> accountRows(const domain::Triage& triage)
{
    using Kind = AccountRow::Kind;
    std::vector<AccountRow> rows;
    rows.reserve(triage.warnings.size());
    for (const std::string& warning : triage.warnings) {
        rows.push_back({Kind::Warning, {}, warning});
    }
    for (const TriageFile& file : triage.files) {
        const QString name = display::text(file.name);
        for (const domain::Skipped& skipped : file.skipped) {
            rows.push_back({Kind::Skipped, name, skipped.reason, skipped});
        }
        for (const std::string& warning : file.warnings) {
            rows.push_back({Kind::Warning, name, warning});
        }
        for (const auto& [kind, count] : file.byType) {
            rows.push_back({Kind::Other, name, kind, {kind, count, 0, 0}});
        }
    }
    return rows;
}

TimelineModel::TimelineModel(QObject* parent)
    : TableModel(
          "TimelineModel", timelineColumns(),
          [](const TimelineRow& r) {
              return static_cast<qint64>(static_cast<quint64>(r.bucket.start) * 2 + (r.isGap ? 1U : 0U));
          },
          parent)
{ }

} // namespace argus::ui
