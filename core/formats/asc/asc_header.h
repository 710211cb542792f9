// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/asc/asc_line.h"

#include <optional>
#include <string_view>

namespace argus::formats {

/// Reads a line that has no stamp, by its first word and what follows.
AscLineKind parseAscHeader(std::string_view word, std::string_view rest, AscLine& out);

/// "Sam Sep 30 15:06:13.191 2017", "Die Mai 27 04:09:35.000 pm 2014": ns since 1970, as if in UTC. The words may stand
/// in any order and be English or German; a missing clock is midnight. Nothing where day, month or year is missing.
std::optional<domain::RecordingTime> parseAscDate(std::string_view text);

} // namespace argus::formats
