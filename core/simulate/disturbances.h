// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/random.h"
#include "core/simulate/schedule.h"

namespace argus::simulate {

/// A frame with random id and contents that no decoder can take for diagnosis: its id lies outside all diagnostic
/// ranges and, on the 11-bit buses, its first bytes are no ISO-TP control bytes.
Frame noiseFrame(Random& random, bool fdBus);
/// A remote frame: now and then with the id of a control unit's responses, which must not be taken for one.
Frame remoteFrame(Random& random);
/// An error frame as the Linux kernel reports them (linux/can/error.h).
Frame errorFrame(Random& random);
/// A line that is no frame in any reading: cut, with odd or wrong digits, or no text at all. Without line end.
std::string unreadableLine(Random& random, Micros at);

/// Spreads noise, remote and error frames, and unreadable lines with `damage`, over [from, until).
void scheduleDisturbances(Schedule& schedule, Random& random, Micros from, Micros until, bool fdBus, bool damage);
/// `count` error frames in quick succession.
void scheduleErrorBurst(Schedule& schedule, Random& random, Micros from, int count);

} // namespace argus::simulate
