// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/cyclic_messages.h"
#include "core/simulate/random.h"
#include "core/simulate/scenario.h"
#include "core/simulate/schedule.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace argus::simulate {

/// A control unit that sends nothing for a while.
struct Silence
{
    Owner owner = Owner::Engine;
    Micros from = 0;
    Micros until = 0;
};

/// A stretch of the drive. Every message that begins in it also ends in it, so that a pause after it cuts none.
struct Episode
{
    Micros end = 0;
    std::int64_t pauseSeconds = 0; ///< nothing is recorded for so long after it
    std::optional<Silence> silence;
    bool last = false; ///< the drive ends here
};

/// Plans a drive stretch by stretch, so that the plan of a long drive needs no more memory than that of a short one.
class EpisodePlanner
{
public:
    virtual ~EpisodePlanner() = default;
    /// Schedules what happens from `start` on.
    virtual Episode plan(Micros start) = 0;
};

/// Diagnosis, faults and disturbances by chance, without end. Schedule, chance and scenario must outlive it.
std::unique_ptr<EpisodePlanner> randomEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage);
/// The five acts of DriveStory::Misfire.
std::unique_ptr<EpisodePlanner> misfireEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage);

} // namespace argus::simulate
