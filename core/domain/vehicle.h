// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/domain/batch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::domain {

/// A vehicle as its batches show it.
struct Vehicle
{
    std::string id; ///< as given with the upload
    std::string vin; ///< empty: not known
    std::string make;
    std::string model;
    std::int64_t year = 0; ///< 0: not known
    base::UtcTime firstSeen {};
    base::UtcTime lastSeen {};
    std::int64_t batchCount = 0;

    bool operator==(const Vehicle&) const = default;
};

/// A code that a vehicle reported in more than one of its batches.
struct ReturningCode
{
    std::string code;
    std::int64_t batches = 0; ///< completed batches that have it as a fault
    base::UtcTime firstSeen {};
    base::UtcTime lastSeen {};
};

} // namespace argus::domain
