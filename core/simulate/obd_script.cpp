// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/obd_script.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace argus::simulate {

namespace {

constexpr std::uint8_t kPending = 0x04;
constexpr std::uint8_t kConfirmed = 0x08;
constexpr std::uint8_t kWarningIndicator = 0x80;

Completed seenBy(const SimEcu& ecu)
{
    return [name = ecu.name()](Tally& tally, Micros) { tally.seen(name, "obd"); };
}

/// The two-byte codes of a control unit, each once.
std::vector<std::uint16_t> codesWith(const SimEcu& ecu, std::uint8_t statusBit, bool onlyStored)
{
    std::vector<std::uint16_t> codes;
    for (const SimCode& code : ecu.codes) {
        const auto raw = static_cast<std::uint16_t>(code.raw >> 8);
        const bool listed = (code.status & statusBit) != 0 && (code.stored || !onlyStored);
        if (listed && std::find(codes.begin(), codes.end(), raw) == codes.end()) {
            codes.push_back(raw);
        }
    }
    return codes;
}

} // namespace

ObdScript::ObdScript(Schedule& schedule, Random& random, std::vector<SimEcu*> ecus, std::string vin, Micros start)
    : m_schedule(schedule)
    , m_random(random)
    , m_ecus(std::move(ecus))
    , m_vin(std::move(vin))
    , m_now(start)
{ }

void ObdScript::askAll(const Bytes& request, const Answer& answer)
{
    Micros end = m_now;
    bool asked = false;
    Micros askedAt = m_now;
    for (SimEcu* ecu : m_ecus) {
        DiagnosticLink link(m_schedule, m_random, *ecu, askedAt);
        if (!asked) {
            link.functionalRequest(request);
            askedAt = link.now();
            asked = true;
        }
        answer(link, *ecu);
        end = std::max(end, link.now());
    }
    m_now = end + 5 * kMillisecond;
}

void ObdScript::readCurrentData()
{
    askAll({0x01, 0x00},
           [](DiagnosticLink& link, SimEcu& ecu) { link.respond({0x41, 0x00, 0xBE, 0x3F, 0xA8, 0x13}, seenBy(ecu)); });
    askAll({0x01, 0x01}, [](DiagnosticLink& link, SimEcu& ecu) {
        const std::size_t count = codesWith(ecu, kConfirmed, true).size();
        const auto lamp = static_cast<std::uint8_t>((count > 0 ? 0x80 : 0) | (count & 0x7F));
        link.respond({0x41, 0x01, lamp, 0x07, 0xE5, 0x00}, seenBy(ecu));
    });
    askAll({0x01, 0x0C}, [this](DiagnosticLink& link, SimEcu& ecu) {
        link.respond({0x41, 0x0C, static_cast<std::uint8_t>(m_random.between(0x0B, 0x30)), m_random.byte()},
                     seenBy(ecu));
    });
}

void ObdScript::readCodes(std::uint8_t mode, std::uint8_t statusBit, bool onlyStored)
{
    askAll({mode}, [mode, statusBit, onlyStored](DiagnosticLink& link, SimEcu& ecu) {
        const std::vector<std::uint16_t> codes = codesWith(ecu, statusBit, onlyStored);
        const auto service = static_cast<std::uint8_t>(mode + 0x40);
        Bytes response {service, static_cast<std::uint8_t>(codes.size())};
        for (const std::uint16_t code : codes) {
            response.push_back(static_cast<std::uint8_t>(code >> 8));
            response.push_back(static_cast<std::uint8_t>(code));
        }
        link.respond(response, [name = ecu.name(), codes, key = base::hexNumber(service, 2)](Tally& tally, Micros at) {
            tally.seen(name, "obd");
            for (const std::uint16_t code : codes) {
                tally.obdCode(name, key, code, at);
            }
        });
    });
}

void ObdScript::readStored()
{
    readCodes(0x03, kConfirmed, /*onlyStored=*/true);
}

void ObdScript::readPending()
{
    readCodes(0x07, kPending, /*onlyStored=*/true);
}

void ObdScript::readPermanent()
{
    readCodes(0x0A, kWarningIndicator, /*onlyStored=*/false);
}

void ObdScript::readVin()
{
    bool answered = false;
    askAll({0x09, 0x02}, [this, &answered](DiagnosticLink& link, SimEcu& ecu) {
        if (std::exchange(answered, true)) {
            return;
        }
        Bytes response {0x49, 0x02, 0x01};
        response.reserve(response.size() + m_vin.size());
        response.insert(response.end(), m_vin.begin(), m_vin.end());
        link.respond(response, [name = ecu.name(), vin = m_vin](Tally& tally, Micros) {
            tally.seen(name, "obd");
            tally.vin(name, "obd 09 02", vin);
        });
    });
}

void ObdScript::clear()
{
    askAll({0x04}, [](DiagnosticLink& link, SimEcu& ecu) {
        link.respond({0x44}, [name = ecu.name()](Tally& tally, Micros) {
            tally.seen(name, "obd");
            tally.cleared(name, "obd");
        });
        for (SimCode& code : ecu.codes) {
            code.stored = false;
        }
    });
}

} // namespace argus::simulate
