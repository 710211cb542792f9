// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <string>

namespace argus::domain {

/// One line of the audit log, which is only ever added to.
struct AuditEntry
{
    std::int64_t seq = 0; ///< the store's order
    std::string who; ///< the login
    std::string what; ///< "batch.cancel", "customer.change", ...
    std::string onWhat; ///< the batch's id, the login, the workspace's name
    std::string before; ///< a JSON object or a word; empty: it was not there
    std::string after; ///< likewise; empty: it is gone
    std::string details; ///< for people
    base::UtcTime when {};
    std::string traceId;

    bool operator==(const AuditEntry&) const = default;
};

} // namespace argus::domain
