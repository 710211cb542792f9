// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// Every event of one batch, in the order in which they happened.
class EventModel final : public TableModel<domain::Event, domain::EventId>
{
public:
    explicit EventModel(QObject* parent = nullptr);
};

} // namespace argus::ui
