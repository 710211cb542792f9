// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reading_options.h"

#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/formats/text/fields.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace argus::cli {

api::ReadingOptions ReadingFlags::options() const
{
    api::ReadingOptions options;
    options.readAs = readAs;
    for (const std::string& shift : shifts) {
        const std::size_t equals = shift.rfind('=');
        std::string_view seconds = equals == std::string::npos ? "" : std::string_view(shift).substr(equals + 1);
        if (seconds.starts_with('+')) {
            seconds.remove_prefix(1);
        }
        const auto time = formats::parseStamp(seconds, formats::kSecond);
        if (!time || equals == 0) {
            throw CLI::ValidationError("--shift", "give the name of a file and seconds: drive2.asc=-1.5");
        }
        options.clockShifts[shift.substr(0, equals)] = *time;
    }
    return options;
}

void reportRefused(Session& session, const ReadingFlags& flags, const api::SubmissionReceipt& receipt)
{
    const auto refuse = [&session](const std::string& name, const std::string& reason) {
        message("argus: " + name + ": " + reason);
        session.exitCode = kPartly;
    };
    for (const api::RefusedFile& refused : receipt.refused) {
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
    command.add_option("--read-as", flags.readAs, "The format of the files, whatever they look like");
    command.add_option("--shift", flags.shifts,
                       "NAME=SECONDS to be added to a file's stamps, to bring it on the clock of the others");
}

} // namespace argus::cli
