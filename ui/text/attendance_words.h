// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/attendance.h"
#include "ui/text/words.h"

#include <string>

/// Who is on a case, for people.
namespace argus::ui::words {

/// "Otto Berg, You (another window), north": people, then workers, each once; empty for nobody.
QString whoIsOn(const domain::CaseAttendance& attendance, const std::string& ownLogin);
/// A line for each of them: who, since when, where, what of it. Empty for nobody.
QString whoIsOnInFull(const domain::CaseAttendance& attendance, const std::string& ownLogin);
/// The same as a badge of bounded width: the first of them, and how many more; no text for nobody.
Badge whoIsOnBadge(const domain::CaseAttendance& attendance, const std::string& ownLogin);

} // namespace argus::ui::words
