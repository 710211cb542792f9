// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/blf/blf_file.h"
#include "core/formats/blf/blf_findings.h"
#include "core/formats/blf/blf_inflate.h"
#include "core/formats/reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace argus::formats::blf {

/// A piece of the stream: what a container holds, a part of a large container, or a run of objects that lie in no
/// container.
struct Piece
{
    enum class Kind : std::uint8_t
    {
        Packed, ///< `packed` is to be unpacked
        Plain, ///< `data` has the bytes
        Objects, ///< the same, but these begin and end with whole objects and have no part in the stream's other ones
    };

    Kind kind = Kind::Plain;
    std::uint64_t container = 0; ///< place of the container in the file
    Bytes packed;
    Bytes data;
    /// Bytes that a packed container says it unpacks to; 0: it does not say.
    std::uint64_t declared = 0;
    /// Bytes of the stream that it stands for: what the container says it has, so that offsets do not depend on whether
    /// it was unpacked, and what it has where the container does not say.
    std::uint64_t extent = 0;
    bool sized = true; ///< false: `extent` is only what was found
    bool misdeclared = false; ///< the container is whole and has another size than it says
    bool damaged = false; ///< something of it is missing at the end
    bool cutByEnd = false; ///< because the file ends
    bool unknownMethod = false;
    bool longer = false; ///< more was there than is unpacked
    bool resized = false; ///< the size in its header was wrong
    std::optional<std::uint64_t> begins; ///< the stream begins anew here, at this offset
    std::uint64_t strayBytes = 0; ///< bytes of the file before it that are no object
    std::uint64_t strayAt = 0; ///< their place in the file
    std::uint64_t bytesDone = 0; ///< of the file, up to its end

    // What the work on it gave.
    Inflater inflater;
    Findings findings;
    std::size_t first = 0; ///< where findObject() found the first object
    std::size_t tail = 0; ///< where the first object begins that is not whole

    void restart();
};

/// Cuts a file into pieces, in order. One thread; memory is that of the largest piece.
class Pieces
{
public:
    Pieces(const ByteSource& source, const ReadOptions& options);

    /// The start of the file; its header, if it has one, is taken and no part of the pieces. Errors: the source's.
    base::Result<std::vector<std::uint8_t>> header();
    /// Fills `piece`; false at the end of the file. Errors: those of the source.
    base::Result<bool> next(Piece& piece);
    std::uint64_t position() const { return m_cursor.position(); }
    /// Bytes at the end of the file that are no object.
    std::uint64_t strayBytes() const { return m_strayBytes; }
    std::uint64_t strayAt() const { return m_strayAt; }

private:
    struct Container
    {
        std::uint64_t at = 0; ///< place in the file
        std::uint32_t size = 0; ///< with its header
        std::uint16_t method = 0;
        std::uint32_t unpacked = 0;

        std::uint64_t end() const { return at + size; }
    };
    /// A container that is taken in parts.
    struct Large
    {
        Container container;
        std::uint64_t packedLeft = 0;
        std::uint64_t given = 0; ///< bytes of the stream so far
        bool sizeDoubtful = false; ///< nothing follows where it should end
    };

    base::Result<bool> findNext();
    base::Result<bool> skipContainer(const Container& container);
    base::Result<> takeContainer(const Container& container, Piece& piece);
    base::Result<> takeObjects(Piece& piece);
    base::Result<> beginLarge(const Container& container, Piece& piece);
    base::Result<> nextPart(Piece& piece);
    base::Result<> takeRest();
    base::Result<> nextStoredPart(Piece& piece);
    base::Result<> nextDeflatedPart(Piece& piece);
    void endPart(Piece& piece, bool isLast);

    const std::uint64_t m_begin;
    const std::uint64_t m_fileBytes;
    FileCursor m_cursor;
    bool m_skipping = false; ///< before the part that is wanted
    std::uint64_t m_skipped = 0; ///< bytes of the stream that were skipped
    std::uint64_t m_strayBytes = 0;
    std::uint64_t m_strayAt = 0;
    std::optional<Large> m_large;
    StreamInflater m_inflater;
};

} // namespace argus::formats::blf
