// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/disturbances.h"
#include "core/simulate/episodes.h"
#include "core/simulate/obd_script.h"
#include "core/simulate/truck_script.h"
#include "core/simulate/uds_script.h"

#include <algorithm>

namespace argus::simulate {

namespace {

constexpr Micros kFirstAction = 30 * kMillisecond;
/// Nothing begins in the last part of an episode, so that everything ends in it.
constexpr Micros kTail = 1500 * kMillisecond;
/// Longer than a receiver waits for the next frame of a message (ISO 15765-2: 1 s).
constexpr Micros kGivenUp = 1300 * kMillisecond;

class RandomEpisodes final : public EpisodePlanner
{
public:
    RandomEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage)
        : m_schedule(schedule)
        , m_random(random)
        , m_scenario(scenario)
        , m_damage(damage)
    { }

    Episode plan(Micros start) override;

private:
    Micros planUds(Micros start);
    void runSession(UdsScript& script, bool clear);
    void readDetails(UdsScript& script);
    Micros planObd(Micros start);
    void planTruck(Micros start, Micros until);
    void letCodesReturn();

    Schedule& m_schedule;
    Random& m_random;
    Scenario& m_scenario;
    const bool m_damage;
    bool m_first = true;
};

Episode RandomEpisodes::plan(Micros start)
{
    Episode episode;
    const Micros begin = start + kFirstAction;
    const Micros scanEnd = planObd(planUds(begin));
    episode.end = std::max(start + m_random.between(20, 45) * kSecond, scanEnd + kTail);
    planTruck(begin, episode.end - kTail);
    scheduleDisturbances(m_schedule, m_random, begin, episode.end - kTail, m_scenario.fdBus, m_damage);
    if (m_random.chance(15)) {
        const Micros from = begin + m_random.between(3, 12) * kSecond;
        episode.silence = Silence {Owner::Engine, from, from + m_random.between(800, 3000) * kMillisecond};
        scheduleErrorBurst(m_schedule, m_random, from, static_cast<int>(m_random.between(5, 40)));
    }
    if (m_random.chance(25)) {
        episode.pauseSeconds = m_random.between(2, 20);
    }
    letCodesReturn();
    m_first = false;
    return episode;
}

/// Sessions with several control units at once; returns when the last one of those that also speak OBD has ended.
Micros RandomEpisodes::planUds(Micros start)
{
    Micros obdFree = start;
    Micros end = start;
    std::size_t index = 0;
    for (SimEcu& ecu : m_scenario.ecus) {
        if (!m_random.chance(m_first && index < 4 ? 100 : 40)) {
            ++index;
            continue;
        }
        ++index;
        UdsScript script(m_schedule, m_random, ecu, m_scenario.vin, start + m_random.below(120'000));
        // Emission-related units are cleared by planClear, together with their OBD codes.
        runSession(script, !ecu.obd && m_random.chance(25));
        end = std::max(end, script.now());
        obdFree = ecu.obd ? std::max(obdFree, script.now()) : obdFree;
    }
    return m_random.chance(50) ? obdFree : end;
}

void RandomEpisodes::runSession(UdsScript& script, bool clear)
{
    script.enterSession(0x03);
    if (m_first || m_random.chance(30)) {
        script.readVin();
        script.readIdentity();
    }
    if (m_random.chance(30)) {
        script.readUnknown();
    }
    script.testerPresent();
    script.countCodes();
    if (m_damage && m_random.chance(30)) {
        script.readCodes(0xFF, false, m_random.chance(50) ? MessageDamage::Cut : MessageDamage::FrameMissing);
        script.wait(kGivenUp);
    }
    script.readCodes(m_random.chance(70) ? 0xFF : 0x0D, m_random.chance(25));
    readDetails(script);
    if (clear) {
        if (m_random.chance(30)) {
            script.clear(/*accepted=*/false, /*pendingFirst=*/false);
        }
        script.clear(/*accepted=*/true, m_random.chance(40));
        script.readCodes(0x2F);
    }
    script.enterSession(0x01);
}

void RandomEpisodes::readDetails(UdsScript& script)
{
    if (m_random.chance(40)) {
        script.readSupported();
    }
    if (m_random.chance(40)) {
        script.readSnapshots();
    }
    if (m_random.chance(40)) {
        script.readExtendedData();
    }
    if (m_random.chance(25)) {
        // These list codes without counting them: they follow a list of all codes, so that none shows up here only.
        script.readCodes(0xFF);
        script.listSnapshotRecords();
        script.readCounters();
    }
    if (m_random.chance(20)) {
        script.readOne(static_cast<std::uint8_t>(m_random.between(0x0B, 0x0E)));
        script.readPermanent();
    }
    if (m_random.chance(20)) {
        script.refusedRoutine();
        script.unlock(m_random.chance(60));
    }
}

Micros RandomEpisodes::planObd(Micros start)
{
    std::vector<SimEcu*> ecus;
    for (SimEcu& ecu : m_scenario.ecus) {
        if (ecu.obd) {
            ecus.push_back(&ecu);
        }
    }
    if (!m_first && m_random.chance(40)) {
        return start;
    }
    ObdScript scan(m_schedule, m_random, ecus, m_scenario.vin, start + 20 * kMillisecond);
    scan.readCurrentData();
    scan.readStored();
    scan.readPending();
    scan.readPermanent();
    scan.readVin();
    if (!m_random.chance(35)) {
        return scan.now();
    }
    // UDS and OBD clears go together: what one of them clears is gone for the other one as well.
    Micros at = scan.now();
    for (SimEcu* ecu : ecus) {
        UdsScript script(m_schedule, m_random, *ecu, m_scenario.vin, at);
        script.clear(/*accepted=*/true, m_random.chance(40));
        at = script.now();
    }
    ObdScript clear(m_schedule, m_random, ecus, m_scenario.vin, at);
    clear.clear();
    clear.readStored();
    return clear.now();
}

void RandomEpisodes::planTruck(Micros start, Micros until)
{
    Micros phase = 0;
    for (const SimUnit& unit : m_scenario.units) {
        TruckScript script(m_schedule, m_random, unit);
        if (m_first) {
            script.claimAddress(start + phase);
        }
        phase += 23 * kMillisecond;
        // One DM1 a second; what is asked for comes in the second half of a second, when the broadcast has ended.
        const std::int64_t askAt = m_first ? 0 : m_random.between(1, 9);
        std::int64_t second = 0;
        for (Micros at = start + phase; at < until; at += kSecond, ++second) {
            const bool damaged = m_damage && m_random.chance(3);
            script.sendActive(at,
                              !damaged                  ? MessageDamage::None
                                  : m_random.chance(50) ? MessageDamage::Cut
                                                        : MessageDamage::FrameMissing);
            const Micros later = at + 550 * kMillisecond;
            if (second == askAt && unit.givesVin) {
                script.sendVin(later, m_scenario.vin);
            } else if (second == askAt + 1) {
                script.sendPrevious(later);
            } else if (second == askAt + 2 && m_damage && m_random.chance(20)) {
                script.abortedTransfer(later);
            }
        }
    }
}

void RandomEpisodes::letCodesReturn()
{
    for (SimEcu& ecu : m_scenario.ecus) {
        for (SimCode& code : ecu.codes) {
            code.stored = code.stored || code.returns || m_random.chance(10);
        }
    }
}

} // namespace

std::unique_ptr<EpisodePlanner> randomEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage)
{
    return std::make_unique<RandomEpisodes>(schedule, random, scenario, damage);
}

} // namespace argus::simulate
