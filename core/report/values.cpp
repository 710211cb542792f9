// SPDX-License-Identifier: Apache-2.0
#include "core/report/values.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/domain/json_writer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace argus::report {

namespace {

constexpr std::int64_t kNanos = 1'000'000'000;
/// 1980-01-01: stamps from then on are taken as absolute, as no recording runs for ten years.
constexpr std::int64_t kFirstAbsolute = 315'532'800;

std::string twoDigits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string oneDecimal(double number)
{
    const auto tenths = std::llround(std::clamp(number, -1e15, 1e15) * 10);
    return (tenths < 0 ? "-" : "") + std::to_string(std::abs(tenths) / 10) + "."
        + std::to_string(std::abs(tenths) % 10);
}

void appendText(std::string& list, std::string_view text)
{
    list += list.empty() ? "" : ", ";
    list += text;
}

std::string serviceName(std::string_view service)
{
    if (service == "43") {
        return "stored";
    }
    if (service == "47") {
        return "pending";
    }
    if (service == "4A") {
        return "permanent";
    }
    if (service == "DM1") {
        return "active (DM1)";
    }
    return service == "DM2" ? "previously active (DM2)" : "";
}

} // namespace

std::string timeText(domain::RecordingTime time)
{
    if (time == domain::kNoTime) {
        return "not known";
    }
    const std::string seconds = domain::secondsText(time);
    if (time < kFirstAbsolute * kNanos) {
        return seconds + " s";
    }
    const std::string iso = base::formatIso(base::fromMicros(time / kNanos * 1'000'000));
    // "2018-11-29T16:38:53.000Z": the fraction comes from the stamp itself, with all its digits.
    std::string text = iso.substr(0, 10) + " " + iso.substr(11, 8);
    const std::string fraction = seconds.substr(seconds.find('.'));
    return fraction == ".0" ? text : text + fraction;
}

std::string durationText(double nanoseconds)
{
    const double seconds = std::isfinite(nanoseconds) ? std::max(nanoseconds, 0.0) / kNanos : 0.0;
    if (seconds < 1e-3) {
        return oneDecimal(seconds * 1e6) + " µs";
    }
    if (seconds < 1) {
        return oneDecimal(seconds * 1e3) + " ms";
    }
    if (seconds < 60) {
        return oneDecimal(seconds) + " s";
    }
    const auto whole = static_cast<std::int64_t>(std::min(seconds, 1e15));
    if (whole < 3600) {
        return std::to_string(whole / 60) + " min " + twoDigits(whole % 60) + " s";
    }
    return std::to_string(whole / 3600) + " h " + twoDigits(whole / 60 % 60) + " min";
}

std::string percentText(double share)
{
    return oneDecimal(std::isfinite(share) ? share * 100 : 0) + " %";
}

std::string countText(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural)
{
    return countText(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string unitText(const domain::Triage& triage, const std::string& channel, const std::string& address)
{
    std::string name;
    bool several = false;
    for (const domain::Ecu& ecu : triage.ecus) {
        if (ecu.address == address) {
            several = several || ecu.channel != channel;
            name = ecu.channel == channel ? ecu.name : name;
        }
    }
    const std::string where = (address.empty() ? "not known" : address) + (several ? " on " + channel : "");
    return name.empty() ? where : name + " (" + where + ")";
}

std::string statusText(const domain::Dtc& dtc)
{
    static constexpr std::array<std::string_view, 8> kBits {
        "failing now",
        "failed this cycle",
        "pending",
        "confirmed",
        "not tested since cleared",
        "failed since cleared",
        "not tested this cycle",
        "warning lamp requested",
    };
    std::string text;
    if (dtc.status) {
        for (std::size_t bit = 0; bit < kBits.size(); ++bit) {
            if ((dtc.status->byte >> bit & 1) != 0) {
                appendText(text, kBits[bit]);
            }
        }
        return base::hexNumber(dtc.status->byte, 2) + ": " + (text.empty() ? "no bit set" : text);
    }
    for (const auto& [service, count] : dtc.services) {
        if (const std::string name = serviceName(service); !name.empty()) {
            appendText(text, name);
        }
    }
    if (dtc.oc && *dtc.oc != 127) {
        appendText(text, "counted " + std::to_string(*dtc.oc) + " times by the unit");
    }
    if (dtc.lamps) {
        const auto lamp = [&text](const std::string& state, std::string_view name) {
            if (!state.empty() && state != "off" && state != "not available") {
                appendText(text, std::string(name) + " lamp " + state);
            }
        };
        lamp(dtc.lamps->redStop, "red stop");
        lamp(dtc.lamps->amberWarning, "amber warning");
        lamp(dtc.lamps->malfunction, "malfunction");
        lamp(dtc.lamps->protect, "protect");
    }
    return text.empty() ? "not given" : text;
}

std::string servicesText(const domain::Dtc& dtc)
{
    std::string text;
    for (const auto& [service, count] : dtc.services) {
        appendText(text, service + " ×" + countText(count));
    }
    return text;
}

} // namespace argus::report
