// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

struct AttemptRow
{
    domain::Attempt attempt;
    QString file; ///< its name; empty where the stage is not about one file
};

/// Every try at a task of one batch. The key is task id and fence.
class AttemptModel final : public TableModel<AttemptRow, QString>
{
public:
    explicit AttemptModel(QObject* parent = nullptr);
};

} // namespace argus::ui
