// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_pieces.h"

#include "core/formats/blf/blf_header.h"
#include "core/formats/blf/blf_layout.h"

#include <algorithm>
#include <cstring>

namespace argus::formats::blf {

namespace {

/// Bytes of a packed container that are held in memory at once; larger ones are taken in parts.
constexpr std::size_t kMaxPacked = 4U << 20;
/// A part of a large container.
constexpr std::size_t kPartBytes = 1U << 20;
/// Objects outside of containers are handed on in runs of about this size.
constexpr std::size_t kRunBytes = 256 * 1024;
/// What is read at a time where the next object is looked for.
constexpr std::size_t kSearchBytes = 64 * 1024;
/// How far before the wanted part reading begins, so that it is in step with the objects when it gets there.
constexpr std::uint64_t kLeadIn = 128 * 1024;
/// File headers larger than this are not believed.
constexpr std::uint32_t kMaxFileHeader = 64 * 1024;

void append(Bytes& out, std::span<const std::uint8_t> bytes)
{
    std::uint8_t* memory = out.reserve(out.size + bytes.size());
    std::copy(bytes.begin(), bytes.end(), memory + out.size);
    out.size += bytes.size();
}

/// True when `bytes` begin with an object, padding before it included, or end within that padding.
bool beginsWithObject(std::span<const std::uint8_t> bytes)
{
    const std::size_t window = std::min(bytes.size(), kMaxPadding + kBaseHeader);
    const std::size_t found = findOuterObject(bytes.data(), 0, window);
    return found <= kMaxPadding;
}

} // namespace

void Piece::restart()
{
    kind = Kind::Plain;
    packed.size = 0;
    data.size = 0;
    declared = 0;
    extent = 0;
    sized = true;
    misdeclared = false;
    damaged = false;
    cutByEnd = false;
    unknownMethod = false;
    longer = false;
    resized = false;
    begins.reset();
    strayBytes = 0;
}

Pieces::Pieces(const ByteSource& source, const ReadOptions& options)
    : m_begin(options.begin)
    , m_fileBytes(source.size())
    , m_cursor(source, options.rawBytes)
    , m_skipping(options.begin > 0)
{ }

base::Result<std::vector<std::uint8_t>> Pieces::header()
{
    ARGUS_TRY(m_cursor.fill(kFileHeader));
    const auto ahead = m_cursor.ahead();
    std::vector<std::uint8_t> bytes(ahead.begin(), ahead.begin() + std::min(ahead.size(), kFileHeader));
    if (const auto known = readFileHeader(bytes)) {
        const bool believed = known->size >= kUsedFileHeader && known->size <= kMaxFileHeader;
        const std::size_t size = believed ? known->size : kFileHeader;
        ARGUS_TRY(m_cursor.fill(size));
        m_cursor.take(size);
    }
    return bytes;
}

/// Goes on to the next object of the file; false when there is none.
base::Result<bool> Pieces::findNext()
{
    while (true) {
        ARGUS_TRY(m_cursor.fill(kSearchBytes));
        const auto ahead = m_cursor.ahead();
        if (ahead.empty()) {
            return false;
        }
        const std::size_t found = findOuterObject(ahead.data(), 0, ahead.size());
        const bool whole = ahead.size() - found >= kBaseHeader;
        const std::size_t stray = !whole && m_cursor.atEnd() ? ahead.size() : found;
        if (stray > kMaxPadding || (stray > 0 && m_strayBytes > 0)) {
            m_strayAt = m_strayBytes == 0 ? m_cursor.position() : m_strayAt;
            m_strayBytes += stray;
        }
        m_cursor.take(stray);
        if (whole) {
            return true;
        }
    }
}

base::Result<bool> Pieces::next(Piece& piece)
{
    piece.restart();
    if (m_large) {
        ARGUS_TRY(nextPart(piece));
        piece.bytesDone = m_cursor.position();
        return true;
    }
    while (true) {
        auto found = findNext();
        if (!found || !*found) {
            return found;
        }
        ARGUS_TRY(m_cursor.fill(kContainerHeader));
        const auto ahead = m_cursor.ahead();
        const ObjectHeader header = objectHeader(ahead.data());
        Container container;
        container.at = m_cursor.position();
        container.size = header.objectSize;
        const bool isCut = header.type == kContainer && ahead.size() < kContainerHeader;
        if (header.type == kContainer && !isCut) {
            container.method = load<std::uint16_t>(ahead.data() + kBaseHeader);
            container.unpacked = load<std::uint32_t>(ahead.data() + kBaseHeader + 8);
            auto skipped = skipContainer(container);
            if (!skipped) {
                return skipped;
            }
            if (*skipped) {
                continue;
            }
        }
        if (m_skipping) {
            m_skipping = false;
            piece.begins = m_skipped;
        }
        piece.strayBytes = m_strayBytes;
        piece.strayAt = m_strayAt;
        m_strayBytes = 0;
        piece.container = container.at;
        if (isCut) {
            m_cursor.take(ahead.size());
            piece.damaged = true;
            piece.cutByEnd = true;
        } else if (header.type == kContainer) {
            ARGUS_TRY(takeContainer(container, piece));
        } else {
            ARGUS_TRY(takeObjects(piece));
        }
        piece.bytesDone = m_cursor.position();
        return true;
    }
}

/// Passes over a container that lies before the wanted part; false when it is to be read.
base::Result<bool> Pieces::skipContainer(const Container& container)
{
    if (!m_skipping) {
        return false;
    }
    const std::uint64_t extent
        = container.method == kStored ? container.size - kContainerHeader : std::uint64_t {container.unpacked};
    if (extent == 0 || m_skipped + extent + kLeadIn > m_begin) {
        return false;
    }
    auto follows = m_cursor.objectFollows(container.end());
    if (!follows || !*follows) {
        return follows;
    }
    m_skipped += extent;
    m_cursor.jump(container.size);
    return true;
}

base::Result<> Pieces::takeContainer(const Container& container, Piece& piece)
{
    if (container.size > kMaxPacked || (container.method == kDeflated && container.unpacked > kMaxUnpacked)) {
        return beginLarge(container, piece);
    }
    ARGUS_TRY(m_cursor.fill(container.size + kMaxPadding + kBaseHeader));
    const auto ahead = m_cursor.ahead();
    std::size_t end = std::min<std::size_t>(container.size, ahead.size());
    piece.cutByEnd = end < container.size;
    if (piece.cutByEnd || !beginsWithObject(ahead.subspan(end))) {
        const std::size_t other = findContainer(ahead.data(), kContainerHeader, end);
        if (other < end) {
            end = other;
            piece.cutByEnd = false;
            piece.resized = true;
        }
    }
    const auto content = ahead.subspan(kContainerHeader, end - kContainerHeader);
    switch (container.method) {
    case kStored:
        append(piece.data, content);
        piece.extent = piece.resized ? content.size() : container.size - kContainerHeader;
        piece.damaged = piece.cutByEnd;
        break;
    case kDeflated:
        piece.kind = Piece::Kind::Packed;
        append(piece.packed, content);
        piece.declared = container.unpacked;
        piece.extent = container.unpacked;
        break;
    default:
        piece.extent = container.unpacked;
        piece.damaged = true;
        piece.unknownMethod = true;
        break;
    }
    m_cursor.take(end);
    return {};
}

/// A run of objects that lie in no container, with the padding between them.
base::Result<> Pieces::takeObjects(Piece& piece)
{
    piece.kind = Piece::Kind::Objects;
    while (piece.data.size < kRunBytes) {
        ARGUS_TRY(m_cursor.fill(kBaseHeader));
        auto ahead = m_cursor.ahead();
        if (ahead.size() < kBaseHeader || !isObjectMagic(ahead.data())) {
            return {};
        }
        const ObjectHeader header = objectHeader(ahead.data());
        if (header.type == kContainer || !isPlausible(header)) {
            return {};
        }
        ARGUS_TRY(m_cursor.fill(header.objectSize + kMaxPadding + kBaseHeader));
        ahead = m_cursor.ahead();
        std::size_t end = std::min<std::size_t>(header.objectSize, ahead.size());
        if (end < header.objectSize || !beginsWithObject(ahead.subspan(end))) {
            // Its size may be damaged: containers behind it must not be lost in it.
            end = findContainer(ahead.data(), kBaseHeader, end);
        }
        const std::size_t window = std::min(ahead.size(), end + kMaxPadding + kBaseHeader);
        const std::size_t following = findOuterObject(ahead.data(), end, window);
        const std::size_t taken = following - end <= kMaxPadding ? following : end;
        append(piece.data, ahead.first(taken));
        piece.extent = piece.data.size;
        m_cursor.take(taken);
    }
    return {};
}

base::Result<> Pieces::beginLarge(const Container& container, Piece& piece)
{
    const auto follows = m_cursor.objectFollows(container.end());
    if (!follows) {
        return base::fail(follows);
    }
    m_large = Large {container, container.size - std::uint64_t {kContainerHeader}, 0, !*follows};
    m_inflater.restart();
    m_cursor.take(kContainerHeader);
    return nextPart(piece);
}

base::Result<> Pieces::nextPart(Piece& piece)
{
    piece.container = m_large->container.at;
    switch (m_large->container.method) {
    case kStored:
        return nextStoredPart(piece);
    case kDeflated:
        return nextDeflatedPart(piece);
    default:
        break;
    }
    piece.damaged = true;
    piece.unknownMethod = true;
    ARGUS_TRY(takeRest());
    endPart(piece, /*isLast=*/true);
    return {};
}

/// Passes over the rest of a large container where its end is known to be right. Otherwise the next object is looked
/// for at once.
base::Result<> Pieces::takeRest()
{
    while (!m_large->sizeDoubtful && m_large->packedLeft > 0) {
        ARGUS_TRY(m_cursor.fill(kSearchBytes));
        const std::uint64_t ahead = m_cursor.ahead().size();
        if (ahead == 0) {
            break;
        }
        const auto taken = static_cast<std::size_t>(std::min(ahead, m_large->packedLeft));
        m_cursor.take(taken);
        m_large->packedLeft -= taken;
    }
    return {};
}

/// Says how much of the stream a part stands for: all parts together as much as the container says it has.
void Pieces::endPart(Piece& piece, bool isLast)
{
    Large& large = *m_large;
    const std::uint64_t total = large.container.method == kStored ? large.container.size - kContainerHeader
                                                                  : std::uint64_t {large.container.unpacked};
    const std::uint64_t left = total - std::min(total, large.given);
    piece.extent = isLast ? left : std::min<std::uint64_t>(piece.data.size, left);
    if (total == 0) {
        piece.extent = piece.data.size;
        piece.sized = false;
    }
    large.given += piece.data.size;
    piece.misdeclared = isLast && !piece.damaged && large.given != total;
    if (isLast) {
        m_large.reset();
    }
}

base::Result<> Pieces::nextStoredPart(Piece& piece)
{
    Large& large = *m_large;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(large.packedLeft, kPartBytes));
    ARGUS_TRY(m_cursor.fill(wanted + kBaseHeader));
    const auto ahead = m_cursor.ahead();
    std::size_t size = std::min(ahead.size(), wanted);
    bool isLast = size < wanted || size == large.packedLeft;
    piece.damaged = size < wanted;
    piece.cutByEnd = piece.damaged;
    if (large.sizeDoubtful) {
        // A header that begins in this part may end behind it.
        const std::size_t window = std::min(ahead.size(), size + kBaseHeader - 1);
        const std::size_t other = findContainer(ahead.data(), 0, window);
        if (other < window) {
            size = other;
            isLast = true;
            piece.damaged = false;
            piece.cutByEnd = false;
            piece.resized = true;
        }
    }
    append(piece.data, ahead.first(size));
    m_cursor.take(size);
    large.packedLeft -= size;
    if (piece.resized) {
        large.container.size = static_cast<std::uint32_t>(large.given + size + kContainerHeader);
    }
    endPart(piece, isLast);
    return {};
}

base::Result<> Pieces::nextDeflatedPart(Piece& piece)
{
    Large& large = *m_large;
    while (true) {
        ARGUS_TRY(m_cursor.fill(kSearchBytes));
        auto ahead = m_cursor.ahead();
        ahead = ahead.first(static_cast<std::size_t>(std::min<std::uint64_t>(ahead.size(), large.packedLeft)));
        std::size_t used = 0;
        const auto outcome = m_inflater.inflate(ahead, used, piece.data, kPartBytes);
        m_cursor.take(used);
        large.packedLeft -= used;
        if (outcome == StreamInflater::Outcome::NeedsRoom) {
            endPart(piece, /*isLast=*/false);
            return {};
        }
        if (outcome == StreamInflater::Outcome::NeedsInput && used > 0) {
            continue;
        }
        if (outcome != StreamInflater::Outcome::End) {
            piece.damaged = true;
            piece.cutByEnd = ahead.empty() && large.packedLeft > 0;
        }
        ARGUS_TRY(takeRest());
        endPart(piece, /*isLast=*/true);
        return {};
    }
}

} // namespace argus::formats::blf
