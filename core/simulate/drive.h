// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/simulate/expectation.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace argus::simulate {

/// What happens on the drive.
enum class DriveStory : std::uint8_t
{
    Random, ///< control units, faults, sessions and damage drawn from the seed, for as long as wanted
    Misfire, ///< the bundled sample: a pick-up truck with a misfire that comes back after the codes were cleared
};

/// What to generate. At least one of `bytes` and `frames` must be set; with both, the first limit reached ends it.
struct DriveOptions
{
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> bytes; ///< never exceeded, and missed by less than one line
    std::optional<std::uint64_t> frames;
    /// Unreadable lines, incomplete messages and, for some seeds, a tail that is cut in the middle of a line. Without
    /// it, every line is a frame and every message is complete (but for one that the end of the recording cuts).
    bool damage = true;
    DriveStory story = DriveStory::Random;
};

/// Receives the recording piece by piece, in order, about a MiB at a time; on the calling thread.
using WriteChunk = std::function<base::Result<>(std::string_view chunk)>;

/// Writes a synthetic drive as a candump log (`-l` form) and returns what a reader must find in it. The same options
/// give the same bytes on every machine. Memory stays flat whatever the size.
/// Errors: Invalid when neither limit is set; what `write` returned; Cancelled and DeadlineExceeded from the context.
base::Result<DriveExpectation> writeDrive(const base::ExecutionContext& context, const DriveOptions& options,
                                          const WriteChunk& write);

/// The drive that comes with the program (well below 300 KB): generated when it is needed, never stored. A pick-up
/// truck with a misfire in cylinder 1: the coil's short circuit resets the engine control unit now and then, so that
/// the others report lost communication; the workshop reads and clears the codes, and the misfire is back before it
/// leaves the yard.
DriveOptions sampleDrive();

/// A DBC of the cyclic messages of every drive, exact by construction: for signals around trouble codes. One file
/// serves all buses, as no id has two meanings.
std::string driveDbc();

} // namespace argus::simulate
