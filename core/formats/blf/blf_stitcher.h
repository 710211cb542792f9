// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/blf/blf_objects.h"
#include "core/formats/blf/blf_pieces.h"
#include "core/formats/channel_names.h"
#include "core/formats/reader.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace argus::formats::blf {

/// Unpacks a piece and reads the objects that lie whole in it, as if it were the only one. Any thread.
void readPiece(Piece& piece, domain::RecordingTime start);

/// Puts the pieces of a recording together, in order: gives records their offsets in the stream, reads the objects that
/// lie across pieces, and hands everything on. One thread.
class Stitcher
{
public:
    Stitcher(domain::RecordingTime start, RecordSink& sink, Ledger& ledger);

    /// Takes a piece after readPiece().
    void add(Piece& piece);
    /// What is left over when the file has ended. `strayBytes` of the file's end, from `strayAt` on, are no object.
    void finish(std::uint64_t strayBytes, std::uint64_t strayAt);

    /// Offset behind the last piece.
    std::uint64_t base() const { return m_base; }
    /// Objects, counted as the header of a file counts them.
    std::uint64_t objects() const { return m_objects; }
    std::vector<std::string> channels() const { return m_names.names(); }

private:
    void reportPiece(const Piece& piece);
    void reportStray(std::uint64_t bytes, std::uint64_t at);
    std::size_t completeTail(const Piece& piece);
    bool readTail(const Piece& piece, std::size_t& taken);
    void dropTail(std::size_t bytes);
    void handOn(Findings& findings, std::uint64_t base, std::uint64_t extent);
    void handOnFrames(Findings& findings);
    void handOnItem(const Findings::Item& item, Findings& findings);
    void place(Findings& findings, std::uint64_t base, std::uint64_t extent);
    void account(const Findings& findings, std::uint64_t base, std::uint64_t extent);

    const domain::RecordingTime m_start;
    RecordSink& m_sink;
    Ledger& m_ledger;
    ChannelNames m_names;
    std::uint64_t m_base = 0;
    std::uint64_t m_objects = 0;
    std::uint64_t m_lostByRecorder = 0;
    bool m_inStep = true; ///< false: the next object is looked for, and what lies before it belongs to a lost one
    bool m_quiet = false; ///< ... which lies before the wanted part
    bool m_cutByEnd = false;
    std::vector<std::uint8_t> m_tail; ///< the bytes so far of an object that lies across pieces
    std::size_t m_tailBegin = 0;
    std::uint64_t m_tailAt = 0; ///< offset of the first byte of m_tail
    Findings m_tailFindings;
    std::vector<std::uint16_t> m_channelMap;
    FrameBlock m_slice;
};

} // namespace argus::formats::blf
