// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_stitcher.h"

#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <string>

namespace argus::formats::blf {

namespace {

std::string channelName(ChannelKey key)
{
    const std::string number = std::to_string(key & (kEthernetChannel - 1));
    return (key & kEthernetChannel) != 0 ? "Ethernet " + number : number;
}

void unpack(Piece& piece)
{
    const std::span<const std::uint8_t> packed(piece.packed.data(), piece.packed.size);
    switch (piece.inflater.inflate(packed, piece.declared, piece.data)) {
    case Inflater::Outcome::Whole:
        piece.cutByEnd = false; // only padding was cut
        piece.misdeclared = piece.declared != piece.data.size;
        break;
    case Inflater::Outcome::Damaged:
        piece.damaged = true;
        break;
    case Inflater::Outcome::Longer:
        piece.damaged = true;
        piece.longer = true;
        break;
    }
    if (piece.declared == 0) {
        piece.extent = piece.data.size;
        piece.sized = false;
    }
}

/// Copies frames [from, to) of a block.
void slice(const FrameBlock& block, std::size_t from, std::size_t to, FrameBlock& out)
{
    out.clear();
    for (std::size_t i = from; i < to; ++i) {
        out.append(block, i);
    }
}

} // namespace

void readPiece(Piece& piece, domain::RecordingTime start)
{
    if (piece.kind == Piece::Kind::Packed) {
        unpack(piece);
    }
    piece.findings.restart();
    ObjectParser parser(start, piece.findings);
    piece.first = findObject(piece.data.data(), 0, piece.data.size);
    piece.tail = parser.parse(piece.data.data(), piece.first, piece.data.size);
    piece.findings.blocks.close();
}

Stitcher::Stitcher(domain::RecordingTime start, RecordSink& sink, Ledger& ledger)
    : m_start(start)
    , m_sink(sink)
    , m_ledger(ledger)
    , m_names(kMaxChannels)
{ }

void Stitcher::reportStray(std::uint64_t bytes, std::uint64_t at)
{
    if (bytes == 0) {
        return;
    }
    m_ledger.skip(kLossNames[static_cast<std::size_t>(Loss::NoObject)], m_base, bytes);
    m_ledger.warn(std::to_string(bytes) + " bytes at " + std::to_string(at) + " of the file are no object");
}

void Stitcher::reportPiece(const Piece& piece)
{
    reportStray(piece.strayBytes, piece.strayAt);
    const std::string container = "the container at " + std::to_string(piece.container) + " of the file ";
    if (piece.unknownMethod) {
        m_ledger.warn(container + "is packed in a way that is not known");
    } else if (piece.longer) {
        m_ledger.warn(container + "unpacks to far more than it says; the rest of it was left out");
    } else if (piece.damaged && piece.cutByEnd) {
        m_ledger.warn("the recording is cut: " + container + "is incomplete");
    } else if (piece.damaged) {
        m_ledger.warn(container + "is damaged; what could be unpacked of it was read");
    } else if (piece.resized) {
        m_ledger.warn(container + "has a wrong size in its header");
    } else if (piece.misdeclared) {
        m_ledger.warn(container + "does not unpack to the size that it says");
    }
}

void Stitcher::add(Piece& piece)
{
    if (piece.begins) {
        m_base = *piece.begins;
        m_inStep = false;
        m_quiet = true;
    }
    reportPiece(piece);
    const std::uint8_t* data = piece.data.data();
    const std::size_t size = piece.data.size;
    if (piece.kind == Piece::Kind::Objects) {
        if (piece.tail < size) {
            piece.findings.lose(Loss::CutAtEnd, piece.tail, size - piece.tail);
            m_cutByEnd = true;
        }
        handOn(piece.findings, m_base, piece.extent);
        m_base += piece.extent;
        return;
    }
    const std::size_t from = completeTail(piece);
    if (m_tailBegin == m_tail.size()) {
        const std::size_t first = findObject(data, from, size);
        if (first != piece.first) {
            // What looked like the first object lies within another one: the work on the piece is void.
            piece.findings.restart();
            ObjectParser parser(m_start, piece.findings);
            piece.tail = parser.parse(data, first, size);
            piece.findings.blocks.close();
        }
        if (!m_inStep) {
            if (!m_quiet) {
                piece.findings.lose(Loss::DamagedContainer, from, first - from, 0);
            }
            const bool found = first < size;
            m_inStep = found;
            m_quiet = m_quiet && !found;
        } else {
            ObjectParser(m_start, piece.findings).accountGap(data + from, first - from, from);
        }
        handOn(piece.findings, m_base, piece.extent);
        m_tail.assign(data + piece.tail, data + size);
        m_tailBegin = 0;
        m_tailAt = m_base + piece.tail;
    }
    const std::uint64_t missing = piece.extent - std::min<std::uint64_t>(piece.extent, size);
    const std::size_t open = m_tail.size() - m_tailBegin;
    if (piece.damaged && (missing > 0 || !piece.sized || piece.longer)) {
        const Loss reason = piece.cutByEnd ? Loss::CutAtEnd
            : piece.unknownMethod          ? Loss::UnknownCompression
                                           : Loss::DamagedContainer;
        if (missing + open > 0) {
            m_ledger.skip(kLossNames[static_cast<std::size_t>(reason)], m_base + size - std::min(open, size),
                          missing + open);
        }
        m_tail.clear();
        m_tailBegin = 0;
        m_inStep = false;
    }
    m_base += piece.extent;
}

/// Goes on with the object that the pieces before began. Returns how much of this one belongs to it. When it is still
/// not whole, m_tail is not empty.
std::size_t Stitcher::completeTail(const Piece& piece)
{
    if (m_tailBegin == m_tail.size()) {
        return 0;
    }
    m_tailFindings.restart();
    std::size_t taken = 0;
    while (m_tailBegin < m_tail.size() && readTail(piece, taken)) { }
    m_tailFindings.blocks.close();
    handOn(m_tailFindings, m_tailAt, UINT64_MAX);
    if (m_tailBegin == m_tail.size()) {
        m_tail.clear();
        m_tailBegin = 0;
    } else if (m_tailBegin > m_tail.size() / 2) {
        m_tail.erase(m_tail.begin(), m_tail.begin() + static_cast<std::ptrdiff_t>(m_tailBegin));
        m_tailAt += m_tailBegin;
        m_tailBegin = 0;
    }
    return taken;
}

void Stitcher::dropTail(std::size_t bytes)
{
    m_tailBegin += bytes;
}

/// Reads the object that m_tail begins with, taking what it needs from the piece. False when that is not enough.
bool Stitcher::readTail(const Piece& piece, std::size_t& taken)
{
    const auto need = [&](std::size_t bytes) {
        const std::size_t open = m_tail.size() - m_tailBegin;
        const std::size_t more = std::min(bytes - std::min(bytes, open), piece.data.size - taken);
        m_tail.insert(m_tail.end(), piece.data.data() + taken, piece.data.data() + taken + more);
        taken += more;
        return open + more >= bytes;
    };
    ObjectParser parser(m_start, m_tailFindings);
    if (!need(kBaseHeader)) {
        return false;
    }
    const std::uint8_t* tail = m_tail.data();
    const std::size_t found = findObject(tail, m_tailBegin, m_tail.size());
    if (found != m_tailBegin) {
        parser.accountGap(tail + m_tailBegin, found - m_tailBegin, m_tailBegin);
        dropTail(found - m_tailBegin);
        return true;
    }
    const ObjectHeader header = objectHeader(tail + m_tailBegin);
    if (!need(header.objectSize)) {
        return false;
    }
    tail = m_tail.data();
    const std::size_t next = m_tailBegin + header.objectSize;
    if (next == m_tail.size()) {
        const std::span<const std::uint8_t> behind(piece.data.data() + taken, piece.data.size - taken);
        const std::size_t window = std::min(behind.size(), kMaxPadding + kBaseHeader);
        std::size_t inner = 0;
        if (findObject(behind.data(), 0, window) > kMaxPadding
            && ObjectParser::isOverlong(tail, m_tailBegin, next, inner)) {
            m_tailFindings.lose(Loss::UnreadableObject, m_tailBegin, inner - m_tailBegin);
            dropTail(inner - m_tailBegin);
            return true;
        }
    }
    parser.readObject(tail + m_tailBegin, header, m_tailBegin);
    dropTail(header.objectSize);
    return true;
}

void Stitcher::finish(std::uint64_t strayBytes, std::uint64_t strayAt)
{
    reportStray(strayBytes, strayAt);
    const std::size_t open = m_tail.size() - m_tailBegin;
    if (open >= kMaxPadding) {
        m_ledger.skip(kLossNames[static_cast<std::size_t>(Loss::CutAtEnd)], m_tailAt + m_tailBegin, open);
        m_cutByEnd = true;
    }
    if (m_cutByEnd) {
        m_ledger.warn("the recording is cut: its last object is incomplete");
    }
    if (m_lostByRecorder > 0) {
        m_ledger.warn("the recorder lost data (" + std::to_string(m_lostByRecorder)
                      + " OVERRUN_ERROR and DATA_LOST_BEGIN objects)");
    }
    if (m_names.overflowed()) {
        m_ledger.warn("there are more than " + std::to_string(kMaxChannels)
                      + " channels; the further ones share the name \"other\"");
    }
}

/// Turns places in a piece into offsets and its channels into those of the recording. A piece that holds more than it
/// stands for gives the rest its last offset, so that those of the following pieces stay what they are.
void Stitcher::place(Findings& findings, std::uint64_t base, std::uint64_t extent)
{
    m_channelMap.clear();
    bool same = true;
    for (const ChannelKey key : findings.channelKeys()) {
        m_channelMap.push_back(m_names.index(channelName(key)));
        same = same && m_channelMap.back() == m_channelMap.size() - 1;
    }
    const std::uint64_t last = extent == 0 ? 0 : extent - 1;
    for (std::size_t i = 0; i < findings.blocks.blockCount(); ++i) {
        FrameBlock& block = findings.blocks.block(i);
        if (!block.offset.empty() && block.offset.back() > last) {
            for (std::uint64_t& at : block.offset) {
                at = std::min(at, last);
            }
        }
        for (std::uint64_t& at : block.offset) {
            at += base;
        }
        if (!same) {
            for (std::uint16_t& channel : block.channel) {
                channel = m_channelMap[channel];
            }
        }
    }
}

void Stitcher::handOn(Findings& findings, std::uint64_t base, std::uint64_t extent)
{
    place(findings, base, extent);
    if (findings.items().empty()) {
        for (std::size_t i = 0; i < findings.blocks.blockCount(); ++i) {
            m_sink.frames(findings.blocks.block(i), m_names.names());
        }
    } else {
        const std::uint64_t last = extent == 0 ? 0 : extent - 1;
        for (Findings::Item& item : findings.items()) {
            item.packet.offset = base + std::min(item.packet.offset, last);
            item.marker.offset = base + std::min(item.marker.offset, last);
        }
        handOnFrames(findings);
    }
    account(findings, base, extent);
}

/// Hands on frames with packets and markers between them.
void Stitcher::handOnFrames(Findings& findings)
{
    auto item = findings.items().begin();
    const auto end = findings.items().end();
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < findings.blocks.blockCount(); ++i) {
        const FrameBlock& block = findings.blocks.block(i);
        std::size_t from = 0;
        while (from < block.size()) {
            for (; item != end && item->framesBefore == before + from; ++item) {
                handOnItem(*item, findings);
            }
            const std::size_t to
                = item == end ? block.size() : std::min<std::size_t>(block.size(), item->framesBefore - before);
            if (from == 0 && to == block.size()) {
                m_sink.frames(block, m_names.names());
            } else {
                slice(block, from, to, m_slice);
                m_sink.frames(m_slice, m_names.names());
            }
            from = to;
        }
        before += block.size();
    }
    for (; item != end; ++item) {
        handOnItem(*item, findings);
    }
}

void Stitcher::handOnItem(const Findings::Item& item, Findings& findings)
{
    const std::uint8_t* bytes = findings.bytes().data() + item.bytesStart;
    if (item.isPacket) {
        Packet packet = item.packet;
        packet.channel = m_channelMap[packet.channel];
        packet.bytes = {bytes, item.bytesSize};
        m_sink.packet(packet, m_names.names());
    } else {
        Marker marker = item.marker;
        marker.text = {reinterpret_cast<const char*>(bytes), item.bytesSize};
        m_sink.marker(marker);
    }
}

void Stitcher::account(const Findings& findings, std::uint64_t base, std::uint64_t extent)
{
    m_objects += findings.objects;
    const auto& others = findings.others();
    for (std::uint32_t type = 0; type < others.size(); ++type) {
        if (others[type] > 0) {
            m_sink.otherRecords(objectTypeName(type), others[type]);
        }
    }
    if (others[0] > 0) {
        m_ledger.warn("there are objects of an unknown type (" + std::to_string(findings.unknownType) + ")");
    }
    m_lostByRecorder += others[kOverrunError] + others[kDataLostBegin];
    const std::uint64_t last = extent == 0 ? 0 : extent - 1;
    for (std::size_t i = 0; i < findings.lost().size(); ++i) {
        const Findings::Lost& lost = findings.lost()[i];
        if (lost.bytes > 0) {
            m_ledger.skip(kLossNames[i], base + std::min(lost.first, last), lost.bytes, lost.count);
        }
    }
}

} // namespace argus::formats::blf
