// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"

#include "core/base/text.h"
#include "core/formats/reader.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <vector>

namespace argus::cli {

namespace {

/// How much of a command's name may be mistyped for it to be offered.
constexpr std::size_t kTypos = 2;

/// What a message repeats of a word.
std::string inQuotes(const std::string& word)
{
    return "'" + base::printable(word, 80) + "'";
}

std::string readableFormats()
{
    std::string names;
    for (const formats::Reader* reader : formats::allReaders()) {
        names += (names.empty() ? "" : ", ") + std::string(reader->format());
    }
    return names;
}

/// How many letters must be put in, left out or changed (Levenshtein).
std::size_t distance(const std::string& one, const std::string& other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t {0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// The command that was most likely meant; empty: none is near.
std::string nearest(const CLI::App& group, const std::string& word)
{
    std::string best;
    std::size_t least = kTypos + 1;
    for (const CLI::App* command : group.get_subcommands([](const CLI::App*) { return true; })) {
        const std::size_t typos = distance(word, command->get_name());
        if (typos < least && typos < command->get_name().size()) {
            least = typos;
            best = command->get_name();
        }
    }
    return best;
}

} // namespace

CLI::Validator wholeNumber(std::uint64_t least, std::uint64_t most)
{
    const auto check = [least, most](std::string& text) -> std::string {
        std::uint64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        // The parser takes what begins with a zero as octal.
        const bool hasZeros = text.size() > 1 && text.front() == '0';
        if (error == std::errc() && stop == end && number >= least && number <= most && !hasZeros) {
            return {};
        }
        const bool tellsMost = most < kLargestCount || error == std::errc::result_out_of_range || number > most;
        return inQuotes(text) + " is no whole number from " + std::to_string(least)
            + (tellsMost ? " to " + std::to_string(most) : " on") + (hasZeros ? ", without zeros before it" : "");
    };
    return CLI::Validator(check, "");
}

std::string unknownFormat(const std::string& name)
{
    return formats::findReader(name) != nullptr
        ? std::string()
        : "there is no format " + inQuotes(name) + "; formats that can be read: " + readableFormats();
}

CLI::Option* addReadAs(CLI::App& command, std::string& readAs, const std::string& help)
{
    return command.add_option("--read-as", readAs, help + ": " + readableFormats())
        ->check(CLI::Validator([](std::string& name) { return unknownFormat(name); }, ""));
}

std::string unknownCommand(const CLI::App& app)
{
    const CLI::App* group = &app;
    std::string call = app.get_name();
    while (!group->get_subcommands().empty()) {
        group = group->get_subcommands().back();
        call += " " + group->get_name();
    }
    const std::vector<std::string> words = app.remaining(/*recurse=*/true);
    if (words.empty() || group->get_subcommands([](const CLI::App*) { return true; }).empty()) {
        return {};
    }
    const std::string& word = words.front();
    const std::string meant = nearest(*group, word);
    return call + ": there is no " + (word.starts_with('-') ? "option " : "command ") + inQuotes(word)
        + (meant.empty() ? std::string() : "; did you mean '" + meant + "'?") + "\nRun '" + call
        + " --help' for what there is.";
}

} // namespace argus::cli
