// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// All batches of the store, kept up to date by key.
class BatchListModel final : public TableModel<domain::Batch, domain::BatchId>
{
public:
    enum Columns
    {
        Status,
        Vehicle,
        Vin,
        Progress,
        Files,
        Failed,
        Created,
        Took,
        Epoch,
        Error
    };
    explicit BatchListModel(QObject* parent = nullptr);
};

/// Share of the batch's files that are done, 0 to 1; negative when nothing can be said.
double progressOf(const domain::Batch& batch);

} // namespace argus::ui
