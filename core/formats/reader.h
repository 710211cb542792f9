// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/frame_block.h"
#include "core/formats/ledger.h"
#include "core/formats/records.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// The kinds under which these are counted.
inline constexpr std::string_view kPacketKind = "network packet";
inline constexpr std::string_view kDiagnosticKind = "diagnostic message";
inline constexpr std::string_view kSampleKind = "sample row";

/// Receives what a reader finds, in file order, on the thread that called Reader::read. Everything but frames has a
/// default that only counts it, by kind: a sink that takes such a record itself counts it too.
///
/// `channels` grows as names are met; FrameBlock::channel and the other channel numbers index it. Records live for the
/// time of the call.
class RecordSink
{
public:
    virtual ~RecordSink() = default;
    virtual void frames(const FrameBlock& block, const std::vector<std::string>& channels) = 0;
    /// Records that are no frames (LIN, status, statistics): only counted, by kind.
    virtual void otherRecords(std::string_view kind, std::uint64_t count);
    virtual void packet(const Packet& packet, const std::vector<std::string>& channels);
    virtual void diagnosticPayload(const DiagnosticPayload& payload, const std::vector<std::string>& channels);
    virtual void marker(const Marker& marker);
    /// `groups` grows as groups are met; SampleBlock::group indexes it.
    virtual void samples(const SampleBlock& block, const std::vector<SignalGroup>& groups);
};

struct ReadOptions
{
    /// Threads that may parse beside the calling one; 0: none. Results are the same for any number.
    unsigned helpers = 0;
    /// The part of the recording to read, in the offsets that its records have; used to show the surroundings of one
    /// frame. Readers of text start at the first whole line within. A reader that cannot begin in the middle reads from
    /// the start, and one that cannot end early reads on: sinks pass over what they did not ask for.
    std::uint64_t begin = 0;
    std::uint64_t end = UINT64_MAX;
    /// Called now and then with the bytes done so far, on the calling thread.
    std::function<void(std::uint64_t)> progress;
    /// Sees each byte of the file once and in order (hashing shares the parse's read); on the calling thread.
    std::function<void(std::span<const std::uint8_t>)> rawBytes;
};

/// What is known once a file was read.
struct ReadSummary
{
    Ledger ledger;
    std::vector<std::string> channels;
};

/// Reads one format. Stateless: one instance serves any number of threads.
///
/// A reader never fails because of damage it can name: it keeps what is whole, accounts for the rest in the ledger and
/// goes on where it can. It returns an error only when reading the source fails or the context ends. It trusts no
/// length, count or offset in the file, and its memory does not grow with the file.
///
/// Offsets of records and in the ledger are bytes of the file; in formats that pack records into compressed blocks,
/// they are bytes of the stream that the unpacked blocks make one after the other (each reader says so), because only
/// these tell two records apart. Where a whole block is lost, the warning names its place in the file.
class Reader
{
public:
    virtual ~Reader() = default;
    /// The name in JSON: "candump", "asc", "blf", ...
    virtual std::string_view format() const = 0;
    /// What people call it.
    virtual std::string_view displayName() const = 0;
    /// How sure this reader is that it can read the file, 0 to 100, from its first bytes (at most kProbeBytes) and
    /// name. Content counts; the name only breaks a tie.
    virtual int probe(std::span<const std::uint8_t> head, std::string_view filename) const = 0;
    /// True when records are handed on in the order of their offsets. Not so where a file keeps each message's records
    /// together and the reader puts them into the order of time.
    virtual bool offsetsAscend() const { return true; }
    virtual base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source,
                                           RecordSink& sink, const ReadOptions& options) const
        = 0;
};

inline constexpr std::size_t kProbeBytes = 64 * 1024;

/// Every reader the program has; lives as long as the program.
const std::vector<const Reader*>& allReaders();
/// By its name in JSON; null when there is none.
const Reader* findReader(std::string_view format);

/// The reader for a file: content first, extension second. Where none is sure, Invalid with what the file seems to be
/// ("it looks like a PNG picture", "it is empty", "it is UTF-16 text").
base::Result<const Reader*> recognise(const ByteSource& source, std::string_view filename);

} // namespace argus::formats
