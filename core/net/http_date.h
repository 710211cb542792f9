// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string_view>

namespace argus::net {

/// Reads "Sun, 06 Nov 1994 08:49:37 GMT", the form in which servers write Date and Last-Modified (RFC 9110 5.6.7);
/// nothing for anything else.
std::optional<base::UtcTime> parseHttpDate(std::string_view text);

} // namespace argus::net
