// SPDX-License-Identifier: Apache-2.0
#include "ui/models/finding_models.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::LogErrorCluster;
using domain::NegativeResponse;
using namespace Qt::StringLiterals;

namespace {

QString namedCode(const std::string& code, const std::string& name)
{
    return name.empty() ? display::text(code) : QString(display::text(code) % u"  "_s % phrase(name));
}

std::vector<Column<NegativeResponse>> responseColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "Control unit"),
         .kind = ColumnKind::Mono,
         .width = 110,
         .text = [](const NegativeResponse& r) { return display::text(r.ecu); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "Channel"),
         .width = 80,
         .text = [](const NegativeResponse& r) { return display::text(r.channel); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "Request"),
         .width = 250,
         .text = [](const NegativeResponse& r) { return namedCode(r.service, r.serviceName); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "Refused because"),
         .width = 330,
         .text = [](const NegativeResponse& r) { return namedCode(r.nrc, r.nrcName); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "Times"),
         .kind = ColumnKind::Number,
         .width = 70,
         .text = [](const NegativeResponse& r) { return display::number(r.count); },
         .sort = [](const NegativeResponse& r) { return QVariant(static_cast<qulonglong>(r.count)); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "First seen"),
         .kind = ColumnKind::Mono,
         .width = 140,
         .text = [](const NegativeResponse& r) { return display::recordingClock(r.evidence.ts); },
         .sort = [](const NegativeResponse& r) { return QVariant(static_cast<qlonglong>(r.evidence.ts)); }},
        {.title = QT_TRANSLATE_NOOP("NegativeResponseModel", "File"),
         .width = 200,
         .text = [](const NegativeResponse& r) { return display::text(r.evidence.file); }},
    };
}

std::vector<Column<StatementRow>> statementColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("StatementModel", "No."),
         .kind = ColumnKind::Number,
         .width = 52,
         .text = [](const StatementRow& r) { return QString::number(r.number); },
         .sort = [](const StatementRow& r) { return QVariant(r.number); }},
        {.title = QT_TRANSLATE_NOOP("StatementModel", "Kind"),
         .width = 120,
         .text = [](const StatementRow& r) { return words::statementKind(r.statement.kind); }},
        {.title = QT_TRANSLATE_NOOP("StatementModel", "Confidence"),
         .kind = ColumnKind::Progress,
         .width = 125,
         .text = [](const StatementRow& r) { return display::percent(r.statement.confidence); },
         .sort = [](const StatementRow& r) { return QVariant(r.statement.confidence); },
         .progress = [](const StatementRow& r) { return r.statement.confidence; }},
        {.title = QT_TRANSLATE_NOOP("StatementModel", "Evidence"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const StatementRow& r) { return display::number(r.statement.evidence.size()); },
         .sort = [](const StatementRow& r) { return QVariant(static_cast<qulonglong>(r.statement.evidence.size())); }},
        {.title = QT_TRANSLATE_NOOP("StatementModel", "Statement"),
         .width = 220,
         .text = [](const StatementRow& r) { return phrase(r.statement.text); }},
    };
}

std::vector<Column<TopCodeRow>> topCodeColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("TopCodeModel", "Rank"),
         .kind = ColumnKind::Number,
         .width = 60,
         .text = [](const TopCodeRow& r) { return QString::number(r.rank); },
         .sort = [](const TopCodeRow& r) { return QVariant(r.rank); }},
        {.title = QT_TRANSLATE_NOOP("TopCodeModel", "Code"),
         .kind = ColumnKind::Mono,
         .width = 130,
         .text = [](const TopCodeRow& r) { return display::text(r.code.code); }},
        {.title = QT_TRANSLATE_NOOP("TopCodeModel", "Share"),
         .kind = ColumnKind::Progress,
         .width = 130,
         .text = [](const TopCodeRow& r) { return display::percent(r.code.share); },
         .sort = [](const TopCodeRow& r) { return QVariant(r.code.share); },
         .progress = [](const TopCodeRow& r) { return r.code.share; }},
        {.title = QT_TRANSLATE_NOOP("TopCodeModel", "Times"),
         .kind = ColumnKind::Number,
         .width = 66,
         .text = [](const TopCodeRow& r) { return display::number(r.code.count); },
         .sort = [](const TopCodeRow& r) { return QVariant(static_cast<qulonglong>(r.code.count)); }},
        {.title = QT_TRANSLATE_NOOP("TopCodeModel", "Control units"),
         .kind = ColumnKind::Number,
         .width = 110,
         .text = [](const TopCodeRow& r) { return display::number(r.code.ecus); },
         .sort = [](const TopCodeRow& r) { return QVariant(static_cast<qulonglong>(r.code.ecus)); }},
    };
}

std::vector<Column<LogErrorCluster>> logColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("LogErrorModel", "Level"),
         .width = 90,
         .text = [](const LogErrorCluster& c) { return display::text(c.level); }},
        {.title = QT_TRANSLATE_NOOP("LogErrorModel", "Times"),
         .kind = ColumnKind::Number,
         .width = 70,
         .text = [](const LogErrorCluster& c) { return display::number(c.count); },
         .sort = [](const LogErrorCluster& c) { return QVariant(static_cast<qulonglong>(c.count)); }},
        {.title = QT_TRANSLATE_NOOP("LogErrorModel", "Lines like"),
         .kind = ColumnKind::Bytes,
         .width = 560,
         .text = [](const LogErrorCluster& c) { return display::text(c.pattern); }},
        {.title = QT_TRANSLATE_NOOP("LogErrorModel", "File"),
         .width = 200,
         .text = [](const LogErrorCluster& c) { return display::text(c.evidence.file); }},
    };
}

} // namespace

NegativeResponseModel::NegativeResponseModel(QObject* parent)
    : TableModel(
          "NegativeResponseModel", responseColumns(),
          [](const NegativeResponse& r) {
              return display::text(r.ecu + '/' + r.channel + '/' + r.service + '/' + r.nrc);
          },
          parent)
{ }

StatementModel::StatementModel(QObject* parent)
    : TableModel(
          "StatementModel", statementColumns(), [](const StatementRow& r) { return static_cast<qint64>(r.number); },
          parent)
{ }

TopCodeModel::TopCodeModel(QObject* parent)
    : TableModel(
          "TopCodeModel", topCodeColumns(), [](const TopCodeRow& r) { return static_cast<qint64>(r.rank); }, parent)
{ }

LogErrorModel::LogErrorModel(QObject* parent)
    : TableModel(
          "LogErrorModel", logColumns(),
          [](const LogErrorCluster& c) { return display::text(c.level + '/' + c.pattern); }, parent)
{ }

} // namespace argus::ui
