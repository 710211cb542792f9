// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/known_formats.h"

#include "core/base/text.h"
#include "core/formats/reader.h"
#include "core/formats/writers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace argus::engine {

namespace {

struct Extensions
{
    std::string_view format;
    std::array<std::string_view, 4> names; ///< the usual one first; empty past the last
};

/// Only for dialogs that choose files: what a file is, its content says.
constexpr std::array<Extensions, 15> kExtensions {{
    {"asc", {".asc"}},
    {"blf", {".blf"}},
    {"busmaster", {".log"}},
    {"candump", {".log", ".candump"}},
    {"carbus_trc", {".trc"}},
    {"crtd", {".crtd", ".txt"}},
    {"csv", {".csv"}},
    {"elm327", {".txt", ".log"}},
    {"gvret_csv", {".csv"}},
    {"mdf", {".mf4", ".mdf", ".dat"}},
    {"microchip", {".log", ".txt"}},
    {"obd_csv", {".csv"}},
    {"pcap", {".pcap", ".cap"}},
    {"pcapng", {".pcapng"}},
    {"peak_trc", {".trc"}},
}};

api::Format describe(const formats::Reader& reader)
{
    api::Format format {std::string(reader.format()),
                        std::string(reader.displayName()),
                        {},
                        formats::findWriter(reader.format()) != nullptr};
    const auto known = std::ranges::find(kExtensions, reader.format(), &Extensions::format);
    if (known != kExtensions.end()) {
        for (const std::string_view name : known->names) {
            if (!name.empty()) {
                format.extensions.emplace_back(name);
            }
        }
    }
    return format;
}

} // namespace

const std::vector<api::Format>& knownFormats()
{
    static const std::vector<api::Format> kFormats = [] {
        std::vector<api::Format> formats;
        for (const formats::Reader* reader : formats::allReaders()) {
            formats.push_back(describe(*reader));
        }
        std::ranges::sort(formats, {}, [](const api::Format& format) { return base::toLower(format.displayName); });
        return formats;
    }();
    return kFormats;
}

} // namespace argus::engine
