// SPDX-License-Identifier: Apache-2.0
// What the tests of writers share: frames of any kind, and how a row compares with a frame.
#pragma once

#include "core/formats/frame_writer.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace argus::formats::test {

struct TestFrame
{
    domain::RecordingTime ts = 0;
    std::uint16_t channel = 0;
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    Data data; ///< of a remote frame as many bytes as it asks for
};

/// Any frame that CAN knows, but for its time.
inline TestFrame anyFrameOf(std::size_t channels)
{
    TestFrame frame;
    const bool extended = *rc::gen::arbitrary<bool>();
    const int kind = *rc::gen::inRange(0, 4); // data, FD, remote, error
    const auto flag = [](FrameFlag bit) { return *rc::gen::arbitrary<bool>() ? bit : 0; };
    frame.channel = static_cast<std::uint16_t>(*rc::gen::inRange<std::size_t>(0, channels));
    if (kind == 3) {
        frame.flags = kError;
        return frame;
    }
    frame.id = *rc::gen::inRange<std::uint32_t>(0, extended ? 1U << 29 : 1U << 11);
    const auto length = *rc::gen::inRange<std::size_t>(0, kind == 1 ? 65 : 9);
    frame.data = kind == 2 ? Data(length) : *rc::gen::container<Data>(length, rc::gen::arbitrary<std::uint8_t>());
    const int more = kind == 1 ? kFd | flag(kBitrateSwitch) | flag(kErrorStateIndicator) : kind == 2 ? kRemote : 0;
    frame.flags = static_cast<std::uint8_t>((extended ? kExtendedId : 0) | more | flag(kTransmitted));
    return frame;
}

inline FrameBlock blockOf(const std::vector<TestFrame>& frames)
{
    FrameBlock block;
    for (const TestFrame& frame : frames) {
        block.append(frame.ts, 0, frame.id, frame.channel, frame.flags, frame.data);
    }
    return block;
}

/// What a writer makes of frames that come in two blocks.
template <class Writer>
std::string written(const std::vector<TestFrame>& frames, const std::vector<std::string>& channels,
                    std::vector<WriteLoss>* losses = nullptr)
{
    WrittenBytes sink(/*canOverwrite=*/false);
    Writer writer(sink);
    const auto half = frames.begin() + static_cast<std::ptrdiff_t>(frames.size() / 2);
    CHECK(writer.frames(blockOf({frames.begin(), half}), channels));
    CHECK(writer.frames(blockOf({half, frames.end()}), channels));
    CHECK(writer.finish());
    if (losses != nullptr) {
        *losses = writer.losses();
    }
    return sink.bytes;
}

/// All but times and channels.
inline bool sameContent(const TestFrame& frame, const domain::FrameRow& row)
{
    const auto has = [&frame](FrameFlag flag) { return (frame.flags & flag) != 0; };
    return frame.id == row.id && (has(kRemote) ? Data() : frame.data) == row.data
        && (has(kRemote) ? frame.data.size() : 0) == row.requested && has(kExtendedId) == row.extended
        && has(kFd) == row.fd && has(kRemote) == row.remote && has(kError) == row.error
        && has(kBitrateSwitch) == row.bitrateSwitch && has(kErrorStateIndicator) == row.errorStateIndicator
        && has(kTransmitted) == row.transmitted;
}

/// Checks that reading `text` gives the same for any number of helpers and for many sizes of chunks. `make(bytes)` is
/// the reader with chunks of that size.
template <class Make> void checkChunks(const std::string& text, const Make& make)
{
    const Reading expected = readWith(make(1 << 20), text);
    CHECK_FALSE(expected.failed);
    CHECK(expected.rawBytes == text);
    for (const std::size_t chunk : {1, 7, 64, 300, 5000}) {
        CHECK(sameReading(expected, readWith(make(chunk), text)));
        ReadOptions options;
        options.helpers = 2;
        CHECK(sameReading(expected, readWith(make(chunk), text, options)));
    }
}

/// Every line that differs from `line` in one place: a character less, another, or one more.
inline std::vector<std::string> damagedForms(const std::string& line)
{
    const std::string chars = std::string("0Af9gxX#.()-_RTdr \t\r,") + '\0' + '\xFF';
    std::vector<std::string> lines {line};
    for (std::size_t at = 0; at < line.size(); ++at) {
        lines.push_back(std::string(line).erase(at, 1));
        for (const char c : chars) {
            lines.push_back(std::string(line).replace(at, 1, 1, c));
            lines.push_back(std::string(line).insert(at, 1, c));
        }
    }
    return lines;
}

} // namespace argus::formats::test
