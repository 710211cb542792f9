// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/merge.h"

#include <span>
#include <string>
#include <vector>

namespace argus::analysis {

/// Puts the files of a batch on common clocks, as far as the recordings allow it, and fills FileInput::clock:
///
/// 1. a shift that the user gave counts before all else: the file is then on the batch's main clock;
/// 2. files whose stamps tell the time of day are on one clock;
/// 3. frames that two recordings have in common tell how far their clocks are apart (also of two that both claim to
/// tell
///    the time of day);
/// 4. a recording that was split goes on in the next file: same format and channels, and its stamps begin where those
///    of the file before end.
///
/// `warnings` gains what was found out. Cost: O(n^2) in the number of files for the common frames, each pair a merge of
/// two short lists.
void alignClocks(std::span<FileInput> files, std::vector<std::string>& warnings);

} // namespace argus::analysis
