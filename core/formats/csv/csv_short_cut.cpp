// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_short_cut.h"

#include "core/formats/text/line_words.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::size_t kClassicData = 8;

/// The columns of the table in their order, with or without the one of the direction.
bool hasUsualColumns(const CsvLayout& layout, bool direction)
{
    auto column = layout.columns.begin();
    const auto take = [&](CsvRole role) { return column != layout.columns.end() && (column++)->role == role; };
    if (!take(CsvRole::Time) || !take(CsvRole::Id) || !take(CsvRole::Extended)
        || (direction && !take(CsvRole::Direction)) || !take(CsvRole::Channel) || column == layout.columns.end()
        || (column->role != CsvRole::Length && column->role != CsvRole::Dlc)) {
        return false;
    }
    ++column;
    for (std::uint8_t byte = 0; byte < kClassicData; ++byte) {
        if (column == layout.columns.end() || column->byte != byte || !take(CsvRole::DataByte)) {
            return false;
        }
    }
    // A further column is that of what stands behind the last comma, and never more of the frame.
    return std::all_of(column, layout.columns.end(), [](CsvColumn rest) { return rest.role == CsvRole::Ignored; });
}

bool comma(const char*& at)
{
    return *at++ == ',';
}

bool extendedOf(const char*& at, std::uint8_t& flags)
{
    const bool extended = std::memcmp(at, "true,", 5) == 0;
    if (!extended && std::memcmp(at, "false,", 6) != 0) {
        return false;
    }
    flags |= extended ? kExtendedId : 0;
    at += extended ? 5 : 6;
    return true;
}

bool directionOf(const char*& at, std::uint8_t& flags)
{
    if ((at[0] != 'R' && at[0] != 'T') || at[1] != 'x' || at[2] != ',') {
        return false;
    }
    flags |= at[0] == 'T' ? kTransmitted : 0;
    at += 3;
    return true;
}

} // namespace

CsvShortCut::CsvShortCut(const CsvLayout& layout)
    : m_layout(layout)
    , m_hasDirection(hasUsualColumns(layout, /*direction=*/true))
    , m_maxStamp(std::numeric_limits<domain::RecordingTime>::max() / std::max<std::int64_t>(layout.stamps.unit, 1) - 1)
{
    m_usable = quick::kUsable && layout.delimiter == ',' && !layout.decimalIds && !layout.decimalData
        && (m_hasDirection || hasUsualColumns(layout, /*direction=*/false));
}

void CsvShortCut::restart(FrameChunk& chunk)
{
    m_chunk = &chunk;
    m_end = chunk.text.text().data() + chunk.text.text().size();
    m_channels.restart();
}

/// A whole number of up to 18 digits; longer and larger ones, signs and decimals are for the other path.
bool CsvShortCut::stampOf(const char*& at, domain::RecordingTime& ts) const
{
    const char* first = at;
    ts = 0;
    for (int words = 0; words < 2 && swar::allDecimal(quick::load<std::uint64_t>(at)); ++words) {
        ts = ts * 100'000'000 + swar::decimal(quick::load<std::uint64_t>(at));
        at += 8;
    }
    while (quick::isDigit(*at) && at - first < 18) {
        ts = ts * 10 + (*at++ - '0');
    }
    if (at == first || quick::isDigit(*at) || ts > m_maxStamp) {
        return false;
    }
    ts *= m_layout.stamps.unit;
    return true;
}

const char* CsvShortCut::read(const char* line, std::uint64_t offset)
{
    const char* at = line;
    domain::RecordingTime ts = 0;
    std::uint32_t id = 0;
    std::uint16_t channel = 0;
    std::uint8_t flags = 0;
    int digits = 0;
    if (!stampOf(at, ts) || !comma(at) || !quick::hexNumber(at, id, digits) || id > kMaxExtendedId || !comma(at)
        || !extendedOf(at, flags) || (m_hasDirection && !directionOf(at, flags)) || !m_channels.read(at, channel)
        || !comma(at) || *at < '0' || *at > '8' || offset < m_layout.headerEnd) {
        return nullptr;
    }
    const auto length = static_cast<std::uint8_t>(*at++ - '0');
    std::uint64_t word = 0;
    if (length > 0 && (!comma(at) || !quick::separatedBytes<','>(at, length, word))) {
        return nullptr;
    }
    // What stands behind the bytes that the frame has is no part of it.
    const char* next = quick::nextLine(line, at, m_end, ',');
    if (next != nullptr) {
        flags |= id > kMaxStandardId ? kExtendedId : 0;
        m_chunk->blocks.add(ts, offset, id, channel, flags, length, word);
    }
    return next;
}

} // namespace argus::formats
