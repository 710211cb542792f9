// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// A batch on the board, and who else is on it.
struct BatchRow : domain::Batch
{
    BatchRow(domain::Batch batch) // NOLINT: a batch is a row that nobody is on
        : domain::Batch(std::move(batch))
    { }

    QString who; ///< names; empty: nobody
    QString whoInFull;

    bool operator==(const BatchRow&) const = default;
};

/// All batches of the store, kept up to date by key.
class BatchListModel final : public TableModel<BatchRow, domain::BatchId>
{
public:
    /// Names and full sentences for each case that somebody is on.
    using Attendance = std::map<domain::BatchId, std::pair<QString, QString>>;

    enum Columns
    {
        Status,
        Vehicle,
        Vin,
        Who,
        Progress,
        Files,
        Failed,
        Created,
        Took,
        Epoch,
        Error
    };
    explicit BatchListModel(QObject* parent = nullptr);

    /// As those of TableModel; who is on the batches stays.
    void replaceAll(std::vector<domain::Batch> batches);
    void merge(std::vector<domain::Batch> batches);
    void upsert(std::vector<domain::Batch> batches);
    void setAttendance(Attendance attendance);

private:
    std::vector<BatchRow> rowsOf(std::vector<domain::Batch> batches) const;

    Attendance m_attendance;
};

/// Share of the batch's files that are done, 0 to 1; negative when nothing can be said.
double progressOf(const domain::Batch& batch);

} // namespace argus::ui
