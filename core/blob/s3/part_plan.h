// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace argus::blob::s3 {

/// Servers take parts 1 to 10,000.
constexpr int kMostParts = 10'000;

/// Size in bytes of part `number` (from 1): the first thousand as given, each further thousand twice the one before.
/// With 8 MiB that holds 7.8 GiB in parts of 8 MiB, 118 GiB in parts up to 64 MiB, and 7.8 TiB in all: more than the
/// 5 TiB of the largest object, and no part above the 5 GiB that servers take.
constexpr std::uint64_t partSize(std::uint64_t first, int number)
{
    return first << ((number - 1) / 1000);
}

} // namespace argus::blob::s3
