// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/data_list.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr int kMaxDepth = 4; ///< HL, LD or DL, DZ or DT
constexpr std::uint64_t kHeader = 24;
constexpr std::uint64_t kPackedHeader = 24; ///< of the data of a DZ block
constexpr std::uint64_t kMaxRatio = 1032; ///< deflate cannot do better
constexpr std::uint64_t kRatioSlack = 64 * 1024;

Packing packingOf(std::uint8_t method)
{
    switch (method) {
    case 0:
        return Packing::Deflate;
    case 1:
        return Packing::TransposedDeflate;
    default:
        return Packing::Unknown;
    }
}

} // namespace

std::vector<DataSegment> DataLists::collect(std::uint64_t link, const std::string& owner, bool mayBeOpen,
                                            bool& columnar)
{
    m_segments.clear();
    m_lastStated = 0;
    m_owner = owner;
    m_columnar = false;
    follow(link, 0);
    if (mayBeOpen && !m_segments.empty() && m_lastStated > 0 && m_lastStated <= kHeader) {
        reopenLast();
    }
    std::erase_if(m_segments, [](const DataSegment& segment) { return segment.bytes == 0; });
    columnar = m_columnar;
    return std::move(m_segments);
}

void DataLists::follow(std::uint64_t link, int depth)
{
    if (link == 0 || depth > kMaxDepth) {
        return;
    }
    if (!m_file.visit(link)) {
        m_file.ledger().warn("the data of " + m_owner + " runs in a circle at byte " + std::to_string(link));
        return;
    }
    const auto block = m_file.read(link, {"DT", "DL", "DZ", "HL", "SD", "DV", "LD", "RD"});
    if (!block) {
        m_file.ledger().warn("data of " + m_owner + " is lost: the block at byte " + std::to_string(link)
                             + " cannot be read");
        return;
    }
    if (block->kind == "HL") {
        follow(block->link(0), depth + 1);
    } else if (block->kind == "DL" || block->kind == "LD") {
        followList(*block, depth + 1);
    } else if (block->kind == "DZ") {
        addPacked(*block);
    } else {
        m_columnar = m_columnar || block->kind == "DV";
        add(*block);
    }
}

void DataLists::followList(const Block& first, int depth)
{
    Block list = first;
    while (true) {
        const bool columnar = list.kind == "LD";
        const std::uint64_t stated = list.fields().at<std::uint32_t>(4);
        const std::uint64_t room = list.links.empty() ? 0 : list.links.size() - 1;
        // Where the count is not up to date, all links are tried.
        const std::uint64_t count
            = stated == 0 || columnar ? std::min(room, std::max(stated, columnar ? 0 : room)) : std::min(stated, room);
        for (std::uint64_t i = 0; i < count; ++i) {
            follow(list.link(static_cast<std::size_t>(1 + i)), depth);
        }
        for (std::uint64_t i = count; columnar && i < room; ++i) {
            if (list.link(static_cast<std::size_t>(1 + i)) != 0) {
                m_file.ledger().warn("which values of " + m_owner
                                     + " are invalid is not read: it stands in blocks of its own, listed at byte "
                                     + std::to_string(list.position));
                break;
            }
        }
        const std::uint64_t next = list.link(0);
        if (next == 0) {
            return;
        }
        if (!m_file.visit(next)) {
            m_file.ledger().warn("the data of " + m_owner + " runs in a circle at byte " + std::to_string(next));
            return;
        }
        auto read = m_file.read(next, {"DL", "LD"});
        if (!read) {
            m_file.ledger().warn("the rest of the data of " + m_owner + " is lost: the list at byte "
                                 + std::to_string(next) + " cannot be read");
            return;
        }
        list = std::move(*read);
    }
}

void DataLists::add(const Block& block)
{
    m_lastStated = std::max<std::uint64_t>(block.statedLength, 1);
    DataSegment segment;
    segment.position = block.dataPosition;
    segment.stored = block.position + block.length - std::min(block.dataPosition, block.position + block.length);
    segment.bytes = segment.stored;
    segment.recordBase = segment.position;
    if (block.statedLength > block.length) {
        m_file.ledger().warn("the data block at byte " + std::to_string(block.position)
                             + " is cut at the end of the file");
    }
    m_segments.push_back(segment);
}

void DataLists::addPacked(const Block& block)
{
    m_lastStated = 0;
    std::vector<std::uint8_t> header(kPackedHeader);
    const std::uint64_t room = block.position + block.length - block.dataPosition;
    if (room < kPackedHeader) {
        m_file.ledger().warn("the compressed block at byte " + std::to_string(block.position) + " is cut short");
        return;
    }
    const auto got = m_file.source().readAt(block.dataPosition, header.data(), header.size());
    if (!got) {
        m_file.fail(base::fail(got));
        return;
    }
    header.resize(std::min(*got, header.size()));
    const BlockFields fields(header);
    DataSegment segment;
    m_columnar = m_columnar || fields.text(0, 2) == "DV";
    segment.method = fields.at<std::uint8_t>(2);
    segment.packing = packingOf(segment.method);
    segment.columns = fields.at<std::uint32_t>(4);
    segment.position = block.dataPosition + kPackedHeader;
    segment.bytes = fields.at<std::uint64_t>(8);
    segment.stored = std::min(fields.at<std::uint64_t>(16), room - kPackedHeader);
    segment.recordBase = m_unpackedBase;
    if (segment.packing == Packing::TransposedDeflate && segment.columns < 2) {
        segment.packing = Packing::Deflate;
    }
    if (segment.bytes > kMaxUnpacked || segment.bytes > segment.stored * kMaxRatio + kRatioSlack) {
        m_file.ledger().warn("the compressed block at byte " + std::to_string(block.position) + " claims to hold "
                             + base::formatBytes(segment.bytes) + ": it is left out");
        return;
    }
    m_unpackedBase += segment.bytes;
    m_segments.push_back(segment);
}

void DataLists::reopenLast()
{
    DataSegment& last = m_segments.back();
    const std::uint64_t end = m_file.nextKnown(last.position);
    if (end <= last.position) {
        return;
    }
    last.stored = end - last.position;
    last.bytes = last.stored;
}

} // namespace argus::formats::mdf
