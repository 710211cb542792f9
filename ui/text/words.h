// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/domain/event.h"
#include "core/domain/task.h"
#include "core/domain/triage.h"
#include "ui/theme/tokens.h"

#include <QString>

#include <array>

/// The domain's states and kinds in the user's words: one place, so that a state reads the same on every page.
namespace argus::ui::words {

/// How a state is shown: words, a drawing and a tone, together.
struct Badge
{
    QString text;
    QString icon;
    Tone tone = Tone::Neutral;
};

Badge batchStatus(domain::BatchStatus status);
/// The same, with a warning where the batch ended without some of its files.
Badge batchStatus(const domain::Batch& batch);
/// What the warning is about; empty without one.
QString batchStatusTip(const domain::Batch& batch);
Badge fileStatus(domain::FileStatus status);
/// "completed", "failed", "retried", "lost", "cancelled"; empty: it runs.
Badge attemptOutcome(const std::string& outcome);
/// "critical", "high", "medium", "low", "info".
Badge severity(const std::string& severity);
/// Larger for worse, for sorting.
int severityRank(const std::string& severity);
/// "observation", "cause", "risk", "action"
QString statementKind(const std::string& kind);
QString stage(domain::Stage stage);
QString eventType(domain::EventType type);
/// The event as a sentence.
QString eventText(const domain::Event& event);
/// "uds", "obd", "kwp2000", "j1939", "doip", "text"
QString protocol(const std::string& protocol);
/// Where a VIN was read: "uds 22 F190", "j1939 65260".
QString vinSource(const std::string& source);

/// A lamp of a J1939 message: "off", "on", "slow flash", "fast flash", "not available".
QString lamp(const std::string& state);

/// One bit of the UDS status byte (ISO 14229-1, D.2).
struct StatusBit
{
    QString name; ///< as the standard writes it
    QString set; ///< what it means when it is set
    QString clear; ///< and when it is not
};
/// Bit 0 first.
std::array<StatusBit, 8> statusBits();

/// An error for the user: what happened, and what to do about it.
struct Problem
{
    QString title;
    QString advice;
    QString detail; ///< the engine's own words
};
Problem problem(const base::Error& error);

} // namespace argus::ui::words
