// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_analyzer.h"
#include "core/analysis/merge.h"
#include "core/formats/inspector.h"
#include "core/formats/reader.h"
#include "tests/simulate/generate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

using namespace argus;
using namespace argus::simulate;
using namespace argus::simulate::test;

namespace {

/// Hands everything to both.
class Both final : public formats::RecordSink
{
public:
    Both(formats::RecordSink& a, formats::RecordSink& b)
        : m_a(a)
        , m_b(b)
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        m_a.frames(block, channels);
        m_b.frames(block, channels);
    }
    void otherRecords(std::string_view kind, std::uint64_t count) override
    {
        m_a.otherRecords(kind, count);
        m_b.otherRecords(kind, count);
    }

private:
    formats::RecordSink& m_a;
    formats::RecordSink& m_b;
};

struct Analysed
{
    domain::Inspection inspection;
    analysis::FileFindings findings;
};

Analysed analyse(const std::string& text, unsigned helpers)
{
    const auto source = formats::memorySource({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    const auto reader = formats::recognise(*source, "drive.log");
    REQUIRE(reader);
    CHECK((*reader)->format() == "candump");
    formats::Inspector inspector;
    analysis::FileAnalyzer analyzer;
    Both sink(inspector, analyzer);
    formats::ReadOptions options;
    options.helpers = helpers;
    const auto summary = (*reader)->read(base::ExecutionContext::root("test", "pipeline"), *source, sink, options);
    REQUIRE(summary);
    return {inspector.finish(*summary), analyzer.finish(*summary)};
}

domain::RecordingTime nanos(std::int64_t micros)
{
    return micros * 1000;
}

void checkRecording(const DriveExpectation& e, const domain::Inspection& found)
{
    CHECK(found.frames == e.frames);
    CHECK(found.dataFrames == e.dataFrames);
    CHECK(found.remoteFrames == e.remoteFrames);
    CHECK(found.errorFrames == e.errorFrames);
    CHECK(found.fdFrames == e.fdFrames);
    CHECK(found.channels == e.channels);
    CHECK(found.ids == e.ids);
    CHECK(found.firstTs == nanos(e.firstTs));
    CHECK(found.lastTs == nanos(e.lastTs));
    CHECK(found.minTs == nanos(e.firstTs));
    CHECK(found.maxTs == nanos(e.lastTs));
    CHECK(found.synthetic);
    REQUIRE(found.skipped.size() == e.skipped.size());
    for (const ExpectedSkip& skip : e.skipped) {
        const auto it = std::find_if(found.skipped.begin(), found.skipped.end(),
                                     [&skip](const domain::Skipped& entry) { return entry.reason == skip.reason; });
        CAPTURE(skip.reason);
        REQUIRE(it != found.skipped.end());
        CHECK(it->count == skip.count);
        CHECK(it->bytes == skip.bytes);
        CHECK(it->firstOffset == skip.firstOffset);
    }
}

void checkDtcs(const DriveExpectation& e, const std::vector<domain::Dtc>& found)
{
    for (const domain::Dtc& dtc : found) {
        const bool expected = std::any_of(e.dtcs.begin(), e.dtcs.end(), [&dtc](const ExpectedDtc& other) {
            return std::tie(dtc.channel, dtc.ecu, dtc.protocol, dtc.code)
                == std::tie(other.channel, other.ecu, other.protocol, other.code);
        });
        const std::string what = dtc.channel + ' ' + dtc.ecu + ' ' + dtc.protocol + ' ' + dtc.code;
        CAPTURE(what);
        CHECK(expected);
    }
    for (const ExpectedDtc& dtc : e.dtcs) {
        const auto it = std::find_if(found.begin(), found.end(), [&dtc](const domain::Dtc& other) {
            return std::tie(dtc.channel, dtc.ecu, dtc.protocol, dtc.code)
                == std::tie(other.channel, other.ecu, other.protocol, other.code);
        });
        const std::string what = dtc.channel + ' ' + dtc.ecu + ' ' + dtc.protocol + ' ' + dtc.code;
        CAPTURE(what);
        REQUIRE(it != found.end());
        CHECK(it->services == dtc.services);
        CHECK(it->occurrences == dtc.occurrences);
        CHECK(it->raw == dtc.raw);
        CHECK(it->fault == dtc.fault);
        CHECK(it->clearedAt.has_value() == dtc.cleared);
        CHECK(it->firstSeen.ts == nanos(dtc.firstTs));
        CHECK(it->lastSeen.ts == nanos(dtc.lastTs));
    }
}

void checkUnits(const DriveExpectation& e, const std::vector<domain::Ecu>& found)
{
    for (const ExpectedEcu& ecu : e.ecus) {
        const auto it = std::find_if(found.begin(), found.end(), [&ecu](const domain::Ecu& other) {
            return other.channel == ecu.channel && other.address == ecu.address;
        });
        CAPTURE(ecu.channel);
        CAPTURE(ecu.address);
        REQUIRE(it != found.end());
        CHECK(it->protocols == ecu.protocols);
        for (const auto& [key, value] : ecu.supplierData) {
            CAPTURE(key);
            CHECK(std::any_of(it->supplierData.begin(), it->supplierData.end(),
                              [&](const domain::SupplierDatum& d) { return d.key == key && d.value == value; }));
        }
    }
}

void checkNegativeResponses(const DriveExpectation& e, const std::vector<domain::NegativeResponse>& found)
{
    CHECK(found.size() == e.negativeResponses.size());
    for (const ExpectedNegativeResponse& n : e.negativeResponses) {
        const auto it = std::find_if(found.begin(), found.end(), [&n](const domain::NegativeResponse& other) {
            return std::tie(n.channel, n.ecu, n.service, n.nrc)
                == std::tie(other.channel, other.ecu, other.service, other.nrc);
        });
        CAPTURE(n.ecu);
        CAPTURE(n.service);
        CAPTURE(n.nrc);
        REQUIRE(it != found.end());
        CHECK(it->count == n.count);
    }
}

void checkFindings(const DriveExpectation& e, const analysis::FileFindings& found)
{
    CHECK(found.synthetic);
    checkDtcs(e, found.dtcs);
    checkUnits(e, found.ecus);
    checkNegativeResponses(e, found.negativeResponses);
    CHECK(found.vins.size() == e.vinSources.size());
    for (const ExpectedVinSource& v : e.vinSources) {
        CAPTURE(v.source);
        CAPTURE(v.ecu);
        CHECK(std::any_of(found.vins.begin(), found.vins.end(), [&](const domain::VinCandidate& candidate) {
            return candidate.vin == e.vin && candidate.source == v.source && candidate.ecu == v.ecu
                && candidate.validCheckDigit;
        }));
    }
}

/// The same facts after the merge of a batch with this one file.
void checkTriage(const DriveExpectation& e, const analysis::FileFindings& findings)
{
    analysis::FileInput input;
    input.row.originalFilename = "drive.log";
    input.findings = &findings;
    const domain::Triage triage = analysis::mergeFindings(domain::Batch {}, std::span(&input, 1));
    CHECK(triage.synthetic);
    CHECK(triage.vehicle.vin == e.vin);
    checkDtcs(e, triage.dtcs);
    checkUnits(e, triage.ecus);
    checkNegativeResponses(e, triage.negativeResponses);

    std::uint64_t faults = 0;
    for (const ExpectedDtc& dtc : e.dtcs) {
        faults += dtc.fault ? dtc.occurrences : 0;
    }
    for (const domain::TopCode& top : triage.topErrorCodes) {
        std::uint64_t count = 0;
        std::set<std::pair<std::string, std::string>> ecus;
        for (const ExpectedDtc& dtc : e.dtcs) {
            if (dtc.fault && dtc.code == top.code) {
                count += dtc.occurrences;
                ecus.emplace(dtc.channel, dtc.ecu);
            }
        }
        CAPTURE(top.code);
        CHECK(top.count == count);
        CHECK(top.ecus == ecus.size());
        CHECK(top.share == doctest::Approx(static_cast<double>(count) / static_cast<double>(faults)));
    }
}

void checkPipeline(const DriveOptions& options, unsigned helpers)
{
    const Generated drive = generate(options);
    const Analysed found = analyse(drive.text, helpers);
    CAPTURE(options.seed);
    checkRecording(drive.expected, found.inspection);
    checkFindings(drive.expected, found.findings);
    checkTriage(drive.expected, found.findings);
}

} // namespace

TEST_CASE("reading and analysing a drive gives exactly its expectation")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        DriveOptions options = bytesOf(seed, 3'000'000);
        options.damage = seed % 5 != 0;
        checkPipeline(options, seed % 2 == 0 ? 2 : 0);
    }
}

TEST_CASE("likewise for a drive of minutes and for short ones that end anywhere")
{
    checkPipeline(bytesOf(4711, 40'000'000), 2);
    for (std::uint64_t seed = 100; seed < 130; ++seed) {
        checkPipeline(bytesOf(seed, 6'000 + 7'001 * (seed - 100)), 0);
    }
}

TEST_CASE("the bundled sample is triaged as its story says")
{
    checkPipeline(sampleDrive(), 0);
}
