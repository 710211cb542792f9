// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_writer.h"

#include "core/formats/blf/blf_layout.h"
#include "core/formats/data_length.h"

#include <libdeflate.h>

#include <algorithm>

namespace argus::formats {

using namespace blf;

namespace {

constexpr std::size_t kContainerBytes = 128 * 1024;
constexpr int kLevel = 6;
/// Earlier stamps are times of day or of the recorder's start, not dates. 1990-01-01.
constexpr domain::RecordingTime kFirstDate = 631152000LL * 1000000000;

constexpr std::uint32_t kNanoseconds = 2;
constexpr std::uint32_t kExtendedBit = 0x80000000;
constexpr std::size_t kClassicData = 8;

std::uint32_t idOf(const FrameBlock& block, std::size_t i)
{
    return block.id[i] | ((block.flags[i] & kExtendedId) != 0 ? kExtendedBit : 0);
}

} // namespace

void BlfWriter::Free::operator()(libdeflate_compressor* compressor) const
{
    libdeflate_free_compressor(compressor);
}

BlfWriter::BlfWriter(ByteSink& sink)
    : m_sink(sink)
    , m_compressor(libdeflate_alloc_compressor(kLevel))
{ }

BlfWriter::~BlfWriter() = default;

base::Result<> BlfWriter::put(std::span<const std::uint8_t> bytes)
{
    m_header.fileBytes += bytes.size();
    return m_sink.write(bytes);
}

base::Result<> BlfWriter::begin(domain::RecordingTime first)
{
    m_start = 0;
    if (first >= kFirstDate) {
        m_header.start = toSystemTime(first);
        m_start = toRecordingTime(m_header.start).value_or(0);
    }
    m_last = first == domain::kNoTime ? *m_start : first;
    // Counts come when they are known; until then the file is one that was not finished.
    const auto header = writeFileHeader([this] {
        FileHeader open = m_header;
        open.fileBytes = 0;
        return open;
    }());
    m_header.unpackedBytes = header.size();
    return put(header);
}

std::uint64_t BlfWriter::relative(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        m_losses.add("frames without a time written with that of the frame before");
        ts = m_last;
    }
    m_last = ts;
    m_latest = std::max(m_latest, ts);
    if (ts < *m_start) {
        m_losses.add("times before the start of the recording written as the start");
        return 0;
    }
    return static_cast<std::uint64_t>(ts) - static_cast<std::uint64_t>(*m_start);
}

/// Appends an object and returns its body, all zero.
std::uint8_t* BlfWriter::addObject(std::uint32_t type, std::size_t bodySize, std::uint64_t time)
{
    const std::size_t at = m_stream.size();
    const std::size_t size = kTimedHeader + bodySize;
    m_stream.resize(at + size, 0);
    std::uint8_t* object = m_stream.data() + at;
    std::memcpy(object, kObjectMagic.data(), kObjectMagic.size());
    store<std::uint16_t>(object + 4, kTimedHeader);
    store<std::uint16_t>(object + 6, 1);
    store<std::uint32_t>(object + 8, static_cast<std::uint32_t>(size));
    store<std::uint32_t>(object + 12, type);
    store<std::uint32_t>(object + 16, kNanoseconds);
    store<std::uint64_t>(object + 24, time);
    ++m_header.objects;
    return object + kTimedHeader;
}

void BlfWriter::addClassic(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time)
{
    const std::uint8_t flags = block.flags[i];
    const auto data = block.payload(i);
    std::uint8_t* body = addObject(kCanMessage, 8 + kClassicData, time);
    store(body, channel);
    body[2] = static_cast<std::uint8_t>(((flags & kTransmitted) != 0 ? 0x01 : 0) | ((flags & kRemote) != 0 ? 0x80 : 0));
    body[3] = block.length[i];
    store(body + 4, idOf(block, i));
    std::copy(data.begin(), data.end(), body + 8);
}

void BlfWriter::addFd(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time)
{
    const std::uint8_t flags = block.flags[i];
    const auto data = block.payload(i);
    if (channel > UINT8_MAX) {
        constexpr std::size_t kDataAt = 20;
        std::uint8_t* body = addObject(kCanFdMessage, kDataAt + kMaxFrameData, time);
        store(body, channel);
        body[2]
            = static_cast<std::uint8_t>(((flags & kTransmitted) != 0 ? 0x01 : 0) | ((flags & kRemote) != 0 ? 0x80 : 0));
        body[3] = static_cast<std::uint8_t>(codeOfLength(block.length[i]));
        store(body + 4, idOf(block, i));
        body[13] = static_cast<std::uint8_t>(0x01 | ((flags & kBitrateSwitch) != 0 ? 0x02 : 0)
                                             | ((flags & kErrorStateIndicator) != 0 ? 0x04 : 0));
        body[14] = static_cast<std::uint8_t>(data.size());
        std::copy(data.begin(), data.end(), body + kDataAt);
        return;
    }
    constexpr std::size_t kDataAt = 40;
    std::uint8_t* body = addObject(kCanFdMessage64, kDataAt + data.size(), time);
    body[0] = static_cast<std::uint8_t>(channel);
    body[1] = static_cast<std::uint8_t>(codeOfLength(block.length[i]));
    body[2] = static_cast<std::uint8_t>(data.size());
    store(body + 4, idOf(block, i));
    store<std::uint32_t>(body + 12,
                         0x1000U | ((flags & kBitrateSwitch) != 0 ? 0x2000U : 0)
                             | ((flags & kErrorStateIndicator) != 0 ? 0x4000U : 0)
                             | ((flags & kRemote) != 0 ? 0x10U : 0));
    body[34] = (flags & kTransmitted) != 0 ? 1 : 0;
    std::copy(data.begin(), data.end(), body + kDataAt);
}

void BlfWriter::addError(const FrameBlock& block, std::size_t i, std::uint16_t channel, std::uint64_t time)
{
    if ((block.flags[i] & kFd) != 0) {
        m_losses.add("error frames written without the mark of CAN FD");
    }
    if ((block.flags[i] & kTransmitted) != 0) {
        m_losses.add("error frames written without their direction");
    }
    auto data = block.payload(i);
    if (data.size() > kClassicData) {
        m_losses.add("error frames cut to 8 bytes");
        data = data.first(kClassicData);
    }
    constexpr std::size_t kDataAt = 24;
    std::uint8_t* body = addObject(kCanErrorExt, kDataAt + kClassicData, time);
    store(body, channel);
    body[10] = static_cast<std::uint8_t>(data.size());
    store(body + 16, idOf(block, i));
    std::copy(data.begin(), data.end(), body + kDataAt);
}

void BlfWriter::addFrame(const FrameBlock& block, std::size_t i, std::uint16_t channel)
{
    const std::uint64_t time = relative(block.time[i]);
    if ((block.flags[i] & kError) != 0) {
        addError(block, i, channel, time);
    } else if ((block.flags[i] & kFd) != 0 || block.length[i] > kClassicData) {
        addFd(block, i, channel, time);
    } else {
        addClassic(block, i, channel, time);
    }
}

base::Result<> BlfWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    m_channels.add(channels);
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (!m_start) {
            ARGUS_TRY(begin(block.time[i]));
        }
        if (m_channels.isRenamed(block.channel[i])) {
            m_losses.add("channels written under a number instead of their name");
        }
        addFrame(block, i, m_channels.number(block.channel[i]));
        if (m_stream.size() >= kContainerBytes) {
            ARGUS_TRY(writeContainers(/*all=*/false));
        }
    }
    return {};
}

base::Result<> BlfWriter::writeContainers(bool all)
{
    std::size_t at = 0;
    while (m_stream.size() - at >= kContainerBytes || (all && at < m_stream.size())) {
        const std::size_t size = std::min(kContainerBytes, m_stream.size() - at);
        ARGUS_TRY(writeContainer(m_stream.data() + at, size));
        at += size;
    }
    m_stream.erase(m_stream.begin(), m_stream.begin() + static_cast<std::ptrdiff_t>(at));
    return {};
}

base::Result<> BlfWriter::writeContainer(const std::uint8_t* bytes, std::size_t size)
{
    const std::size_t room = m_compressor ? libdeflate_zlib_compress_bound(m_compressor.get(), size) : 0;
    m_packed.assign(kContainerHeader + std::max(room, size) + 3, 0);
    std::uint8_t* content = m_packed.data() + kContainerHeader;
    std::size_t packed = m_compressor ? libdeflate_zlib_compress(m_compressor.get(), bytes, size, content, room) : 0;
    const CompressionMethod method = packed > 0 ? kDeflated : kStored;
    if (method == kStored) {
        std::copy(bytes, bytes + size, content);
        packed = size;
    }
    const std::size_t objectSize = kContainerHeader + packed;
    std::uint8_t* object = m_packed.data();
    std::memcpy(object, kObjectMagic.data(), kObjectMagic.size());
    store<std::uint16_t>(object + 4, kBaseHeader);
    store<std::uint16_t>(object + 6, 1);
    store<std::uint32_t>(object + 8, static_cast<std::uint32_t>(objectSize));
    store<std::uint32_t>(object + 12, kContainer);
    store<std::uint16_t>(object + kBaseHeader, method);
    store<std::uint32_t>(object + kBaseHeader + 8, static_cast<std::uint32_t>(size));
    std::fill_n(object + objectSize, objectSize % 4, std::uint8_t {0});
    m_header.unpackedBytes += kContainerHeader + size;
    return put({object, objectSize + objectSize % 4});
}

base::Result<> BlfWriter::finish()
{
    if (!m_start) {
        ARGUS_TRY(begin(domain::kNoTime));
    }
    ARGUS_TRY(writeContainers(/*all=*/true));
    if (m_latest != domain::kNoTime && m_header.start != SystemTime {}) {
        m_header.end = toSystemTime(m_latest);
    }
    return m_sink.canOverwrite() ? m_sink.overwrite(0, writeFileHeader(m_header)) : base::Result<>();
}

} // namespace argus::formats
