// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/batch.h"
#include "core/domain/vehicle.h"

#include <string>
#include <vector>

namespace argus::api {

struct VehicleDetail
{
    domain::Vehicle vehicle;
    std::vector<domain::Batch> batches; ///< newest first
    std::vector<domain::ReturningCode> returningCodes;
};

/// The vehicles whose recordings the store has. Any thread.
class Vehicles
{
public:
    virtual ~Vehicles() = default;
    /// Last seen first; `search` is a part of id or VIN, empty for all.
    virtual void list(const base::ExecutionContext& context, std::string search,
                      Callback<std::vector<domain::Vehicle>> done)
        = 0;
    virtual void show(const base::ExecutionContext& context, std::string id, Callback<VehicleDetail> done) = 0;
};

} // namespace argus::api
