// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <string>
#include <string_view>

/// Values as people read them in reports: English, independent of the locale.
namespace argus::report {

/// "12.345 s" for a stamp counted from a start, "2018-11-29 16:38:53.000838" for one since 1970 (read as UTC), "not
/// known" for none.
std::string timeText(domain::RecordingTime time);
/// "1 h 02 min", "3 min 20 s", "4.2 s", "15 ms" from nanoseconds.
std::string durationText(double nanoseconds);
/// "12.5 %" of a share from 0 to 1.
std::string percentText(double share);
/// "1,234,567".
std::string countText(std::uint64_t number);
/// "1 file", "2 files".
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);
/// "7E8", or "engine (7E8)" where the triage names the control unit.
std::string unitText(const domain::Triage& triage, const std::string& channel, const std::string& address);
/// What a status byte says, by bits, in words; for OBD and J1939 what the services and lamps say.
std::string statusText(const domain::Dtc& dtc);
/// "19 02 (3), ..." - the services that named a code, with counts.
std::string servicesText(const domain::Dtc& dtc);

} // namespace argus::report
