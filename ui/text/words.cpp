// SPDX-License-Identifier: Apache-2.0
#include "ui/text/words.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui::words {

using namespace Qt::StringLiterals;
using domain::BatchStatus;
using domain::EventType;
using domain::FileStatus;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

Badge batchStatus(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Pending:
        return {Words::tr("Receiving files"), u"pending"_s, Tone::Neutral};
    case BatchStatus::Uploaded:
        return {Words::tr("Uploaded"), u"clock"_s, Tone::Neutral};
    case BatchStatus::Scattering:
        return {Words::tr("Reading"), u"running"_s, Tone::Info};
    case BatchStatus::Scattered:
        return {Words::tr("All files read"), u"running"_s, Tone::Info};
    case BatchStatus::Gathering:
        return {Words::tr("Gathering"), u"running"_s, Tone::Info};
    case BatchStatus::Gathered:
        return {Words::tr("Gathered"), u"running"_s, Tone::Info};
    case BatchStatus::Diagnosing:
        return {Words::tr("Diagnosing"), u"running"_s, Tone::Info};
    case BatchStatus::Completed:
        return {Words::tr("Completed"), u"ok"_s, Tone::Ok};
    case BatchStatus::Failed:
        return {Words::tr("Failed"), u"error"_s, Tone::Bad};
    }
    return {};
}

Badge batchStatus(const domain::Batch& batch)
{
    Badge badge = batchStatus(batch.status);
    if (batch.status == BatchStatus::Completed && batch.failedFiles > 0) {
        badge.icon = u"warning"_s;
        badge.tone = Tone::Warn;
    }
    return badge;
}

QString batchStatusTip(const domain::Batch& batch)
{
    if (batch.status != BatchStatus::Completed || batch.failedFiles == 0) {
        return {};
    }
    return Words::tr("%1 of %2 files could not be read; the result rests on the others.")
        .arg(batch.failedFiles)
        .arg(batch.totalFiles);
}

Badge fileStatus(FileStatus status)
{
    switch (status) {
    case FileStatus::Pending:
        return {Words::tr("Waiting"), u"pending"_s, Tone::Neutral};
    case FileStatus::Parsing:
        return {Words::tr("Reading"), u"running"_s, Tone::Info};
    case FileStatus::Parsed:
        return {Words::tr("Read"), u"ok"_s, Tone::Ok};
    case FileStatus::Aggregating:
        return {Words::tr("Gathering"), u"running"_s, Tone::Info};
    case FileStatus::Completed:
        return {Words::tr("Completed"), u"ok"_s, Tone::Ok};
    case FileStatus::Failed:
        return {Words::tr("Failed"), u"error"_s, Tone::Bad};
    }
    return {};
}

Badge attemptOutcome(const std::string& outcome)
{
    if (outcome.empty()) {
        return {Words::tr("Running"), u"running"_s, Tone::Info};
    }
    if (outcome == "completed") {
        return {Words::tr("Completed"), u"ok"_s, Tone::Ok};
    }
    if (outcome == "failed") {
        return {Words::tr("Failed"), u"error"_s, Tone::Bad};
    }
    if (outcome == "retried") {
        return {Words::tr("To be retried"), u"retry"_s, Tone::Warn};
    }
    if (outcome == "lost") {
        return {Words::tr("Worker lost"), u"warning"_s, Tone::Warn};
    }
    if (outcome == "cancelled") {
        return {Words::tr("Cancelled"), u"cancel"_s, Tone::Neutral};
    }
    return {display::text(outcome), u"info"_s, Tone::Neutral};
}

Badge severity(const std::string& severity)
{
    if (severity == "critical") {
        return {Words::tr("Critical"), u"error"_s, Tone::Bad};
    }
    if (severity == "high") {
        return {Words::tr("High"), u"warning"_s, Tone::Bad};
    }
    if (severity == "medium") {
        return {Words::tr("Medium"), u"warning"_s, Tone::Warn};
    }
    if (severity == "low") {
        return {Words::tr("Low"), u"info"_s, Tone::Info};
    }
    return {Words::tr("Information"), u"info"_s, Tone::Neutral};
}

int severityRank(const std::string& severity)
{
    constexpr std::array<std::string_view, 4> kOrder {"low", "medium", "high", "critical"};
    for (std::size_t i = 0; i < kOrder.size(); ++i) {
        if (severity == kOrder[i]) {
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

QString statementKind(const std::string& kind)
{
    if (kind == "observation") {
        return Words::tr("Observation");
    }
    if (kind == "cause") {
        return Words::tr("Likely cause");
    }
    if (kind == "risk") {
        return Words::tr("Risk");
    }
    return kind == "action" ? Words::tr("Action") : display::text(kind);
}

QString stage(domain::Stage stage)
{
    switch (stage) {
    case domain::Stage::Scatter:
        return Words::tr("Scatter");
    case domain::Stage::Parse:
        return Words::tr("Parse");
    case domain::Stage::Gather:
        return Words::tr("Gather");
    case domain::Stage::Diagnose:
        return Words::tr("Diagnose");
    case domain::Stage::Report:
        return Words::tr("Report");
    }
    return {};
}

QString protocol(const std::string& protocol)
{
    if (protocol == "uds") {
        return u"UDS"_s;
    }
    if (protocol == "obd") {
        return u"OBD-II"_s;
    }
    if (protocol == "kwp2000") {
        return u"KWP2000"_s;
    }
    if (protocol == "j1939") {
        return u"J1939"_s;
    }
    if (protocol == "doip") {
        return u"DoIP"_s;
    }
    return protocol == "text" ? Words::tr("Text log") : display::text(protocol);
}

QString vinSource(const std::string& source)
{
    const std::size_t space = source.find(' ');
    const QString by = protocol(source.substr(0, space));
    return space == std::string::npos ? by : QString(by % u' ' % display::text(source.substr(space + 1)));
}

QString lamp(const std::string& state)
{
    if (state == "off") {
        return Words::tr("off");
    }
    if (state == "on") {
        return Words::tr("on");
    }
    if (state == "slow flash") {
        return Words::tr("slow flash");
    }
    if (state == "fast flash") {
        return Words::tr("fast flash");
    }
    return state == "not available" ? Words::tr("not available") : display::text(state);
}

QString eventType(EventType type)
{
    switch (type) {
    case EventType::BatchCreated:
        return Words::tr("Batch created");
    case EventType::FileAdded:
        return Words::tr("File added");
    case EventType::FileParsed:
        return Words::tr("File read");
    case EventType::FileFailed:
        return Words::tr("File failed");
    case EventType::UploadCompleted:
        return Words::tr("Upload completed");
    case EventType::StatusChanged:
        return Words::tr("State changed");
    case EventType::AllFilesParsed:
        return Words::tr("All files read");
    case EventType::AggregationCompleted:
        return Words::tr("Findings gathered");
    case EventType::DiagnosisCompleted:
        return Words::tr("Diagnosis completed");
    case EventType::ReportPublished:
        return Words::tr("Report published");
    case EventType::BatchDeleted:
        return Words::tr("Batch deleted");
    }
    return {};
}

QString eventText(const domain::Event& event)
{
    switch (event.type) {
    case EventType::FileAdded:
    case EventType::FileParsed:
        return display::text(event.name);
    case EventType::FileFailed:
        return Words::tr("%1: %2").arg(display::text(event.name), phrase(event.error));
    case EventType::UploadCompleted:
        return Words::tr("%n file(s) in all.", nullptr, static_cast<int>(event.totalFiles.value_or(0)));
    case EventType::StatusChanged: {
        if (!event.oldStatus || !event.newStatus) {
            return phrase(event.reason);
        }
        const QString from = batchStatus(*event.oldStatus).text;
        const QString to = batchStatus(*event.newStatus).text;
        if (event.reason.empty()) {
            return Words::tr("From “%1” to “%2”.").arg(from, to);
        }
        return Words::tr("From “%1” to “%2”: %3").arg(from, to, phrase(event.reason));
    }
    case EventType::DiagnosisCompleted:
        return event.degraded.value_or(true) ? Words::tr("By rules, without a language model.")
                                             : Words::tr("By a language model.");
    case EventType::BatchCreated:
    case EventType::AllFilesParsed:
    case EventType::AggregationCompleted:
    case EventType::ReportPublished:
    case EventType::BatchDeleted:
        return {};
    }
    return {};
}

} // namespace argus::ui::words
