// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// The client library's words for people: what it says of a connection, and what to do about it.
namespace argus::bus::kafka {

enum class FaultKind
{
    Passing, ///< somebody is away: it may be well again without anybody's doing
    Refused, ///< login, certificate or protocol do not fit: somebody has to change something
    Farewell, ///< a broker closed a connection that had worked: no fault
};

struct Fault
{
    FaultKind kind = FaultKind::Passing;
    std::string text; ///< with what to do, where that is known
};

/// `certificate`: why the last certificate was refused (the verification's own words), empty when none was.
Fault explain(std::string_view text, std::string_view certificate);

/// What a failed attempt to make a client says, with what to do.
std::string explainMaking(std::string_view text);

} // namespace argus::bus::kafka
