// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>

namespace argus::formats::blf {

namespace {

/// What is unpacked at a time where the size is not known.
constexpr std::size_t kStep = 256 * 1024;
/// No deflate stream unpacks to more than this many times its size.
constexpr std::uint64_t kMaxRatio = 1032;

} // namespace

void Inflater::Free::operator()(libdeflate_decompressor* decompressor) const
{
    libdeflate_free_decompressor(decompressor);
}

Inflater::Inflater()
    : m_fast(libdeflate_alloc_decompressor())
{ }

Inflater::~Inflater() = default;

Inflater::Outcome Inflater::inflate(std::span<const std::uint8_t> packed, std::uint64_t expected, Bytes& out)
{
    out.size = 0;
    const std::uint64_t possible = std::min<std::uint64_t>(packed.size() * kMaxRatio, kMaxUnpacked);
    const auto room = static_cast<std::size_t>(std::min(expected, possible));
    if (m_fast && room > 0) {
        std::size_t used = 0;
        std::size_t made = 0;
        if (libdeflate_zlib_decompress_ex(m_fast.get(), packed.data(), packed.size(), out.reserve(room), room, &used,
                                          &made)
            == LIBDEFLATE_SUCCESS) {
            out.size = made;
            return Outcome::Whole;
        }
    }
    // Longer than it says, or damaged: zlib gives what can be had.
    StreamInflater slow;
    while (true) {
        std::size_t used = 0;
        const auto outcome = slow.inflate(packed, used, out, std::min(out.size + kStep, kMaxUnpacked + 1));
        packed = packed.subspan(used);
        switch (outcome) {
        case StreamInflater::Outcome::End:
            return Outcome::Whole;
        case StreamInflater::Outcome::NeedsInput:
        case StreamInflater::Outcome::Damaged:
            return Outcome::Damaged;
        case StreamInflater::Outcome::NeedsRoom:
            if (out.size > kMaxUnpacked) {
                return Outcome::Longer;
            }
            break;
        }
    }
}

struct StreamInflater::State
{
    z_stream stream {};
    bool ready = false;
};

StreamInflater::StreamInflater()
    : m_state(std::make_unique<State>())
{
    m_state->ready = inflateInit(&m_state->stream) == Z_OK;
}

StreamInflater::~StreamInflater()
{
    if (m_state->ready) {
        inflateEnd(&m_state->stream);
    }
}

void StreamInflater::restart()
{
    if (m_state->ready) {
        inflateReset(&m_state->stream);
    }
}

StreamInflater::Outcome StreamInflater::inflate(std::span<const std::uint8_t> in, std::size_t& used, Bytes& out,
                                                std::size_t room)
{
    used = 0;
    if (!m_state->ready) {
        return Outcome::Damaged;
    }
    if (out.size >= room) {
        return Outcome::NeedsRoom;
    }
    // Parts of input and output are far below the 4 GiB that zlib's counters hold.
    z_stream& stream = m_state->stream;
    const std::size_t given = std::min<std::size_t>(in.size(), 1U << 30);
    stream.next_in = const_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(given);
    stream.next_out = out.reserve(room) + out.size;
    stream.avail_out = static_cast<uInt>(std::min<std::size_t>(room - out.size, 1U << 30));
    const std::size_t offered = stream.avail_out;
    const int result = ::inflate(&stream, Z_NO_FLUSH);
    used = given - stream.avail_in;
    out.size += offered - stream.avail_out;
    if (result == Z_STREAM_END) {
        return Outcome::End;
    }
    if (result != Z_OK && result != Z_BUF_ERROR) {
        return Outcome::Damaged;
    }
    return stream.avail_out == 0 ? Outcome::NeedsRoom : Outcome::NeedsInput;
}

} // namespace argus::formats::blf
