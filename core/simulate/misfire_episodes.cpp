// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/disturbances.h"
#include "core/simulate/episodes.h"
#include "core/simulate/obd_script.h"
#include "core/simulate/truck_script.h"
#include "core/simulate/uds_script.h"

#include <algorithm>

namespace argus::simulate {

namespace {

class MisfireEpisodes final : public EpisodePlanner
{
public:
    MisfireEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage)
        : m_schedule(schedule)
        , m_random(random)
        , m_scenario(scenario)
        , m_damage(damage)
    {
        for (SimEcu& ecu : m_scenario.ecus) {
            for (SimCode& code : ecu.codes) {
                code.stored = false;
            }
        }
    }

    Episode plan(Micros start) override;

private:
    void startUp(Micros start);
    void broadcastFaults(Micros start, Micros until);
    Silence resetEngine(Micros at);
    Micros readEverything(Micros at, bool withIdentity);
    Micros scan(Micros at);
    Micros clearEverything(Micros at);
    void storeCodes(bool onlyReturning);
    std::vector<SimEcu*> obdEcus();

    Schedule& m_schedule;
    Random& m_random;
    Scenario& m_scenario;
    const bool m_damage;
    int m_act = 0;
};

Episode MisfireEpisodes::plan(Micros start)
{
    Episode episode;
    const Micros begin = start + 50 * kMillisecond;
    switch (m_act++) {
    case 0: // an ordinary drive
        startUp(begin);
        episode.end = start + 8 * kSecond;
        break;
    case 1: // the misfire; the engine control unit resets and everybody misses it
        episode.silence = resetEngine(start + 2 * kSecond);
        storeCodes(/*onlyReturning=*/false);
        broadcastFaults(start + 3500 * kMillisecond, start + 8 * kSecond);
        episode.end = start + 9 * kSecond;
        episode.pauseSeconds = 6; // ignition off, on to the workshop
        break;
    case 2: // the workshop reads everything
        scan(readEverything(begin, /*withIdentity=*/true));
        broadcastFaults(begin, start + 7 * kSecond);
        episode.end = start + 8 * kSecond;
        break;
    case 3: // clears the codes, and looks
        readEverything(clearEverything(begin), /*withIdentity=*/false);
        episode.end = start + 7 * kSecond;
        episode.pauseSeconds = 4;
        break;
    default: // the misfire is back before the vehicle leaves the yard
        episode.silence = resetEngine(start + kSecond);
        storeCodes(/*onlyReturning=*/true);
        broadcastFaults(start + 2500 * kMillisecond, start + 8 * kSecond);
        scan(readEverything(start + 4 * kSecond, /*withIdentity=*/false));
        episode.end = start + 9 * kSecond;
        episode.last = true;
        break;
    }
    scheduleDisturbances(m_schedule, m_random, begin, episode.end - kSecond, /*fdBus=*/false, m_damage && m_act == 2);
    return episode;
}

void MisfireEpisodes::startUp(Micros start)
{
    for (const SimUnit& unit : m_scenario.units) {
        TruckScript script(m_schedule, m_random, unit);
        script.claimAddress(start);
        if (unit.givesVin) {
            script.sendVin(start + 300 * kMillisecond, m_scenario.vin);
        }
        start += 20 * kMillisecond;
    }
}

void MisfireEpisodes::broadcastFaults(Micros start, Micros until)
{
    for (const SimUnit& unit : m_scenario.units) {
        TruckScript script(m_schedule, m_random, unit);
        for (Micros at = start; at < until; at += kSecond) {
            script.sendActive(at);
        }
        script.sendPrevious(start + 500 * kMillisecond);
        start += 30 * kMillisecond;
    }
}

Silence MisfireEpisodes::resetEngine(Micros at)
{
    scheduleErrorBurst(m_schedule, m_random, at - 100 * kMillisecond, 14);
    return {Owner::Engine, at, at + 1400 * kMillisecond};
}

void MisfireEpisodes::storeCodes(bool onlyReturning)
{
    for (SimEcu& ecu : m_scenario.ecus) {
        for (SimCode& code : ecu.codes) {
            code.stored = code.stored || code.returns || !onlyReturning;
        }
    }
}

std::vector<SimEcu*> MisfireEpisodes::obdEcus()
{
    std::vector<SimEcu*> ecus;
    for (SimEcu& ecu : m_scenario.ecus) {
        if (ecu.obd) {
            ecus.push_back(&ecu);
        }
    }
    return ecus;
}

Micros MisfireEpisodes::readEverything(Micros at, bool withIdentity)
{
    Micros end = at;
    for (SimEcu& ecu : m_scenario.ecus) {
        UdsScript script(m_schedule, m_random, ecu, m_scenario.vin, at);
        script.enterSession(0x03);
        if (withIdentity) {
            script.readVin();
            script.readIdentity();
        }
        script.countCodes();
        script.readCodes(0x2F, /*pendingFirst=*/withIdentity);
        script.readSnapshots();
        script.readExtendedData();
        script.enterSession(0x01);
        end = std::max(end, script.now());
        at += 15 * kMillisecond; // the dialogues run side by side
    }
    return end;
}

Micros MisfireEpisodes::scan(Micros at)
{
    ObdScript script(m_schedule, m_random, obdEcus(), m_scenario.vin, at + 50 * kMillisecond);
    script.readCurrentData();
    script.readVin();
    script.readStored();
    script.readPending();
    script.readPermanent();
    return script.now();
}

Micros MisfireEpisodes::clearEverything(Micros at)
{
    Micros end = at;
    for (SimEcu& ecu : m_scenario.ecus) {
        UdsScript script(m_schedule, m_random, ecu, m_scenario.vin, at);
        script.enterSession(0x03);
        if (ecu.obd) {
            script.clear(/*accepted=*/false, /*pendingFirst=*/false); // the engine runs
            script.wait(kSecond);
        }
        script.clear(/*accepted=*/true, /*pendingFirst=*/true);
        end = std::max(end, script.now());
    }
    ObdScript scanTool(m_schedule, m_random, obdEcus(), m_scenario.vin, end);
    scanTool.clear();
    return scanTool.now() + 100 * kMillisecond;
}

} // namespace

std::unique_ptr<EpisodePlanner> misfireEpisodes(Schedule& schedule, Random& random, Scenario& scenario, bool damage)
{
    return std::make_unique<MisfireEpisodes>(schedule, random, scenario, damage);
}

} // namespace argus::simulate
