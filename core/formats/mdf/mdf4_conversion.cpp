// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf4_conversion.h"

#include "core/formats/mdf/formula.h"

#include <algorithm>
#include <array>

namespace argus::formats::mdf {

namespace {

constexpr int kMaxDepth = 4; ///< conversions that stand in for texts of others
constexpr std::size_t kFirstReference = 4; ///< links before: name, unit, comment, inverse
constexpr std::size_t kFirstValue = 24;

constexpr std::array kKinds {
    ConversionKind::Identity,     ConversionKind::Linear,      ConversionKind::Rational,   ConversionKind::Formula,
    ConversionKind::Interpolated, ConversionKind::Nearest,     ConversionKind::Ranges,     ConversionKind::ValueToText,
    ConversionKind::RangeToText,  ConversionKind::TextToValue, ConversionKind::TextToText, ConversionKind::BitfieldText,
};

} // namespace

std::shared_ptr<const Conversion> Mdf4Conversions::at(std::uint64_t position, int depth)
{
    if (position == 0 || depth > kMaxDepth) {
        return nullptr;
    }
    const auto known = m_loaded.find(position);
    if (known != m_loaded.end()) {
        return known->second;
    }
    const auto block = m_file.read(position, {"CC"});
    auto conversion = block ? load(*block, depth) : nullptr;
    m_loaded.emplace(position, conversion);
    return conversion;
}

std::shared_ptr<const Conversion> Mdf4Conversions::load(const Block& block, int depth)
{
    const BlockFields fields = block.fields();
    const auto type = fields.at<std::uint8_t>(0);
    Conversion conversion;
    conversion.kind = type < kKinds.size() ? kKinds[type] : ConversionKind::Unknown;
    conversion.unit = m_file.text(block.link(1));
    const std::size_t stated = fields.at<std::uint16_t>(6);
    const std::size_t room = fields.size() < kFirstValue ? 0 : (fields.size() - kFirstValue) / 8;
    const std::size_t count = std::min(stated, room);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = kFirstValue + 8 * i;
        if (conversion.kind == ConversionKind::BitfieldText) {
            conversion.masks.push_back(fields.at<std::uint64_t>(place));
        } else {
            conversion.parameters.push_back(fields.at<double>(place));
        }
    }
    loadReferences(block, conversion, depth);
    if (conversion.kind == ConversionKind::Formula) {
        conversion.formula = conversion.texts.empty() ? nullptr : Formula::parse(conversion.texts.front());
        if (!conversion.formula) {
            m_file.ledger().warn("the formula of the conversion at byte " + std::to_string(block.position)
                                 + " is not understood: raw values are shown");
        }
    }
    if (conversion.kind == ConversionKind::Unknown) {
        m_file.ledger().warn("conversions of type " + std::to_string(type) + " are not known: raw values are shown");
    }
    return std::make_shared<const Conversion>(std::move(conversion));
}

void Mdf4Conversions::loadReferences(const Block& block, Conversion& conversion, int depth)
{
    for (std::size_t i = kFirstReference; i < block.links.size(); ++i) {
        const std::uint64_t link = block.links[i];
        std::string text;
        std::shared_ptr<const Conversion> other;
        if (link != 0) {
            const auto target = m_file.read(link, {"TX", "CC", "MD"});
            if (target && target->kind == "CC") {
                other = at(link, depth + 1);
            } else if (target) {
                text = m_file.text(link);
            }
        }
        conversion.texts.push_back(std::move(text));
        conversion.references.push_back(std::move(other));
    }
}

} // namespace argus::formats::mdf
