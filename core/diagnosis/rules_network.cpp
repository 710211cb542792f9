// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/base/text.h"
#include "core/diagnosis/code_tables.h"

#include <array>
#include <map>
#include <set>

namespace argus::diagnosis {

namespace {

constexpr std::string_view kLost = "Lost communication with ";
constexpr std::string_view kInvalid = "Invalid data received from ";
constexpr std::int64_t kFirstAddressSpn = 2000;

/// The unit that a code complains about; empty when it names none.
std::string accused(const CaseCode& code, std::string_view lead)
{
    if (code.parsed) {
        const std::string_view text = codeText(code.parsed->number);
        return text.starts_with(lead) ? std::string(text.substr(lead.size())) : std::string();
    }
    const std::int64_t spn = code.dtc->spn.value_or(-1);
    const bool missing = spn >= kFirstAddressSpn && spn < kFirstAddressSpn + 254;
    if (lead != kLost || !missing) {
        return {};
    }
    const auto address = static_cast<std::uint64_t>(spn - kFirstAddressSpn);
    const std::string_view holder = sourceAddressName(spn - kFirstAddressSpn);
    const std::string number = "SA " + base::hexNumber(address, 2);
    return holder.empty() ? "the unit at " + number : "the " + std::string(holder) + " unit (" + number + ")";
}

/// Where an accused unit usually sends from, to see whether it is in the recording.
std::vector<std::string> usualAddresses(const CaseCode& code, const std::string& unit)
{
    struct Usual
    {
        std::string_view unit;
        std::array<std::string_view, 2> addresses;
    };
    static constexpr std::array kUsual {
        Usual {"engine control unit A", {"7E8", "18DAF110"}},
        Usual {"the transmission control unit", {"7E9", "18DAF118"}},
        Usual {"the anti-lock brake control unit", {"18DAF128", ""}},
        Usual {"the power steering control unit", {"18DAF130", ""}},
        Usual {"the body control unit", {"18DAF140", ""}},
        Usual {"the instrument cluster", {"18DAF160", ""}},
    };
    if (code.dtc->spn) {
        return {"SA " + base::hexNumber(static_cast<std::uint64_t>(*code.dtc->spn - kFirstAddressSpn), 2)};
    }
    for (const Usual& usual : kUsual) {
        if (usual.unit == unit) {
            return {usual.addresses.begin(), usual.addresses.end()};
        }
    }
    return {};
}

/// The accused unit as it stands among the senders of the recording; nullptr when it sent nothing.
const domain::Ecu* senderOf(const CaseFile& file, const CaseCode& code, const std::string& accusedUnit)
{
    for (const std::string& address : usualAddresses(code, accusedUnit)) {
        for (const domain::Ecu& unit : file.triage().ecus) {
            if (!address.empty() && unit.address == address && unit.messages > 0) {
                return &unit;
            }
        }
    }
    return nullptr;
}

void missingUnit(const CaseFile& file, const std::string& unit, const CaseCodes& codes, bool alone, Findings& findings)
{
    const std::size_t witnesses = countEcus(codes);
    const domain::Ecu* sender = senderOf(file, codes.front(), unit);
    std::string text = counted(witnesses, "control unit misses", "control units miss") + " messages from " + unit + " ("
        + listCodes(codes) + " from " + listEcus(file, codes) + ").";
    if (witnesses > 1) {
        text += " They agree on the same one, so the fault is at that unit: its supply, ground, plug or its branch of "
                "the bus.";
    } else if (alone) {
        text += " Nobody else misses it: look at the wires between the two first, then at the missing unit's supply.";
    }
    if (sender != nullptr) {
        text += " In this recording it did send (" + counted(sender->messages, "message", "messages") + " from "
            + sender->address + "): the loss is over or comes and goes.";
    }
    const double confidence = (witnesses > 1 ? 0.8 : 0.55) - (sender != nullptr ? 0.1 : 0.0);
    findings.state("cause", witnesses > 1 ? Weight::Root : Weight::Cause, confidence,
                   unit + (sender != nullptr ? " drops off the bus at times" : " does not answer on the bus"), text,
                   evidenceOf(codes));
    findings.act(witnesses > 1 ? Urgency::Repair : Urgency::Check,
                 "Check fuse, supply, ground and plug of " + unit + ", then the bus wires to it"
                     + (sender != nullptr ? " while moving the harness: the loss comes and goes." : "."));
}

void lostCommunication(const CaseFile& file, Findings& findings)
{
    std::map<std::string, CaseCodes> byUnit;
    std::map<std::pair<std::string, std::string>, CaseCodes> byWitness;
    for (const CaseCode& code : file.faults()) {
        if (const std::string unit = accused(code, kLost); !unit.empty()) {
            byUnit[unit].push_back(code);
            byWitness[{code.dtc->channel, code.dtc->ecu}].push_back(code);
        }
    }
    for (const auto& [witness, codes] : byWitness) {
        // One unit that misses several, none of which anyone else misses, has itself lost the bus.
        std::set<std::string> missed;
        bool onlyHere = true;
        for (const CaseCode& code : codes) {
            missed.insert(accused(code, kLost));
            onlyHere = onlyHere && countEcus(byUnit[accused(code, kLost)]) == 1;
        }
        if (!onlyHere || missed.size() < 2) {
            continue;
        }
        const std::string label = file.label(*codes.front().dtc);
        findings.state("cause", Weight::Root, 0.75, label + " itself loses the bus",
                       label + " misses several others at once (" + listCodes(codes)
                           + ") while nobody else misses them. The fault is then more likely at " + label
                           + " itself: its bus wires, plug, supply or ground.",
                       evidenceOf(codes));
        findings.act(Urgency::Repair,
                     "Check the bus wires, plug, supply and ground of " + label
                         + " before looking at the units that it misses.");
        for (const std::string& unit : missed) {
            byUnit.erase(unit);
        }
    }
    for (const auto& [unit, codes] : byUnit) {
        missingUnit(file, unit, codes, byUnit.size() == 1, findings);
    }
}

void busWiring(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("U0001"), codeNumber("U00FF"));
    append(codes, file.spn(639));
    append(codes, file.spn(1231));
    append(codes, file.spn(1235));
    append(codes, file.select([](const CaseCode& code) {
        return code.parsed && code.parsed->failureType == 0x88 && code.parsed->number >= codeNumber("U0100");
    }));
    if (codes.empty()) {
        return;
    }
    std::uint64_t errorFrames = 0;
    std::uint64_t frames = 0;
    for (const domain::TriageFile& recording : file.triage().files) {
        errorFrames += recording.errorFrames;
        frames += recording.frames;
    }
    std::string text = listCodes(codes) + " from " + listEcus(file, codes) + oneOrMany(codes, " reports", " report")
        + " a fault of the bus itself.";
    text += errorFrames > 0
        ? " The recording agrees: " + std::to_string(errorFrames) + " of " + std::to_string(frames)
            + " frames are error frames."
        : " The recording has no error frames, so the bus worked while it was made (or the recorder "
          "does not write them).";
    findings.state("cause", Weight::Root, errorFrames > 0 ? 0.8 : 0.6, "the bus wiring itself is at fault", text,
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 "With the battery off, measure the bus resistance (60 ohm between the two wires of a "
                 "healthy high-speed CAN), then each wire against ground and supply.");
}

void invalidData(const CaseFile& file, Findings& findings)
{
    std::map<std::string, CaseCodes> byUnit;
    for (const CaseCode& code : file.faults()) {
        if (const std::string unit = accused(code, kInvalid); !unit.empty()) {
            byUnit[unit].push_back(code);
        }
    }
    for (const auto& [unit, codes] : byUnit) {
        const domain::Ecu* sender = senderOf(file, codes.front(), unit);
        std::string text = counted(countEcus(codes), "control unit rejects", "control units reject") + " data from "
            + unit + " (" + listCodes(codes)
            + "). That unit usually sends replacement values because of a fault of its own.";
        if (sender != nullptr && sender->faultCount > 0) {
            text += " It does have " + counted(sender->faultCount, "fault code", "fault codes") + " (" + sender->address
                + "): repair those, and this one follows.";
        }
        findings.state("cause", Weight::Part, sender != nullptr && sender->faultCount > 0 ? 0.75 : 0.5,
                       "data from " + unit + " is rejected by others", text, evidenceOf(codes));
        findings.act(Urgency::Check, "Read the codes of " + unit + " first: others only repeat its fault.");
    }
}

constexpr Rule kRules[] = {lostCommunication, busWiring, invalidData};

} // namespace

std::span<const Rule> networkRules()
{
    return kRules;
}

} // namespace argus::diagnosis
