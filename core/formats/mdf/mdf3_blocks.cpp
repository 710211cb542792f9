// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf3_blocks.h"

#include "core/base/text.h"
#include "core/formats/mdf/formula.h"

#include <algorithm>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::size_t kHeader = 4; ///< two letters, u16 length
constexpr std::size_t kMaxTexts = 64 << 20;
/// Read at most so many times what the file has, and so much on top: sound files share few blocks, and small ones.
constexpr std::uint64_t kMostTimes = 4;
constexpr std::uint64_t kFreeBytes = 64 << 20;
constexpr std::size_t kParameters = 46; ///< of a CC block
constexpr std::size_t kCount = 44;

} // namespace

Mdf3Blocks::Mdf3Blocks(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
    : m_context(context)
    , m_source(source)
    , m_ledger(ledger)
    , m_budget(kFreeBytes + kMostTimes * source.size())
{
    const auto got = source.readAt(0, m_identification.data(), m_identification.size());
    if (!got) {
        m_status = base::fail(got);
    }
    m_bigEndian = loadLittle<std::uint16_t>(m_identification.data() + 24) != 0;
}

bool Mdf3Blocks::fetch(std::uint64_t position, std::vector<std::uint8_t>& out, std::size_t size)
{
    if (auto mayGoOn = m_context.check(); !mayGoOn) {
        m_status = base::fail(mayGoOn);
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
        if (m_status) {
            m_status = base::fail(got);
        }
        return false;
    }
    out.resize(std::min(*got, size));
    return out.size() >= kHeader;
}

std::optional<Mdf3Block> Mdf3Blocks::read(std::uint64_t position, std::string_view kind)
{
    if (position == 0 || !m_status) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> bytes;
    if (position >= size() || !fetch(position, bytes, kHeader)) {
        m_ledger.warn("the " + std::string(kind) + " block at byte " + std::to_string(position)
                      + " lies outside the file");
        return std::nullopt;
    }
    const std::string_view name(reinterpret_cast<const char*>(bytes.data()), 2);
    const std::size_t length = BlockFields(bytes, m_bigEndian).at<std::uint16_t>(2);
    if (name != kind || length < kHeader) {
        m_ledger.warn("the " + std::string(kind) + " block at byte " + std::to_string(position)
                      + " is damaged: " + base::printable(name) + " stands there");
        return std::nullopt;
    }
    if (!fetch(position, bytes, length)) {
        return std::nullopt;
    }
    m_known.insert(position);
    return Mdf3Block(std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes)), m_bigEndian);
}

std::string Mdf3Blocks::text(std::uint64_t position)
{
    const auto block = position == 0 ? std::nullopt : read(position, "TX");
    if (!block || m_textBytes + block->size() > kMaxTexts) {
        return {};
    }
    m_textBytes += block->size();
    const std::string_view raw = block->text(kHeader, block->size());
    return std::string(raw.substr(0, raw.find('\0')));
}

void Mdf3Blocks::readParameters(const BlockFields& block, Conversion& conversion)
{
    const std::size_t stated = block.at<std::uint16_t>(kCount);
    const std::size_t room = block.size() - std::min(block.size(), kParameters);
    const auto entries = [stated, room](std::size_t bytes) { return std::min(stated, room / bytes); };
    switch (conversion.kind) {
    case ConversionKind::Interpolated:
    case ConversionKind::Nearest:
        for (std::size_t i = 0; i < 2 * entries(16); ++i) {
            conversion.parameters.push_back(block.at<double>(kParameters + 8 * i));
        }
        break;
    case ConversionKind::ValueToText: {
        constexpr std::size_t kEntry = 40; // double, 32 characters
        for (std::size_t i = 0; i < entries(kEntry); ++i) {
            const std::string_view raw = block.text(kParameters + kEntry * i + 8, 32);
            conversion.parameters.push_back(block.at<double>(kParameters + kEntry * i));
            conversion.texts.push_back(base::printable(raw.substr(0, raw.find('\0'))));
        }
        break;
    }
    case ConversionKind::RangeToText: {
        constexpr std::size_t kEntry = 20; // two doubles, link; the first entry is the default
        std::string otherwise;
        const std::size_t count = entries(kEntry);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = kParameters + kEntry * i;
            std::string found = base::printable(text(block.at<std::uint32_t>(at + 16)));
            if (i == 0) {
                otherwise = std::move(found);
                continue;
            }
            conversion.parameters.push_back(block.at<double>(at));
            conversion.parameters.push_back(block.at<double>(at + 8));
            conversion.texts.push_back(std::move(found));
        }
        conversion.texts.push_back(std::move(otherwise));
        break;
    }
    case ConversionKind::Formula: {
        const std::string_view raw = block.text(kParameters, block.size());
        conversion.formula = Formula::parse(raw.substr(0, raw.find('\0')));
        break;
    }
    case ConversionKind::Identity:
    case ConversionKind::Linear:
    case ConversionKind::Rational:
    case ConversionKind::Ranges:
    case ConversionKind::TextToValue:
    case ConversionKind::TextToText:
    case ConversionKind::BitfieldText:
    case ConversionKind::Polynomial:
    case ConversionKind::Exponential:
    case ConversionKind::Logarithmic:
    case ConversionKind::Unknown:
        for (std::size_t i = 0; i < entries(8); ++i) {
            conversion.parameters.push_back(block.at<double>(kParameters + 8 * i));
        }
        break;
    }
}

std::uint64_t Mdf3Blocks::nextKnown(std::uint64_t position) const
{
    const auto next = m_known.upper_bound(position);
    return next == m_known.end() ? size() : *next;
}

} // namespace argus::formats::mdf
