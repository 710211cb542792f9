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
    const BlockWriter::Columns to = out.columns();
    count = std::min(count, to.room);
    std::size_t done = 0;
    for (; done < count && done + kTogether <= to.room; done += kTogether) {
        copyWords(first + done, done, to);
    }
    for (std::size_t i = done; i < count; ++i) { // at the end of a block
        copyWord(first + i, i, to);
    }
    out.commit(count);
    return count;
}

void FrameBatch::copyWords(std::size_t from, std::size_t at, const BlockWriter::Columns& to) const
{
    copyTogether(to.time + at, time, from);
    copyTogether(to.offset + at, offset, from);
    copyTogether(to.id + at, id, from);
    copyTogether(to.channel + at, channel, from);
    copyTogether(to.flags + at, flags, from);
    copyTogether(to.length + at, length, from);
    std::memcpy(to.data + 8 * at, word.data() + from, kTogether * sizeof(std::uint64_t));
    const std::uint32_t start = to.firstStart + static_cast<std::uint32_t>(8 * at);
    for (std::uint32_t i = 0; i < kTogether; ++i) {
        to.dataStart[at + i] = start + 8 * i;
    }
}

void FrameBatch::copyWord(std::size_t from, std::size_t at, const BlockWriter::Columns& to) const
{
    to.time[at] = time[from];
    to.offset[at] = offset[from];
    to.id[at] = id[from];
    to.channel[at] = channel[from];
    to.flags[at] = flags[from];
    to.length[at] = length[from];
    to.dataStart[at] = to.firstStart + static_cast<std::uint32_t>(8 * at);
    std::memcpy(to.data + 8 * at, &word[from], sizeof word[from]);
}

void FrameBatch::writeLong(std::size_t first, std::size_t count, BlockWriter& out) const
{
    for (std::size_t i = first; i < first + count; ++i) {
        out.add(time[i], offset[i], id[i], channel[i], flags[i], {payloads + i * payloadStride, length[i]});
    }
}

} // namespace argus::formats::mdf
