// SPDX-License-Identifier: Apache-2.0
#include "core/bench/blf_bench.h"

#include "core/formats/blf/blf_inflate.h"
#include "core/formats/blf/blf_pieces.h"

namespace argus::bench {

using base::fail;
using base::Result;

Result<std::uint64_t> inflateContainers(const formats::ByteSource& source, InflateWith with)
{
    formats::blf::Pieces pieces(source, {});
    const auto header = pieces.header();
    if (!header) {
        return fail(header);
    }
    formats::blf::Piece piece;
    formats::blf::StreamInflater zlib;
    std::uint64_t bytes = 0;
    while (true) {
        const auto more = pieces.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            return bytes;
        }
        const std::span<const std::uint8_t> packed(piece.packed.data(), piece.packed.size);
        if (piece.kind == formats::blf::Piece::Kind::Packed && with == InflateWith::Libdeflate) {
            piece.inflater.inflate(packed, piece.declared, piece.data);
        } else if (piece.kind == formats::blf::Piece::Kind::Packed) {
            std::size_t used = 0;
            zlib.restart();
            zlib.inflate(packed, used, piece.data, formats::blf::kMaxUnpacked);
        }
        bytes += piece.data.size;
    }
}

} // namespace argus::bench
