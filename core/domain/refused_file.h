// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace argus::domain {

/// A file that was offered and could not be taken in, or not whole.
struct RefusedFile
{
    std::string name; ///< as it would have been called in the batch: "drive.zip/day 2.log"
    std::string reason;

    bool operator==(const RefusedFile&) const = default;
};

} // namespace argus::domain
