// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace argus::formats::blf {

/// Size of the file header that is written, and of all that are known.
inline constexpr std::size_t kFileHeader = 144;
/// As far as it is read: up to the time of the end.
inline constexpr std::size_t kUsedFileHeader = 72;

/// Windows' SYSTEMTIME: year, month, day of the week (0 is Sunday), day, hour, minute, second, millisecond.
using SystemTime = std::array<std::uint16_t, 8>;

/// What the header of a file says. Nothing of it is trusted but the start.
struct FileHeader
{
    std::uint32_t size = kFileHeader;
    std::uint64_t fileBytes = 0; ///< 0: the recorder did not finish the file
    std::uint64_t unpackedBytes = 0; ///< header, container headers and what containers hold
    std::uint32_t objects = 0; ///< objects in containers, restore points not counted
    SystemTime start {};
    SystemTime end {};
};

/// Nothing when `bytes` are too few or do not begin with the magic.
std::optional<FileHeader> readFileHeader(std::span<const std::uint8_t> bytes);
std::array<std::uint8_t, kFileHeader> writeFileHeader(const FileHeader& header);

/// ns since 1970 of a date without a time zone, counted as UTC; nothing when it is no date.
std::optional<domain::RecordingTime> toRecordingTime(const SystemTime& time);
/// Cuts to milliseconds.
SystemTime toSystemTime(domain::RecordingTime ts);

} // namespace argus::formats::blf
