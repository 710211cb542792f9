// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/channel_names.h"
#include "core/formats/ledger.h"
#include "core/formats/text/text_chunks.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace argus::formats {

inline constexpr std::string_view kUnreadableLine = "unreadable line";
inline constexpr std::string_view kLongLine = "line longer than 64 KiB";
inline constexpr std::string_view kCutAtEnd = "cut at the end of the file";

/// Different channel names that a file may have.
inline constexpr std::size_t kMaxChannels = 1024;

/// A chunk of a text recording and what was found in it. Parsers that need more derive from it. Filled on any thread;
/// channel indices are the chunk's own until readTextFrames() maps them to those of the file.
struct FrameChunk
{
    TextChunk text;
    BlockWriter blocks;
    Ledger ledger;
    bool cutAtEnd = false; ///< the last line was cut and could not be read

    /// Forgets what was found, not the text. With `global`, channel indices are those of `global`.
    void restart(ChannelNames* global)
    {
        blocks.restart();
        ledger = {};
        cutAtEnd = false;
        m_global = global;
        m_names.clear();
        m_indices.clear();
        m_tooManyChannels = false;
        m_others.clear();
    }

    /// The index of a channel; `name` must stay as long as the text does (a part of it, or a constant).
    std::uint16_t channelIndex(std::string_view name)
    {
        if (m_global != nullptr) {
            return m_global->index(name);
        }
        if (!m_names.empty() && m_names[m_last] == name) {
            return m_last;
        }
        const auto [entry, isNew] = m_indices.try_emplace(name, static_cast<std::uint16_t>(m_names.size()));
        if (isNew) {
            if (m_names.size() == kMaxChannels) {
                m_indices.erase(entry);
                m_tooManyChannels = true;
                return 0;
            }
            m_names.push_back(name);
        }
        m_last = entry->second;
        return m_last;
    }

    /// Counts a record that is no frame; `kind` is a constant.
    void countOther(std::string_view kind)
    {
        for (auto& [known, count] : m_others) {
            if (known == kind) {
                ++count;
                return;
            }
        }
        m_others.emplace_back(kind, 1);
    }

    /// Accounts for a line that cannot be read. `bytes` with its line end; `cut`: it has none, because the file ends.
    void skipLine(std::uint64_t offset, std::uint64_t bytes, bool cut)
    {
        ledger.skip(cut ? kCutAtEnd : kUnreadableLine, offset, bytes);
        cutAtEnd = cutAtEnd || cut;
    }

    /// Names by the chunk's own index, in the order of their first frame.
    const std::vector<std::string_view>& channels() const { return m_names; }
    /// The chunk has more names than a file may have: its indices are void, and it is to be parsed again.
    bool tooManyChannels() const { return m_tooManyChannels; }
    const std::vector<std::pair<std::string_view, std::uint64_t>>& others() const { return m_others; }

private:
    ChannelNames* m_global = nullptr;
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, std::uint16_t> m_indices;
    std::uint16_t m_last = 0;
    bool m_tooManyChannels = false;
    std::vector<std::pair<std::string_view, std::uint64_t>> m_others;
};

/// Calls line(std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut) for each line of a chunk:
/// `text` without line end (neither TextChunk::lineEnd nor "\r\n") and, at the start of the file, without byte order
/// mark; `bytes` with all of it. Lines longer than kMaxLineBytes are accounted for and passed over. The padding of
/// TextChunk lies behind the last line.
///
/// `shortCut(const char* at, std::uint64_t offset)` sees each line first, before its end was looked for: it returns the
/// start of the next line when it has read this one, else null. What it looks at lies in the chunk or its padding as
/// long as it goes on only from characters that it has checked, none of them a line end.
template <class Line, class ShortCut> void forEachLine(FrameChunk& chunk, const Line& line, const ShortCut& shortCut)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (chunk.text.longLine) {
        chunk.ledger.skip(kLongLine, chunk.text.longLine->offset, chunk.text.longLine->bytes);
    }
    const std::string_view text = chunk.text.text();
    const char* const first = text.data();
    const char* const end = first + text.size();
    for (const char* at = first; at < end && !chunk.tooManyChannels();) {
        const std::uint64_t offset = chunk.text.offset + static_cast<std::uint64_t>(at - first);
        if (const char* next = shortCut(at, offset)) {
            at = next;
            continue;
        }
        const auto* stop
            = static_cast<const char*>(std::memchr(at, chunk.text.lineEnd, static_cast<std::size_t>(end - at)));
        const bool cut = stop == nullptr;
        const char* const next = cut ? end : stop + 1;
        const auto bytes = static_cast<std::uint64_t>(next - at);
        std::string_view content(at, static_cast<std::size_t>((cut ? end : stop) - at));
        at = next;
        if (content.size() > kMaxLineBytes) {
            chunk.ledger.skip(kLongLine, offset, bytes);
            continue;
        }
        if (offset == 0 && content.starts_with(kByteOrderMark)) {
            content.remove_prefix(kByteOrderMark.size());
        }
        if (content.ends_with('\r')) {
            content.remove_suffix(1);
        }
        line(content, offset, bytes, cut);
    }
}

template <class Line> void forEachLine(FrameChunk& chunk, const Line& line)
{
    forEachLine(chunk, line, [](const char*, std::uint64_t) -> const char* { return nullptr; });
}

} // namespace argus::formats
