// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/merge.h"

#include <string>
#include <vector>

/// The parts of mergeFindings, one for each part of the result.
namespace argus::analysis {

/// When something was seen, in a form that can be ordered across the files of a batch.
struct SeenAt
{
    std::size_t file = 0; ///< place in the batch's order
    domain::RecordingTime ts = domain::kNoTime;
};

/// By time where both are on the clock that files share, otherwise by the order of the files and the time within one.
bool isBefore(const SeenAt& left, const SeenAt& right);

/// Control units by channel and address. `dtcs` are the merged ones, for the counts.
std::vector<domain::Ecu> mergeEcus(std::span<const FileInput> files, const std::vector<domain::Dtc>& dtcs);

/// Trouble codes: faults first, then by code, control unit, protocol and channel.
std::vector<domain::Dtc> mergeDtcs(std::span<const FileInput> files);

/// The VIN: the given one, else the candidate with most sources, else the first seen; `warnings` gains remarks about
/// recordings that name others.
domain::TriageVehicle chooseVehicle(const domain::Batch& batch, std::span<const FileInput> files,
                                    std::vector<std::string>& warnings);

/// The `count` codes with most weight: by fault status, then number of control units, then occurrences, then code.
std::vector<domain::TopCode> topErrorCodes(const std::vector<domain::Dtc>& dtcs, std::span<const FileInput> files,
                                           std::size_t count);

/// One timeline for all files on the shared clock, first; then one for each other file.
std::vector<domain::Timeline> mergeTimelines(std::span<const FileInput> files);

/// Refusals by channel, control unit, service and code.
std::vector<domain::NegativeResponse> mergeNegativeResponses(std::span<const FileInput> files);

} // namespace argus::analysis
