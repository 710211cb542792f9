// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/vehicle.h"
#include "ui/models/table_model.h"

namespace argus::ui {

/// The vehicles of the store. The key is the vehicle's id.
class VehicleModel final : public TableModel<domain::Vehicle, QString>
{
public:
    enum Columns
    {
        Id,
        Vin,
        MakeModel,
        Batches,
        FirstSeen,
        LastSeen
    };
    explicit VehicleModel(QObject* parent = nullptr);
};

/// Codes that came back from one visit to the next. The key is the code.
class ReturningCodeModel final : public TableModel<domain::ReturningCode, QString>
{
public:
    explicit ReturningCodeModel(QObject* parent = nullptr);
};

} // namespace argus::ui
