// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/capture_reading.h"

#include <string>

namespace argus::formats {

namespace {

/// How far into a file the byte order of its ids is learnt.
constexpr std::uint64_t kVotingBytes = 1 << 20;

} // namespace

base::Result<ReadSummary> readCapture(const CapturePass& pass, RecordSink& sink, const ReadOptions& options)
{
    IdOrderVotes votes;
    Ledger unused;
    ReadOptions first;
    first.end = kVotingBytes;
    ARGUS_TRY(pass(votes, unused, first));

    ReadSummary summary;
    ChannelNames channels(kMaxCaptureChannels);
    LinkDecoder decoder(sink, summary.ledger, channels, votes);
    ARGUS_TRY(pass(decoder, summary.ledger, options));
    decoder.finish();
    summary.channels = channels.names();
    return summary;
}

void warnDamage(Ledger& ledger, std::uint64_t begin, std::uint64_t end, bool goesOn)
{
    ledger.warn("the capture is damaged from offset " + std::to_string(begin) + ": "
                + (goesOn ? "it was read on at offset " + std::to_string(end) : "nothing behind it could be read"));
}

} // namespace argus::formats
