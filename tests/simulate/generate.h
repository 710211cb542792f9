// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sha256.h"
#include "core/simulate/drive.h"

#include <doctest/doctest.h>

#include <string>

namespace argus::simulate::test {

struct Generated
{
    std::string text;
    DriveExpectation expected;
};

inline Generated generate(const DriveOptions& options)
{
    Generated drive;
    const auto write = [&drive](std::string_view chunk) -> base::Result<> {
        drive.text += chunk;
        return {};
    };
    auto result = writeDrive(base::ExecutionContext::root("test", "simulate"), options, write);
    REQUIRE(result);
    drive.expected = *result;
    return drive;
}

inline std::string sha256Of(const std::string& text)
{
    base::Sha256 hash;
    hash.update(text.data(), text.size());
    return hash.finish();
}

inline DriveOptions bytesOf(std::uint64_t seed, std::uint64_t bytes)
{
    DriveOptions options;
    options.seed = seed;
    options.bytes = bytes;
    return options;
}

} // namespace argus::simulate::test
