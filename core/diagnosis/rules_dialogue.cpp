// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/domain/json_writer.h"

#include <algorithm>
#include <cmath>

namespace argus::diagnosis {

namespace {

constexpr double kNanos = 1e9;

using Responses = std::vector<const domain::NegativeResponse*>;

template <class Predicate> Responses refused(const CaseFile& file, Predicate predicate)
{
    Responses found;
    for (const domain::NegativeResponse& response : file.triage().negativeResponses) {
        // 78 only says that the answer is on its way.
        if (response.nrc != "78" && predicate(response)) {
            found.push_back(&response);
        }
    }
    return found;
}

std::vector<domain::Evidence> evidenceOf(const Responses& responses)
{
    std::vector<domain::Evidence> evidence;
    for (const domain::NegativeResponse* response : responses) {
        if (evidence.size() < 8) {
            evidence.push_back(response->evidence);
        }
    }
    return evidence;
}

std::string listUnits(const CaseFile& file, const Responses& responses)
{
    std::vector<std::string> units;
    for (const domain::NegativeResponse* response : responses) {
        units.push_back(file.label(response->channel, response->ecu));
    }
    return listTexts(units);
}

std::string listReasons(const Responses& responses)
{
    std::vector<std::string> reasons;
    for (const domain::NegativeResponse* response : responses) {
        reasons.push_back(response->service + " with " + response->nrc
                          + (response->nrcName.empty() ? std::string() : " " + response->nrcName));
    }
    return listTexts(reasons, 4);
}

bool readsCodes(const domain::NegativeResponse& response)
{
    constexpr std::string_view kServices[] = {"03", "07", "0A", "13", "17", "18", "19"};
    return std::ranges::find(kServices, response.service) != std::end(kServices);
}

void codesRefused(const CaseFile& file, Findings& findings)
{
    const Responses responses = refused(file, readsCodes);
    if (responses.empty()) {
        return;
    }
    findings.state("risk", Weight::Part, 0.85, "some control units refused to give their codes",
                   listUnits(file, responses) + " refused a request to read trouble codes (service "
                       + listReasons(responses) + "): codes stored there may be missing from this report.",
                   evidenceOf(responses));
    findings.act(Urgency::Record,
                 "Read the codes of " + listUnits(file, responses)
                     + " again with a request that it supports (another sub-function or session).");
}

void accessRefused(const CaseFile& file, Findings& findings)
{
    const Responses responses = refused(file, [](const domain::NegativeResponse& response) {
        return !readsCodes(response)
            && (response.nrc == "33" || response.nrc == "34" || response.nrc == "35" || response.nrc == "36"
                || response.nrc == "37");
    });
    if (responses.empty()) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.9, "",
                   listUnits(file, responses) + " refused access for want of the right key (service "
                       + listReasons(responses) + "). That is protection at work, not a fault of the vehicle.",
                   evidenceOf(responses));
}

void conditionsRefused(const CaseFile& file, Findings& findings)
{
    const Responses responses = refused(file, [](const domain::NegativeResponse& response) {
        const bool conditions = response.nrc == "22" || response.nrc == "24" || response.nrc == "7E"
            || response.nrc == "7F" || (response.nrc.size() == 2 && (response.nrc[0] == '8' || response.nrc[0] == '9'));
        return !readsCodes(response) && conditions;
    });
    if (responses.empty()) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.8, "",
                   listUnits(file, responses) + " refused requests because of the vehicle's state or session (service "
                       + listReasons(responses) + ").",
                   evidenceOf(responses));
    findings.act(Urgency::Record,
                 "Repeat what " + listUnits(file, responses)
                     + " refused with the conditions it wants: ignition, engine speed, standstill, voltage, session.");
}

void programmingFailed(const CaseFile& file, Findings& findings)
{
    const Responses responses = refused(file, [](const domain::NegativeResponse& response) {
        return response.nrc == "72" || response.nrc == "73"
            || ((response.service == "34" || response.service == "36" || response.service == "37")
                && (response.nrc == "70" || response.nrc == "71"));
    });
    if (responses.empty()) {
        return;
    }
    findings.state("risk", Weight::Root, 0.85, "programming of a control unit failed",
                   "Programming of " + listUnits(file, responses) + " failed (service " + listReasons(responses)
                       + "): its software may be incomplete.",
                   evidenceOf(responses));
    findings.act(Urgency::BeforeDriving,
                 "Repeat the programming of " + listUnits(file, responses)
                     + " with a stable supply before anything else.");
}

void gaps(const CaseFile& file, Findings& findings)
{
    std::size_t count = 0;
    double longest = 0;
    const domain::Timeline* where = nullptr;
    for (const domain::Timeline& timeline : file.triage().timelines) {
        for (const domain::Gap& gap : timeline.gaps) {
            if (gap.offset == 0) {
                continue; // between two recordings nothing is missing
            }
            ++count;
            const double seconds = (static_cast<double>(gap.end) - static_cast<double>(gap.start)) / kNanos;
            if (seconds > longest) {
                longest = seconds;
                where = &timeline;
            }
        }
    }
    if (where == nullptr) {
        return;
    }
    const CaseCodes codes = file.select([where](const CaseCode& code) {
        return std::ranges::find(where->files, code.dtc->lastSeen.file) != where->files.end();
    });
    const auto tenths = static_cast<long long>(std::min(longest, 1e12) * 10 + 0.5);
    findings.state("observation", Weight::Remark, 0.8, "",
                   "The recording has " + counted(count, "gap", "gaps") + ", the longest of "
                       + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)
                       + " s. Codes from within a gap are missing, and first and last "
                         "sightings near it are uncertain.",
                   diagnosis::evidenceOf(codes));
}

void errorFramesNearCodes(const CaseFile& file, Findings& findings)
{
    for (const domain::Timeline& timeline : file.triage().timelines) {
        std::uint64_t near = 0;
        std::uint64_t all = 0;
        std::size_t bucketsNear = 0;
        for (const domain::TimelineBucket& bucket : timeline.buckets) {
            all += bucket.errorFrames;
            if (bucket.dtcs > 0) {
                near += bucket.errorFrames;
                ++bucketsNear;
            }
        }
        constexpr std::uint64_t kEnough = 10;
        if (all < kEnough || near * 2 < all || bucketsNear * 4 > timeline.buckets.size()) {
            continue;
        }
        const CaseCodes codes = file.select([&timeline](const CaseCode& code) {
            return std::ranges::find(timeline.files, code.dtc->firstSeen.file) != timeline.files.end();
        });
        findings.state(
            "cause", Weight::Cause, 0.65, "bus errors come at the same time as the codes",
            std::to_string(near) + " of " + counted(all, "error frame", "error frames")
                + " fall into the moments in which trouble codes were reported: bus errors and codes probably "
                  "have one cause.",
            diagnosis::evidenceOf(codes));
        findings.act(Urgency::Repair,
                     "Check bus wires, plugs and terminating resistors: error frames and codes come "
                     "together.");
    }
}

void logErrors(const CaseFile& file, Findings& findings)
{
    const auto& clusters = file.triage().logErrors;
    const auto most = std::ranges::max_element(clusters, {}, &domain::LogErrorCluster::count);
    if (most == clusters.end()) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.7, "",
                   "The logs hold " + counted(clusters.size(), "kind", "kinds")
                       + " of error lines; the most frequent one (" + std::to_string(most->count)
                       + " times) reads: " + most->pattern,
                   {most->evidence});
}

void unreadFiles(const CaseFile& file, Findings& findings)
{
    std::vector<std::string> names;
    for (const domain::TriageFile& recording : file.triage().files) {
        if (recording.status == domain::FileStatus::Failed) {
            names.push_back(recording.name);
        }
    }
    if (!names.empty()) {
        findings.act(Urgency::Record, "Record or export again what could not be read: " + listTexts(names, 4) + ".");
    }
}

constexpr Rule kRules[] = {programmingFailed, codesRefused,         accessRefused, conditionsRefused, gaps,
                           logErrors,         errorFramesNearCodes, unreadFiles};

} // namespace

std::span<const Rule> dialogueRules()
{
    return kRules;
}

} // namespace argus::diagnosis
