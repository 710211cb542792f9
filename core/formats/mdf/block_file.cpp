// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/block_file.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::size_t kHeader = 24; ///< "##XX", reserved, u64 length, u64 links
constexpr std::size_t kMaxMetadata = 16 << 20;
constexpr std::size_t kMaxText = 64 * 1024;
/// Of all texts of a file together: links may lead to the same text any number of times.
constexpr std::size_t kMaxTexts = 64 << 20;
/// Read at most so many times what the file has, and so much on top: sound files share few blocks, and small ones.
constexpr std::uint64_t kMostTimes = 4;
constexpr std::uint64_t kFreeBytes = 64 << 20;

bool isText(std::string_view kind)
{
    return kind == "TX" || kind == "MD";
}

bool isData(std::string_view kind)
{
    constexpr std::array<std::string_view, 8> kData {"DT", "SD", "RD", "DV", "DI", "RV", "RI", "DZ"};
    return std::find(kData.begin(), kData.end(), kind) != kData.end();
}

} // namespace

BlockFile::BlockFile(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
    : m_context(context)
    , m_source(source)
    , m_ledger(ledger)
    , m_budget(kFreeBytes + kMostTimes * source.size())
{ }

void BlockFile::fail(base::Failure failure)
{
    if (m_status) {
        m_status = std::move(failure);
    }
}

bool BlockFile::fetch(std::uint64_t position, std::vector<std::uint8_t>& out, std::size_t size)
{
    if (auto mayGoOn = m_context.check(); !mayGoOn) {
        fail(base::fail(mayGoOn));
        return false;
    }
    if (size > m_budget) {
        m_ledger.warn("blocks that describe the data are referred to too often: not all of them were read");
        return false;
    }
    m_budget -= size;
    out.resize(size);
    const auto got = m_source.readAt(position, out.data(), size);
    if (!got) {
        fail(base::fail(got));
        out.clear();
        return false;
    }
    out.resize(std::min(*got, size));
    return out.size() == size;
}

void BlockFile::warnBroken(std::string_view kind, std::uint64_t position, std::string_view why)
{
    m_ledger.warn("the " + std::string(kind) + " block at byte " + std::to_string(position) + ' ' + std::string(why));
}

std::optional<Block> BlockFile::read(std::uint64_t position, std::initializer_list<std::string_view> kinds)
{
    const std::string_view wanted = *kinds.begin();
    if (position == 0 || !m_status) {
        return std::nullopt;
    }
    if (position > size() || size() - position < kHeader) {
        warnBroken(wanted, position, "lies outside the file");
        return std::nullopt;
    }
    std::vector<std::uint8_t> header;
    if (!fetch(position, header, kHeader)) {
        return std::nullopt;
    }
    const std::string_view name(reinterpret_cast<const char*>(header.data()), 4);
    const auto* kind = std::find(kinds.begin(), kinds.end(), name.substr(2));
    if (!name.starts_with("##") || kind == kinds.end()) {
        warnBroken(wanted, position, "is damaged: " + base::printable(name) + " stands there");
        return std::nullopt;
    }
    Block block;
    block.kind = *kind;
    block.position = position;
    block.statedLength = loadLittle<std::uint64_t>(header.data() + 8);
    const auto links = loadLittle<std::uint64_t>(header.data() + 16);
    block.length = std::clamp<std::uint64_t>(block.statedLength, kHeader, size() - position);
    if (isText(block.kind)) {
        block.length = std::min<std::uint64_t>(block.length, kMaxText);
    }
    if (links > (block.length - kHeader) / 8 || (!isData(block.kind) && block.length > kMaxMetadata)) {
        warnBroken(block.kind, position, "has an impossible length");
        return std::nullopt;
    }
    block.dataPosition = position + kHeader + links * 8;
    const std::uint64_t rest = isData(block.kind) ? links * 8 : block.length - kHeader;
    std::vector<std::uint8_t> bytes;
    if (rest > kMaxMetadata || !fetch(position + kHeader, bytes, static_cast<std::size_t>(rest))) {
        return std::nullopt;
    }
    block.links.resize(static_cast<std::size_t>(links));
    for (std::size_t i = 0; i < block.links.size(); ++i) {
        block.links[i] = loadLittle<std::uint64_t>(bytes.data() + 8 * i);
    }
    block.data.assign(bytes.begin() + static_cast<std::ptrdiff_t>(8 * links), bytes.end());
    m_known.insert(position);
    return block;
}

std::string BlockFile::text(std::uint64_t position)
{
    if (position == 0) {
        return {};
    }
    const auto known = m_texts.find(position);
    const std::string& text
        = known != m_texts.end() ? known->second : m_texts.emplace(position, load(position)).first->second;
    if (m_textBytes + text.size() > kMaxTexts) {
        m_ledger.warn("names and comments above 64 MiB are left out");
        return {};
    }
    m_textBytes += text.size();
    return text;
}

std::string BlockFile::load(std::uint64_t position)
{
    const auto block = read(position, {"TX", "MD"});
    if (!block) {
        return {};
    }
    std::string_view raw(reinterpret_cast<const char*>(block->data.data()), block->data.size());
    raw = raw.substr(0, raw.find('\0'));
    if (block->kind == "TX") {
        return std::string(raw);
    }
    return xmlElement(raw, "TX").value_or(std::string());
}

std::uint64_t BlockFile::nextKnown(std::uint64_t position) const
{
    const auto next = m_known.upper_bound(position);
    return next == m_known.end() ? size() : *next;
}

std::optional<std::string> xmlElement(std::string_view xml, std::string_view tag)
{
    std::size_t begin = 0;
    const std::string opening = '<' + std::string(tag);
    while (true) {
        begin = xml.find(opening, begin);
        if (begin == std::string_view::npos || begin + opening.size() >= xml.size()) {
            return std::nullopt;
        }
        const char next = xml[begin + opening.size()];
        if (next == '>' || next == ' ') {
            break;
        }
        ++begin;
    }
    begin = xml.find('>', begin);
    const std::size_t end = xml.find("</" + std::string(tag) + '>', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view inner = xml.substr(begin + 1, end - begin - 1);
    constexpr std::array<std::pair<std::string_view, char>, 5> kEntities {
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    std::string text;
    while (!inner.empty()) {
        const auto* entity = std::find_if(kEntities.begin(), kEntities.end(),
                                          [inner](const auto& each) { return inner.starts_with(each.first); });
        text += entity == kEntities.end() ? inner.front() : entity->second;
        inner.remove_prefix(entity == kEntities.end() ? 1 : entity->first.size());
    }
    return text;
}

} // namespace argus::formats::mdf
