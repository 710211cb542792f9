// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_reader.h"

#include "core/formats/blf/blf_header.h"
#include "core/formats/blf/blf_layout.h"
#include "core/formats/blf/blf_pieces.h"
#include "core/formats/blf/blf_stitcher.h"
#include "core/formats/ordered_work.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace argus::formats {

using blf::FileHeader;

namespace {

constexpr std::size_t kMaxSlots = 12;
constexpr unsigned kMaxHelpers = 10;

/// What the header says about times.
domain::RecordingTime startOf(const std::optional<FileHeader>& header, Ledger& ledger)
{
    if (!header) {
        return 0;
    }
    if (const auto start = blf::toRecordingTime(header->start)) {
        ledger.warn("the time zone of the start is not in the file; it is counted as UTC");
        return *start;
    }
    if (header->start != blf::SystemTime {}) {
        ledger.warn("the start in the header is no date; times count from it");
    }
    return 0;
}

/// Compares what the header says with what was found.
void compareHeader(const std::optional<FileHeader>& header, std::uint64_t fileBytes, std::uint64_t objects,
                   Ledger& ledger)
{
    if (!header) {
        ledger.warn("the file has no header; times are those of the objects");
        return;
    }
    if (header->objects == 0 && objects > 0) {
        ledger.warn("the recorder did not finish the file: its header has no counts");
        return;
    }
    if (header->objects != static_cast<std::uint32_t>(objects)) {
        ledger.warn("the header says " + std::to_string(header->objects) + " objects, but there are "
                    + std::to_string(objects));
    }
    if (header->fileBytes > fileBytes) {
        ledger.warn("the file is shorter than its header says (" + std::to_string(header->fileBytes) + " bytes)");
    }
}

} // namespace

int BlfReader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    constexpr std::size_t kMagic = blf::kFileMagic.size();
    return head.size() > kMagic && std::memcmp(head.data(), blf::kFileMagic.data(), kMagic) == 0 ? 100 : 0;
}

base::Result<ReadSummary> BlfReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                          RecordSink& sink, const ReadOptions& options) const
{
    ReadSummary summary;
    blf::Pieces pieces(source, options);
    const auto head = pieces.header();
    if (!head) {
        return base::fail(head);
    }
    const auto header = blf::readFileHeader(*head);
    const domain::RecordingTime start = startOf(header, summary.ledger);
    blf::Stitcher stitcher(start, sink, summary.ledger);
    bool ended = options.begin >= options.end;
    const auto produce = [&](blf::Piece& piece) -> base::Result<bool> {
        ARGUS_TRY(context.check());
        if (ended) {
            return false;
        }
        return pieces.next(piece);
    };
    const auto work = [start](blf::Piece& piece) { blf::readPiece(piece, start); };
    const auto deliver = [&](blf::Piece& piece) -> base::Result<> {
        ARGUS_TRY(context.check());
        if (ended) {
            return {}; // was begun before the end was known
        }
        stitcher.add(piece);
        ended = stitcher.base() >= options.end;
        if (options.progress) {
            options.progress(piece.bytesDone);
        }
        return {};
    };
    const unsigned helpers = std::min(options.helpers, kMaxHelpers);
    OrderedWork<blf::Piece> pipeline(helpers, std::min<std::size_t>(helpers + 2, kMaxSlots));
    ARGUS_TRY(pipeline.run(produce, work, deliver));
    const bool isWhole = options.begin == 0 && !ended;
    if (!ended) {
        stitcher.finish(pieces.strayBytes(), pieces.strayAt());
    }
    if (isWhole) {
        compareHeader(header, source.size(), stitcher.objects(), summary.ledger);
    }
    if (!ended && pieces.position() < source.size()) {
        summary.ledger.warn("the file became shorter while it was read");
    }
    summary.channels = stitcher.channels();
    return summary;
}

} // namespace argus::formats
