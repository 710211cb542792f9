// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/text_reading.h"

#include <string>

namespace argus::formats::detail {

void mapChannels(FrameChunk& chunk, ChannelNames& names)
{
    std::vector<std::uint16_t> map;
    bool same = true;
    for (const std::string_view name : chunk.channels()) {
        map.push_back(names.index(name));
        same = same && map.back() == map.size() - 1;
    }
    if (same) {
        return;
    }
    for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
        for (std::uint16_t& channel : chunk.blocks.block(i).channel) {
            channel = map[channel];
        }
    }
}

void handOn(FrameChunk& chunk, const ChannelNames& names, Ledger& ledger, RecordSink& sink)
{
    ledger.merge(chunk.ledger);
    for (std::size_t i = 0; i < chunk.blocks.blockCount(); ++i) {
        sink.frames(chunk.blocks.block(i), names.names());
    }
    for (const auto& [kind, count] : chunk.others()) {
        sink.otherRecords(kind, count);
    }
}

void warnAtEnd(Ledger& ledger, const ChannelNames& names, bool cutAtEnd, bool shrunk)
{
    if (names.overflowed()) {
        ledger.warn("there are more than " + std::to_string(kMaxChannels)
                    + " channel names; the further ones share the name \"other\"");
    }
    if (cutAtEnd) {
        ledger.warn("the recording is cut: its last line is incomplete");
    }
    if (shrunk) {
        ledger.warn("the file became shorter while it was read");
    }
}

} // namespace argus::formats::detail
