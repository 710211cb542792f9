// SPDX-License-Identifier: Apache-2.0
#include "core/report/inspection_text.h"

#include <doctest/doctest.h>

using argus::domain::Inspection;

TEST_CASE("an inspection for people")
{
    Inspection inspection;
    inspection.name = "drive\x1B.log";
    inspection.format = "candump";
    inspection.bytes = 2048;
    inspection.frames = inspection.dataFrames = 1234;
    inspection.records = 1234;
    inspection.channels = {{"can0", 1234}};
    for (int i = 0; i < 50; ++i) {
        inspection.ids[std::to_string(100 + i)] = static_cast<std::uint64_t>(i + 1);
    }
    inspection.firstTs = inspection.minTs = 0;
    inspection.lastTs = inspection.maxTs = 4'200'000'000;
    inspection.skipped = {{"no frame in the line", 2, 40, 77}};
    inspection.warnings = {"cut off"};
    inspection.synthetic = true;
    const std::string text = argus::report::toText(inspection);
    CHECK(text.find("drive\\x1B.log - SYNTHETIC RECORDING\n") == 0);
    CHECK(text.find("  size        2 KiB (2,048 bytes)") != std::string::npos);
    CHECK(text.find("1,234 (1,234 data, 0 remote, 0 error; 0 CAN FD)") != std::string::npos);
    CHECK(text.find("  duration    4.2 s") != std::string::npos);
    CHECK(text.find("  149") < text.find("  148"));
    CHECK(text.find("and 10 more") != std::string::npos);
    CHECK(text.find("no frame in the line") != std::string::npos);
    CHECK(text.find("warning: cut off") != std::string::npos);
    CHECK(text.find("earliest") == std::string::npos);

    CHECK(text.find("Signal") == std::string::npos);
    inspection.signals.assign(201, {"engine", "speed", "rpm", 2'000, 700, 900.5});
    const std::string signals = argus::report::toText(inspection);
    CHECK(signals.find("speed   engine   2,000    700  900.5  rpm") != std::string::npos);
    CHECK(signals.find("and 1 more") != std::string::npos);

    Inspection archive;
    archive.name = "all.zip";
    archive.members = {inspection, inspection};
    CHECK(argus::report::toText(archive).find("all.zip\n") == 0);
}
