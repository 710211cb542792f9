// SPDX-License-Identifier: Apache-2.0
#include "core/formats/gzip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <string_view>

namespace argus::formats {

using base::Result;

namespace {

constexpr std::size_t kPackedBytes = 64 * 1024;
constexpr int kGzipOnly = 15 + 16; ///< zlib: the largest window, and a gzip header before the data
constexpr std::uint8_t kMagic = 0x1F;

/// zlib's words, where it has some.
std::string reasonOf(const z_stream& stream)
{
    const std::string_view words = stream.msg == nullptr ? "" : stream.msg;
    return words == "incorrect data check"  ? "the checksum is wrong"
        : words == "incorrect length check" ? "the stated length is wrong"
        : words.empty()                     ? "the compressed data is broken"
                                            : "the compressed data is broken (" + std::string(words) + ")";
}

} // namespace

struct GzipStream::Zlib : z_stream
{ };

GzipStream::GzipStream(const base::UniqueFd& fd)
    : m_fd(fd)
    , m_zlib(std::make_unique<Zlib>())
    , m_packed(kPackedBytes)
{
    if (::inflateInit2(m_zlib.get(), kGzipOnly) != Z_OK) {
        m_state = State::Ended; // nothing else can be wrong here
        m_damage = "there is not enough memory to unpack it";
    }
}

GzipStream::~GzipStream()
{
    ::inflateEnd(m_zlib.get());
}

Result<> GzipStream::fill()
{
    if (m_zlib->avail_in > 0) {
        return {};
    }
    const auto got = base::readAt(m_fd, m_offset, m_packed.data(), m_packed.size());
    if (!got) {
        return base::fail(got);
    }
    m_offset += *got;
    m_zlib->next_in = m_packed.data();
    m_zlib->avail_in = static_cast<uInt>(*got);
    return {};
}

void GzipStream::endDamaged(const std::string& why)
{
    m_state = State::Ended;
    m_damage = why + " at byte " + std::to_string(m_offset - m_zlib->avail_in) + " of the compressed file";
}

/// Between two parts, and after the last one: tapes and block devices pad with zeros.
Result<> GzipStream::beginPart()
{
    while (true) {
        ARGUS_TRY(fill());
        const auto* begin = m_zlib->next_in;
        const auto* end = begin + m_zlib->avail_in;
        const auto* next = m_first ? begin : std::find_if(begin, end, [](Bytef byte) { return byte != 0; });
        m_zlib->next_in += next - begin;
        m_zlib->avail_in -= static_cast<uInt>(next - begin);
        if (next != end) {
            break;
        }
        if (begin == end) {
            m_state = State::Ended;
            return {};
        }
    }
    if (!m_first && *m_zlib->next_in != kMagic) {
        endDamaged("something else than compressed data follows");
        return {};
    }
    m_first = false;
    ::inflateReset(m_zlib.get());
    m_state = State::Data;
    return {};
}

Result<std::size_t> GzipStream::read(std::span<std::uint8_t> out)
{
    m_zlib->next_out = out.data();
    m_zlib->avail_out = static_cast<uInt>(out.size());
    while (m_zlib->avail_out > 0 && m_state != State::Ended) {
        if (m_state == State::Header) {
            ARGUS_TRY(beginPart());
            continue;
        }
        ARGUS_TRY(fill());
        if (m_zlib->avail_in == 0) {
            // What zlib holds back comes only when asked for without input.
            const uInt before = m_zlib->avail_out;
            (void)::inflate(m_zlib.get(), Z_SYNC_FLUSH);
            if (m_zlib->avail_out == before) {
                endDamaged("it ends too early,");
            }
            continue;
        }
        const int status = ::inflate(m_zlib.get(), Z_SYNC_FLUSH);
        if (status == Z_STREAM_END) {
            m_state = State::Header;
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            endDamaged(reasonOf(*m_zlib));
        }
    }
    return out.size() - m_zlib->avail_out;
}

} // namespace argus::formats
