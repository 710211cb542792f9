// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <limits>
#include <string>

namespace argus::cli {

inline constexpr std::uint64_t kLargestCount = std::numeric_limits<std::int64_t>::max();
inline constexpr std::uint64_t kLargestSeed = std::numeric_limits<std::uint64_t>::max();
inline constexpr std::uint64_t kMostThreads = 1024;

/// Takes whole decimal numbers from `least` to `most`. To be set for every count: the parser alone takes -1 for the
/// largest number there is, what is too large as well, and 010 for 8.
CLI::Validator wholeNumber(std::uint64_t least = 0, std::uint64_t most = kLargestCount);

/// The option --read-as: the name of a format that can be read.
CLI::Option* addReadAs(CLI::App& command, std::string& readAs, const std::string& help);
/// Empty when there is a reader of this name, else what is wrong, with the names that there are.
std::string unknownFormat(const std::string& name);

/// What a call that names no command says: which word is none, and what it may have meant. Empty where no word was
/// wrong.
std::string unknownCommand(const CLI::App& app);

} // namespace argus::cli
