// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/ordered_work.h"
#include "core/formats/reader.h"
#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace argus::formats {

namespace detail {

/// Chunks in flight, and with them memory: a chunk of the shortest possible lines takes about 3 MB with its frames.
inline constexpr std::size_t kMaxTextSlots = 12;
inline constexpr unsigned kMaxTextHelpers = 10;

/// Turns a chunk's own channel indices into those of the file.
void mapChannels(FrameChunk& chunk, ChannelNames& names);
/// Hands on what a chunk holds.
void handOn(FrameChunk& chunk, const ChannelNames& names, Ledger& ledger, RecordSink& sink);
/// The warnings that every text format has.
void warnAtEnd(Ledger& ledger, const ChannelNames& names, bool cutAtEnd, bool shrunk);

} // namespace detail

/// Reads a text recording line by line: newline-aligned chunks, parsed on the calling thread and `options.helpers`
/// others, handed on in file order. `Format` is what differs between formats:
///
///     using Chunk = ...;                                   // FrameChunk or derived from it
///     void parse(Chunk& chunk, ChannelNames* global) const // any thread; begins with chunk.restart(global), ends with
///                                                          // chunk.blocks.close()
///     void inOrder(Chunk& chunk)                           // calling thread, in file order, before the frames are
///                                                          // handed on: adds up counters, completes relative times
///     void finish(Ledger& ledger)                          // at the end: warnings
///
/// and, where a format needs them:
///
///     char lineEnd() const                                 // what ends a line, when it is not '\n'
///     bool isStale(Chunk& chunk) const                     // calling thread, in file order: parse() did not know what
///                                                          // the lines before this chunk say. It is called again,
///                                                          // with what isStale() left in the chunk
///
/// Errors: those of the source, and the end of the context.
template <class Format>
base::Result<ReadSummary> readTextFrames(const base::ExecutionContext& context, const ByteSource& source,
                                         RecordSink& sink, const ReadOptions& options, Format& format,
                                         std::size_t chunkBytes = kTextChunkBytes)
{
    using Chunk = typename Format::Chunk;
    char lineEnd = '\n';
    if constexpr (requires { format.lineEnd(); }) {
        lineEnd = format.lineEnd();
    }
    TextChunks chunks(source, options.begin, options.end, chunkBytes, options.rawBytes, lineEnd);
    ReadSummary summary;
    ChannelNames names {kMaxChannels};
    bool cutAtEnd = false;
    const auto produce = [&](Chunk& chunk) -> base::Result<bool> {
        ARGUS_TRY(context.check());
        return chunks.next(chunk.text);
    };
    const auto work = [&format](Chunk& chunk) { format.parse(chunk, nullptr); };
    const auto deliver = [&](Chunk& chunk) -> base::Result<> {
        ARGUS_TRY(context.check());
        if constexpr (requires { format.isStale(chunk); }) {
            if (format.isStale(chunk)) {
                format.parse(chunk, nullptr);
            }
        }
        if (chunk.tooManyChannels()) {
            format.parse(chunk, &names);
        } else {
            detail::mapChannels(chunk, names);
        }
        format.inOrder(chunk);
        detail::handOn(chunk, names, summary.ledger, sink);
        cutAtEnd = cutAtEnd || chunk.cutAtEnd;
        if (options.progress) {
            options.progress(chunk.text.bytesDone);
        }
        return {};
    };
    const unsigned helpers = std::min(options.helpers, detail::kMaxTextHelpers);
    OrderedWork<Chunk> pipeline(helpers, std::min<std::size_t>(helpers + 2, detail::kMaxTextSlots));
    ARGUS_TRY(pipeline.run(produce, work, deliver));
    format.finish(summary.ledger);
    const std::uint64_t expected = std::min(options.end, source.size());
    const bool shrunk = options.begin < expected && chunks.position() < expected;
    detail::warnAtEnd(summary.ledger, names, cutAtEnd, shrunk);
    summary.channels = names.names();
    return summary;
}

} // namespace argus::formats
