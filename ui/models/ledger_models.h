// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// What was read of each file of a triage result. The key is the file's id.
class LedgerModel final : public TableModel<domain::TriageFile, domain::FileId>
{
public:
    explicit LedgerModel(QObject* parent = nullptr);
};

struct SkippedRow
{
    QString file;
    domain::Skipped skipped;
};

/// What could not be read, and why. The key is file and reason.
class SkippedModel final : public TableModel<SkippedRow, QString>
{
public:
    explicit SkippedModel(QObject* parent = nullptr);
};

struct TimelineRow
{
    domain::TimelineBucket bucket;
    domain::RecordingTime end = 0;
    bool isGap = false; ///< a pause of the recording: only start and end say something
};

/// The timeline in words and numbers: the twin of TimelineWidget for those who cannot see it. The key is the start.
class TimelineModel final : public TableModel<TimelineRow, qint64>
{
public:
    explicit TimelineModel(QObject* parent = nullptr);
};

/// The rows of a timeline, pauses in between.
std::vector<TimelineRow> timelineRows(const domain::Timeline& timeline);

} // namespace argus::ui
