// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

struct LedgerRow
{
    domain::TriageFile file;
    QString format; ///< what people call it
};

/// What was read of each file of a triage result. The key is the file's id.
class LedgerModel final : public TableModel<LedgerRow, domain::FileId>
{
public:
    explicit LedgerModel(QObject* parent = nullptr);
};

/// One line of the account of a file: what is no frame in it.
struct AccountRow
{
    enum class Kind
    {
        Skipped,
        Warning,
        Other ///< records that were read and are no frames
    };
    Kind kind = Kind::Skipped;
    QString file; ///< empty: the batch as a whole
    std::string text; ///< the engine's: reason, warning, or kind of the records
    domain::Skipped numbers {}; ///< of skipped records all, of others only the count, of warnings nothing
};

/// Everything that did not become a frame, and the warnings. The key is kind, file and text.
class AccountModel final : public TableModel<AccountRow, QString>
{
public:
    explicit AccountModel(QObject* parent = nullptr);
};

/// The rows of a triage result: warnings of the batch first, then file by file.
std::vector<AccountRow> accountRows(const domain::Triage& triage);

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
