// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace argus::formats {

inline constexpr std::string_view kAscMeasurementEvent = "measurement event";

/// The kind of a record that is no CAN frame, by the first word behind its stamp and what follows that; a constant.
/// kAscOtherEvent for words that are not known, empty for what is no word at all.
std::string_view ascEvent(std::string_view word, std::string_view rest);

/// The same for a record with a channel's number between stamp and word.
std::string_view ascChannelEvent(std::string_view word, std::string_view rest);

} // namespace argus::formats
