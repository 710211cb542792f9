// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/expectation.h"

#include <nlohmann/json.hpp>

namespace argus::simulate {

namespace {

using Json = nlohmann::ordered_json;

/// Seconds as a number: microseconds since 1970 are exact to the last digit in a double for centuries to come.
Json seconds(std::int64_t micros)
{
    return static_cast<double>(micros) / 1e6;
}

Json dtcJson(const ExpectedDtc& dtc)
{
    return {{"code", dtc.code},
            {"raw", dtc.raw},
            {"protocol", dtc.protocol},
            {"ecu", dtc.ecu},
            {"channel", dtc.channel},
            {"services", dtc.services},
            {"occurrences", dtc.occurrences},
            {"fault", dtc.fault},
            {"first_ts", seconds(dtc.firstTs)},
            {"last_ts", seconds(dtc.lastTs)},
            {"cleared", dtc.cleared}};
}

template <class Items, class Function> Json arrayOf(const Items& items, const Function& toItem)
{
    Json array = Json::array();
    for (const auto& item : items) {
        array.push_back(toItem(item));
    }
    return array;
}

Json recordingJson(const DriveExpectation& e)
{
    Json root;
    root["synthetic"] = true;
    root["format"] = "candump";
    root["seed"] = e.seed;
    root["bytes"] = e.bytes;
    root["frames"] = e.frames;
    root["by_kind"] = {{"data", e.dataFrames}, {"remote", e.remoteFrames}, {"error", e.errorFrames}};
    root["fd"] = e.fdFrames;
    root["channels"] = e.channels;
    root["first_ts"] = e.frames > 0 ? seconds(e.firstTs) : Json();
    root["last_ts"] = e.frames > 0 ? seconds(e.lastTs) : Json();
    root["min_ts"] = root["first_ts"];
    root["max_ts"] = root["last_ts"];
    root["ids"] = e.ids;
    root["skipped"] = arrayOf(e.skipped, [](const ExpectedSkip& s) {
        return Json {{"reason", s.reason}, {"count", s.count}, {"bytes", s.bytes}, {"first_offset", s.firstOffset}};
    });
    root["cut_tail"] = e.cutTail;
    root["gap_count"] = e.gapCount;
    root["gaps"] = arrayOf(
        e.gaps, [](const ExpectedGap& g) { return Json {{"start", seconds(g.startTs)}, {"end", seconds(g.endTs)}}; });
    return root;
}

} // namespace

std::string toJson(const DriveExpectation& e)
{
    Json root = recordingJson(e);
    root["vin"] = e.vin.empty() ? Json() : Json(e.vin);
    root["vin_sources"] = arrayOf(e.vinSources, [](const ExpectedVinSource& v) {
        return Json {{"source", v.source}, {"ecu", v.ecu}, {"channel", v.channel}, {"count", v.count}};
    });
    root["ecus"] = arrayOf(e.ecus, [](const ExpectedEcu& u) {
        return Json {{"channel", u.channel},
                     {"address", u.address},
                     {"request_address", u.request.empty() ? Json() : Json(u.request)},
                     {"protocols", u.protocols},
                     {"supplier_data", u.supplierData}};
    });
    root["dtcs"] = arrayOf(e.dtcs, dtcJson);
    root["negative_responses"] = arrayOf(e.negativeResponses, [](const ExpectedNegativeResponse& n) {
        return Json {
            {"ecu", n.ecu}, {"channel", n.channel}, {"service", n.service}, {"nrc", n.nrc}, {"count", n.count}};
    });
    root["sessions"] = arrayOf(e.sessions, [](const ExpectedSession& s) {
        return Json {{"ecu", s.ecu}, {"channel", s.channel}, {"session", s.session}, {"count", s.count}};
    });
    root["incomplete_messages"] = e.incompleteMessages;
    return root.dump(2) + '\n';
}

} // namespace argus::simulate
