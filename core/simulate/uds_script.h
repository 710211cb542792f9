// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/diagnostic_link.h"

#include <string>

namespace argus::simulate {

/// A tester's UDS dialogue (ISO 14229-1) with one control unit, step by step. Each step schedules request and response
/// and leaves word with the tally what the response says.
class UdsScript
{
public:
    UdsScript(Schedule& schedule, Random& random, SimEcu& ecu, std::string vin, Micros start);

    void enterSession(std::uint8_t session);
    void testerPresent();
    void readVin();
    void readIdentity();
    /// 22 with a data identifier that does not exist: refused with 31.
    void readUnknown();
    /// 27: seed and key; a wrong key is refused with 35.
    void unlock(bool rightKey);
    /// 31 01 without being unlocked: refused with 33.
    void refusedRoutine();

    void countCodes(); ///< 19 01
    /// 19 02: codes whose status has a bit of `mask`. With `pendingFirst` the control unit asks for time (78).
    void readCodes(std::uint8_t mask, bool pendingFirst = false, MessageDamage damage = MessageDamage::None);
    void readSupported(); ///< 19 0A
    void readOne(std::uint8_t subFunction); ///< 19 0B to 0E: the first or latest one
    void readPermanent(); ///< 19 15
    void readSnapshots(); ///< 19 04 for each stored code, three at most
    void readExtendedData(); ///< 19 06 likewise
    void listSnapshotRecords(); ///< 19 03
    void readCounters(); ///< 19 14

    /// 14 FFFFFF. Refused with 22 where `accepted` is false; after a clear the stored codes are gone.
    void clear(bool accepted, bool pendingFirst);

    Micros now() const { return m_link.now(); }
    void wait(Micros time) { m_link.wait(time); }

private:
    using Records = std::vector<std::pair<std::uint32_t, std::uint8_t>>;

    void refuse(std::uint8_t service, std::uint8_t code);
    void respondRecords(Bytes head, const Records& records, bool withStatus, bool counted, MessageDamage damage);
    Records storedRecords(std::uint8_t mask) const;
    Completed seen() const;

    Random& m_random;
    SimEcu& m_ecu;
    const std::string m_vin;
    DiagnosticLink m_link;
};

} // namespace argus::simulate
