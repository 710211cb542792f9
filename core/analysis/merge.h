// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/file_findings.h"
#include "core/domain/batch.h"
#include "core/domain/recording_file.h"
#include "core/domain/triage.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace argus::analysis {

/// How a file came to its clock.
enum class ClockSource : std::uint8_t
{
    Own, ///< nothing connects it with another file, or it is the one that others were put on
    TimeOfDay, ///< its stamps tell the time of day
    CommonFrames, ///< frames that it has in common with another file
    Split, ///< it goes on where the file before ends
    Given, ///< the user said so
};

/// "own", "time of day", "common frames", "split", "given"
std::string_view toString(ClockSource source);

/// The clock that a file's stamps are put on.
struct FileClock
{
    std::size_t group = 0; ///< files of one group share a clock; the place of the file whose clock it is
    domain::RecordingTime shift = 0; ///< ns, added to a stamp
    ClockSource source = ClockSource::Own;
    std::size_t agreeing = 0; ///< common frames that say so
};

/// One file of a batch and what was found in it.
struct FileInput
{
    domain::RecordingFile row;
    /// Null for a file that failed, and for one whose content the batch has twice (it must not count twice).
    const FileFindings* findings = nullptr;
    FileClock clock {}; ///< mergeFindings fills it
};

struct MergeOptions
{
    std::size_t topK = 10; ///< length of Triage::topErrorCodes
};

/// Puts the findings of all files of a batch together: everything in the triage result but what a diagnosis adds
/// (meaning and severity of codes, diagnosis, similar cases, token usage).
///
/// The result depends on the files and their order alone. Among files on one clock (alignClocks) "first" and "last" go
/// by time, otherwise by the order of the files. Sightings and evidence keep the stamps of their file; timelines are on
/// the common clock. Cost: O(n log n) in the size of the findings.
domain::Triage mergeFindings(const domain::Batch& batch, std::span<const FileInput> files,
                             const MergeOptions& options = {});

} // namespace argus::analysis
