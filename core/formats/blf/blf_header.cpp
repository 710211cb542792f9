// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_header.h"

#include "core/formats/blf/blf_layout.h"

#include <chrono>

namespace argus::formats::blf {

namespace {

constexpr std::size_t kSizeAt = 4;
constexpr std::size_t kVersionAt = 12;
constexpr std::size_t kFileBytesAt = 16;
constexpr std::size_t kUnpackedAt = 24;
constexpr std::size_t kObjectsAt = 32;
constexpr std::size_t kStartAt = 40;
constexpr std::size_t kEndAt = 56;

/// The version of the interface whose layouts the writer follows.
constexpr std::array<std::uint8_t, 4> kWrittenVersion {4, 7, 1, 0};

/// Years that nanoseconds since 1970 in 64 bits can hold.
constexpr int kFirstYear = 1678;
constexpr int kLastYear = 2261;

SystemTime loadTime(const std::uint8_t* at)
{
    SystemTime time {};
    for (std::size_t i = 0; i < time.size(); ++i) {
        time[i] = load<std::uint16_t>(at + 2 * i);
    }
    return time;
}

void storeTime(std::uint8_t* at, const SystemTime& time)
{
    for (std::size_t i = 0; i < time.size(); ++i) {
        store<std::uint16_t>(at + 2 * i, time[i]);
    }
}

} // namespace

std::optional<FileHeader> readFileHeader(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kUsedFileHeader || std::memcmp(bytes.data(), kFileMagic.data(), kFileMagic.size()) != 0) {
        return std::nullopt;
    }
    FileHeader header;
    header.size = load<std::uint32_t>(bytes.data() + kSizeAt);
    header.fileBytes = load<std::uint64_t>(bytes.data() + kFileBytesAt);
    header.unpackedBytes = load<std::uint64_t>(bytes.data() + kUnpackedAt);
    header.objects = load<std::uint32_t>(bytes.data() + kObjectsAt);
    header.start = loadTime(bytes.data() + kStartAt);
    header.end = loadTime(bytes.data() + kEndAt);
    return header;
}

std::array<std::uint8_t, kFileHeader> writeFileHeader(const FileHeader& header)
{
    std::array<std::uint8_t, kFileHeader> bytes {};
    std::memcpy(bytes.data(), kFileMagic.data(), kFileMagic.size());
    store(bytes.data() + kSizeAt, header.size);
    std::memcpy(bytes.data() + kVersionAt, kWrittenVersion.data(), kWrittenVersion.size());
    store(bytes.data() + kFileBytesAt, header.fileBytes);
    store(bytes.data() + kUnpackedAt, header.unpackedBytes);
    store(bytes.data() + kObjectsAt, header.objects);
    storeTime(bytes.data() + kStartAt, header.start);
    storeTime(bytes.data() + kEndAt, header.end);
    return bytes;
}

std::optional<domain::RecordingTime> toRecordingTime(const SystemTime& time)
{
    using namespace std::chrono;
    const auto [yearNumber, monthNumber, weekday, dayNumber, hour, minute, second, millisecond] = time;
    const year_month_day date {year {yearNumber}, month {monthNumber}, day {dayNumber}};
    if (yearNumber < kFirstYear || yearNumber > kLastYear || !date.ok() || hour > 23 || minute > 59 || second > 59
        || millisecond > 999) {
        return std::nullopt;
    }
    const auto at = sys_days {date} + hours {hour} + minutes {minute} + seconds {second} + milliseconds {millisecond};
    return duration_cast<nanoseconds>(at.time_since_epoch()).count();
}

SystemTime toSystemTime(domain::RecordingTime ts)
{
    using namespace std::chrono;
    const sys_time<milliseconds> at {floor<milliseconds>(nanoseconds {ts})};
    const auto midnight = floor<days>(at);
    const year_month_day date {midnight};
    const hh_mm_ss clock {at - midnight};
    const auto number = [](auto value) { return static_cast<std::uint16_t>(value); };
    return {number(static_cast<int>(date.year())),   number(static_cast<unsigned>(date.month())),
            number(weekday {midnight}.c_encoding()), number(static_cast<unsigned>(date.day())),
            number(clock.hours().count()),           number(clock.minutes().count()),
            number(clock.seconds().count()),         number(clock.subseconds().count())};
}

} // namespace argus::formats::blf
