// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/diagnostic_link.h"

#include <functional>
#include <string>
#include <vector>

namespace argus::simulate {

/// A scan tool (SAE J1979) that asks all emission-related control units at once (7DF) and gets an answer from each.
class ObdScript
{
public:
    /// `ecus` are the control units that answer; they must outlive it.
    ObdScript(Schedule& schedule, Random& random, std::vector<SimEcu*> ecus, std::string vin, Micros start);

    void readCurrentData(); ///< modes 01 00, 01 01, 01 0C
    void readStored(); ///< mode 03
    void readPending(); ///< mode 07
    void readPermanent(); ///< mode 0A
    void readVin(); ///< mode 09 02: the first control unit answers
    /// Mode 04: every control unit clears its codes; permanent ones stay.
    void clear();

    Micros now() const { return m_now; }

private:
    using Answer = std::function<void(DiagnosticLink&, SimEcu&)>;

    void askAll(const Bytes& request, const Answer& answer);
    void readCodes(std::uint8_t mode, std::uint8_t statusBit, bool onlyStored);

    Schedule& m_schedule;
    Random& m_random;
    const std::vector<SimEcu*> m_ecus;
    const std::string m_vin;
    Micros m_now;
};

} // namespace argus::simulate
