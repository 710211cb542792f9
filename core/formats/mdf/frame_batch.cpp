// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/frame_batch.h"

#include <algorithm>
#include <cstring>

namespace argus::formats::mdf {

namespace {

constexpr std::size_t kTogether = FrameBatch::kTogether;

template <class Value> void copyTogether(Value* to, const FrameBatch::Column<Value>& from, std::size_t first)
{
    std::memcpy(to, from.data() + first, kTogether * sizeof(Value));
}

} // namespace

std::size_t FrameBatch::write(std::size_t first, std::size_t count, BlockWriter& out) const
{
    if (isLong) {
        writeLong(first, count, out);
        return count;
    }
    return writeWords(first, count, out);
}

std::size_t FrameBatch::writeWords(std::size_t first, std::size_t count, BlockWriter& out) const
{
    const BlockWriter::Columns to = out.columns();
    count = std::min(count, to.room);
    for (std::size_t done = 0; done < count; done += kTogether) {
        const std::size_t from = first + done;
        copyTogether(to.time + done, time, from);
        copyTogether(to.offset + done, offset, from);
        copyTogether(to.id + done, id, from);
        copyTogether(to.channel + done, channel, from);
        copyTogether(to.flags + done, flags, from);
        copyTogether(to.length + done, length, from);
        std::memcpy(to.data + 8 * done, word.data() + from, kTogether * sizeof(std::uint64_t));
        const std::uint32_t start = to.firstStart + static_cast<std::uint32_t>(8 * done);
        for (std::uint32_t i = 0; i < kTogether; ++i) {
            to.dataStart[done + i] = start + 8 * i;
        }
    }
    out.commit(count);
    return count;
}

void FrameBatch::writeLong(std::size_t first, std::size_t count, BlockWriter& out) const
{
    for (std::size_t i = first; i < first + count; ++i) {
        const std::uint8_t* payload = payloads + i * payloadStride;
        if (payloadBytes == kMaxFrameData) {
            out.addLong(time[i], offset[i], id[i], channel[i], flags[i], length[i], payload);
        } else {
            out.add(time[i], offset[i], id[i], channel[i], flags[i], {payload, length[i]});
        }
    }
}

} // namespace argus::formats::mdf
