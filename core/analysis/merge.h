// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/file_findings.h"
#include "core/domain/batch.h"
#include "core/domain/recording_file.h"
#include "core/domain/triage.h"

#include <cstddef>
#include <span>

namespace argus::analysis {

/// One file of a batch and what was found in it.
struct FileInput
{
    domain::RecordingFile row;
    /// Null for a file that failed, and for one whose content the batch has twice (it must not count twice).
    const FileFindings* findings = nullptr;
};

struct MergeOptions
{
    std::size_t topK = 10; ///< length of Triage::topErrorCodes
};

/// Puts the findings of all files of a batch together: everything in the triage result but what a diagnosis adds
/// (meaning and severity of codes, diagnosis, similar cases, token usage).
///
/// The result depends on the files and their order alone. On stamps of one clock (isAbsoluteTime) "first" and "last" go
/// by time, otherwise by the order of the files. Cost: O(n log n) in the size of the findings.
domain::Triage mergeFindings(const domain::Batch& batch, std::span<const FileInput> files,
                             const MergeOptions& options = {});

} // namespace argus::analysis
