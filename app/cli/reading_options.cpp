// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reading_options.h"

#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/formats/text/fields.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace argus::cli {

namespace {

/// What takes back what was said before.
constexpr std::string_view kAutomatic = "auto";
constexpr const char* kShiftHelp = "give the name of a file and seconds: drive2.asc=-1.5";

struct NamedValue
{
    std::string name;
    std::string_view value; ///< within the text that was split
};

/// "NAME=VALUE", where a name may hold equals signs and a value does not.
std::optional<NamedValue> split(std::string_view text)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string_view::npos || equals == 0) {
        return std::nullopt;
    }
    return NamedValue {std::string(text.substr(0, equals)), text.substr(equals + 1)};
}

std::optional<std::int64_t> parseShift(std::string_view seconds)
{
    if (seconds.starts_with('+')) {
        seconds.remove_prefix(1);
    }
    const auto time = formats::parseStamp(seconds, formats::kSecond);
    return time ? std::optional<std::int64_t>(*time) : std::nullopt;
}

} // namespace

api::ReadingOptions ReadingFlags::options() const
{
    api::ReadingOptions options;
    options.readAs = readAs;
    for (const std::string& shift : shifts) {
        const auto named = split(shift);
        const auto time = named ? parseShift(named->value) : std::nullopt;
        if (!time) {
            throw CLI::ValidationError("--shift", kShiftHelp);
        }
        options.clockShifts[named->name] = *time;
    }
    return options;
}

void reportRefused(Session& session, const ReadingFlags& flags, const api::SubmissionReceipt& receipt)
{
    const auto refuse = [&session](const std::string& name, const std::string& reason) {
        message("argus: " + name + ": " + reason);
        session.exitCode = kPartly;
    };
    for (const domain::RefusedFile& refused : receipt.refused) {
        refuse(refused.name, refused.reason);
    }
    for (const auto& [name, shift] : flags.options().clockShifts) {
        if (std::ranges::find(receipt.files, name, &api::SubmittedFile::name) == receipt.files.end()) {
            refuse("--shift " + name, "no file has this name");
        }
    }
}

void addReadingFlags(CLI::App& command, ReadingFlags& flags)
{
    addReadAs(command, flags.readAs, "The format of the files, whatever they look like");
    command.add_option("--shift", flags.shifts,
                       "NAME=SECONDS to be added to a file's stamps, to bring it on the clock of the others");
}

std::vector<domain::ReadingChange> ChangeFlags::changes() const
{
    std::map<std::string, domain::ReadingChange> changes;
    for (const std::string& text : formats) {
        const auto named = split(text);
        if (!named || named->value.empty()) {
            throw CLI::ValidationError("--read-as", "give the name of a file and a format: drive2.log=candump");
        }
        const std::string format = named->value == kAutomatic ? std::string() : std::string(named->value);
        if (const std::string unknown = format.empty() ? format : unknownFormat(format); !unknown.empty()) {
            throw CLI::ValidationError("--read-as", unknown);
        }
        changes[named->name].readAs = format;
    }
    for (const std::string& text : shifts) {
        const auto named = split(text);
        const bool automatic = named && named->value == kAutomatic;
        const auto time = named && !automatic ? parseShift(named->value) : std::nullopt;
        if (!automatic && !time) {
            throw CLI::ValidationError("--shift", kShiftHelp);
        }
        changes[named->name].clockShift = time;
        changes[named->name].findClock = automatic;
    }
    std::vector<domain::ReadingChange> result;
    for (auto& [name, change] : changes) {
        change.file = name;
        result.push_back(std::move(change));
    }
    return result;
}

void addChangeFlags(CLI::App& command, ChangeFlags& flags)
{
    command.add_option("--read-as", flags.formats,
                       "NAME=FORMAT that a file is read as, whatever it looks like; NAME=auto: by its content again");
    command.add_option("--shift", flags.shifts,
                       "NAME=SECONDS to be added to a file's stamps; NAME=auto: found out again");
}

} // namespace argus::cli
