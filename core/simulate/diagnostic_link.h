// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/isotp_segments.h"
#include "core/simulate/random.h"
#include "core/simulate/scenario.h"
#include "core/simulate/schedule.h"

#include <functional>

namespace argus::simulate {

/// Told when the last frame of a message has been written, with the stamp of its first frame.
using Completed = std::function<void(Tally&, Micros)>;

/// What is done to a message on purpose.
enum class MessageDamage : std::uint8_t
{
    None,
    Cut, ///< it stops in the middle and never goes on
    FrameMissing, ///< one consecutive frame was not recorded
};

/// A tester talking to one control unit over ISO-TP: turns messages into scheduled frames, one after the other.
/// The schedule, the chance and the control unit must outlive it.
class DiagnosticLink
{
public:
    DiagnosticLink(Schedule& schedule, Random& random, const SimEcu& ecu, Micros start)
        : m_schedule(schedule)
        , m_random(random)
        , m_ecu(ecu)
        , m_now(start)
    { }

    /// The tester sends `message` to the control unit.
    void request(const Bytes& message);
    /// The tester sends `message` to all control units (7DF).
    void functionalRequest(const Bytes& message);
    /// The control unit answers after some milliseconds. Damage only shows in messages of several frames; a damaged one
    /// never completes.
    void respond(const Bytes& message, Completed completed = {}, MessageDamage damage = MessageDamage::None);
    void wait(Micros time) { m_now += time; }
    /// When the next message may start.
    Micros now() const { return m_now; }
    void moveTo(Micros time) { m_now = time; }

private:
    void send(const IsoTpPath& path, const IsoTpPath& back, const Bytes& message, const Completed& completed,
              MessageDamage damage);
    IsoTpPath toEcu() const;
    IsoTpPath fromEcu() const;

    Schedule& m_schedule;
    Random& m_random;
    const SimEcu& m_ecu;
    Micros m_now;
};

} // namespace argus::simulate
