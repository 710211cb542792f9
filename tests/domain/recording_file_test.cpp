// SPDX-License-Identifier: Apache-2.0
#include "core/domain/recording_file.h"

#include <doctest/doctest.h>

#include <array>
#include <set>

using namespace argus;
using namespace argus::domain;

TEST_CASE("a file goes one way only")
{
    using enum FileStatus;
    const std::array all {Pending, Parsing, Parsed, Aggregating, Completed, Failed};
    const std::set<std::pair<FileStatus, FileStatus>> allowed {
        {Pending, Parsing}, {Parsing, Parsed}, {Parsed, Aggregating}, {Aggregating, Completed}, {Pending, Completed},
        {Pending, Failed},  {Parsing, Failed}, {Parsed, Failed},      {Aggregating, Failed},
    };
    for (const FileStatus from : all) {
        for (const FileStatus to : all) {
            CAPTURE(toString(from));
            CAPTURE(toString(to));
            RecordingFile file;
            file.status = from;
            const auto moved = moveTo(file, to, base::fromMicros(5), "broken");
            CHECK(bool(moved) == allowed.contains({from, to}));
            CHECK((file.status == (moved ? to : from)));
            CHECK((file.errorMessage == (moved && to == Failed ? "broken" : "")));
        }
        CHECK((parseFileStatus(toString(from)) == from));
    }
}
