// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/diagnostic_link.h"

#include <functional>
#include <string>

namespace argus::simulate {

/// What one control unit sends on the J1939 bus about its faults (SAE J1939-21 transport, J1939-73 diagnostics). A unit
/// must not start a broadcast before its last one has ended: each call says when that is.
class TruckScript
{
public:
    TruckScript(Schedule& schedule, Random& random, const SimUnit& unit);

    /// Address claim (PGN 60928) with the unit's NAME.
    void claimAddress(Micros at);
    /// DM1: the active entries, as one frame or as a broadcast of several.
    Micros sendActive(Micros at, MessageDamage damage = MessageDamage::None);
    /// The tester asks for DM2; the unit answers it with the previous entries: a frame, or a transfer with RTS and CTS.
    Micros sendPrevious(Micros at);
    /// The tester asks for the VIN (PGN 65260); the unit broadcasts it.
    Micros sendVin(Micros at, const std::string& vin);
    /// A transfer to the tester that the unit breaks off.
    Micros abortedTransfer(Micros at);

private:
    using Done = Completed;

    Bytes diagnosticPayload(const std::vector<SimEntry>& entries) const;
    Done entriesSeen(std::string label, const std::vector<SimEntry>& entries) const;
    void request(Micros at, std::uint32_t group);
    void single(Micros at, std::uint32_t group, const Bytes& payload, Done done);
    Micros broadcast(Micros at, std::uint32_t group, const Bytes& payload, Done done, MessageDamage damage);
    Micros transfer(Micros at, std::uint32_t group, const Bytes& payload, Done done);
    Frame packet(std::uint8_t destination, const Bytes& payload, std::size_t number) const;
    Frame control(std::uint8_t destination, std::uint8_t source, const Bytes& head, std::uint32_t group) const;

    Schedule& m_schedule;
    Random& m_random;
    const SimUnit& m_unit;
};

} // namespace argus::simulate
