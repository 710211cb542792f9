// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/isotp_segments.h"

#include <algorithm>

namespace argus::simulate {

namespace {

constexpr std::size_t kClassicFrame = 8;
constexpr std::size_t kFdFrame = 64;
constexpr std::uint8_t kFdPadding = 0xCC; // ISO 15765-2: recommended for frames that must be padded

/// CAN FD has no frames of 9 to 11, 13 to 15, ... bytes.
std::size_t fdLength(std::size_t bytes)
{
    for (const std::size_t length : {8U, 12U, 16U, 20U, 24U, 32U, 48U}) {
        if (bytes <= length) {
            return length;
        }
    }
    return kFdFrame;
}

Frame finished(const IsoTpPath& path, Bytes bytes)
{
    if (path.fd && bytes.size() > kClassicFrame) {
        bytes.resize(fdLength(bytes.size()), path.padding.value_or(kFdPadding));
    } else if (path.padding && bytes.size() < kClassicFrame) {
        bytes.resize(kClassicFrame, *path.padding);
    }
    Frame frame = makeFrame(path.bus, path.id, path.extended, bytes);
    frame.fd = path.fd;
    return frame;
}

Bytes withBytes(std::initializer_list<std::uint8_t> head, std::span<const std::uint8_t> rest)
{
    Bytes bytes;
    bytes.reserve(kFdFrame);
    bytes.assign(head.begin(), head.end());
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return bytes;
}

} // namespace

std::vector<Frame> isoTpFrames(const IsoTpPath& path, std::span<const std::uint8_t> message)
{
    const std::size_t size = message.size();
    if (size <= 7) {
        return {finished(path, withBytes({static_cast<std::uint8_t>(size)}, message))};
    }
    const std::size_t room = path.fd ? kFdFrame : kClassicFrame;
    if (path.fd && size <= room - 2) {
        return {finished(path, withBytes({0, static_cast<std::uint8_t>(size)}, message))};
    }
    std::vector<Frame> frames;
    const auto high = static_cast<std::uint8_t>(0x10 | (size >> 8 & 15));
    frames.push_back(finished(path, withBytes({high, static_cast<std::uint8_t>(size)}, message.first(room - 2))));
    std::uint8_t sequence = 1;
    for (std::size_t at = room - 2; at < size; at += room - 1) {
        const auto control = static_cast<std::uint8_t>(0x20 | sequence);
        frames.push_back(finished(path, withBytes({control}, message.subspan(at, std::min(room - 1, size - at)))));
        sequence = static_cast<std::uint8_t>((sequence + 1) & 15);
    }
    return frames;
}

Frame flowControl(const IsoTpPath& path, std::uint8_t state, std::uint8_t blockSize, std::uint8_t separation)
{
    return finished(path, withBytes({static_cast<std::uint8_t>(0x30 | state), blockSize, separation}, {}));
}

} // namespace argus::simulate
