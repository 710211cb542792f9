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
    domain::RecordingTime ts = domain::kNoTime; ///< as recorded
    std::size_t clock = 0; ///< FileClock::group
    domain::RecordingTime shared = domain::kNoTime; ///< on that clock
};

/// A stamp on another clock; the ends of time where it does not fit.
constexpr domain::RecordingTime onClock(domain::RecordingTime ts, domain::RecordingTime shift)
{
    domain::RecordingTime sum = 0;
    return __builtin_add_overflow(ts, shift, &sum) ? (shift < 0 ? INT64_MIN + 1 : INT64_MAX) : sum;
}

SeenAt seenAt(std::span<const FileInput> files, std::size_t file, domain::RecordingTime ts);

/// By time on one clock, and by the order of the files where the time is the same; clocks one after the other.
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

/// One timeline for each clock; that with the time of day first, then by the order of the files.
std::vector<domain::Timeline> mergeTimelines(std::span<const FileInput> files);

/// Refusals by channel, control unit, service and code.
std::vector<domain::NegativeResponse> mergeNegativeResponses(std::span<const FileInput> files);

} // namespace argus::analysis
