// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/conversion.h"

#include "core/formats/mdf/formula.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace argus::formats::mdf {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The parameter, or zero where the file gives too few.
double parameter(const Conversion& conversion, std::size_t index)
{
    return index < conversion.parameters.size() ? conversion.parameters[index] : 0;
}

double rational(const Conversion& c, double x)
{
    return (parameter(c, 0) * x * x + parameter(c, 1) * x + parameter(c, 2))
        / (parameter(c, 3) * x * x + parameter(c, 4) * x + parameter(c, 5));
}

double polynomial(const Conversion& c, double x)
{
    const double shifted = x - parameter(c, 4) - parameter(c, 5);
    return (parameter(c, 1) - parameter(c, 3) * shifted) / (parameter(c, 2) * shifted - parameter(c, 0));
}

/// Exponential and logarithmic conversions of MDF 3 differ in the function alone.
double logarithmic(const Conversion& c, double x, double (*function)(double))
{
    const double shifted = x - parameter(c, 6);
    if (parameter(c, 3) == 0) {
        return function((shifted * parameter(c, 5) - parameter(c, 2)) / parameter(c, 0)) / parameter(c, 1);
    }
    return function((parameter(c, 2) / shifted - parameter(c, 5)) / parameter(c, 3)) / parameter(c, 4);
}

/// Index of the first pair whose raw value is not less than x. Pairs are sorted by raw value in a correct file.
std::size_t firstPair(const Conversion& c, double x)
{
    std::size_t low = 0;
    std::size_t high = c.parameters.size() / 2;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (c.parameters[2 * middle] < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

double table(const Conversion& c, double x, bool interpolated)
{
    const std::size_t pairs = c.parameters.size() / 2;
    if (pairs == 0 || std::isnan(x)) {
        return kNone;
    }
    const std::size_t next = firstPair(c, x);
    if (next == 0 || next == pairs) {
        return c.parameters[2 * (next == 0 ? 0 : pairs - 1) + 1];
    }
    const double rawBefore = c.parameters[2 * next - 2];
    const double before = c.parameters[2 * next - 1];
    const double rawAfter = c.parameters[2 * next];
    const double after = c.parameters[2 * next + 1];
    if (interpolated) {
        return rawAfter == rawBefore ? after : before + (after - before) * (x - rawBefore) / (rawAfter - rawBefore);
    }
    return rawAfter - x < x - rawBefore ? after : before;
}

bool isWithin(const Conversion& c, double x, double from, double to)
{
    return x >= from && (c.openRanges ? x < to : x <= to);
}

/// Index of the range with x, or of the default behind them. `width` numbers make a range.
std::size_t rangeOf(const Conversion& c, double x, std::size_t width)
{
    const std::size_t ranges = c.parameters.size() / width;
    for (std::size_t i = 0; i < ranges; ++i) {
        if (isWithin(c, x, c.parameters[width * i], c.parameters[width * i + 1])) {
            return i;
        }
    }
    return ranges;
}

double rangeValue(const Conversion& c, double x)
{
    const std::size_t index = rangeOf(c, x, 3);
    const std::size_t at = index < c.parameters.size() / 3 ? 3 * index + 2 : 3 * index;
    return at < c.parameters.size() ? c.parameters[at] : kNone;
}

} // namespace

std::string numberText(double value)
{
    std::array<char, 40> text;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return std::string(text.data(), error == std::errc {} ? end : text.data());
}

bool Conversion::givesText() const
{
    switch (kind) {
    case ConversionKind::ValueToText:
    case ConversionKind::RangeToText:
    case ConversionKind::TextToText:
    case ConversionKind::BitfieldText:
        return true;
    case ConversionKind::Identity:
    case ConversionKind::Linear:
    case ConversionKind::Rational:
    case ConversionKind::Formula:
    case ConversionKind::Interpolated:
    case ConversionKind::Nearest:
    case ConversionKind::Ranges:
    case ConversionKind::TextToValue:
    case ConversionKind::Polynomial:
    case ConversionKind::Exponential:
    case ConversionKind::Logarithmic:
    case ConversionKind::Unknown:
        return false;
    }
    return false;
}

double Conversion::number(double raw) const
{
    switch (kind) {
    case ConversionKind::Linear:
        return parameter(*this, 0) + parameter(*this, 1) * raw;
    case ConversionKind::Rational:
        return rational(*this, raw);
    case ConversionKind::Formula:
        return formula ? (*formula)(raw) : raw;
    case ConversionKind::Interpolated:
        return table(*this, raw, /*interpolated=*/true);
    case ConversionKind::Nearest:
        return table(*this, raw, /*interpolated=*/false);
    case ConversionKind::Ranges:
        return rangeValue(*this, raw);
    case ConversionKind::Polynomial:
        return polynomial(*this, raw);
    case ConversionKind::Exponential:
        return logarithmic(*this, raw, [](double x) { return std::log(x); });
    case ConversionKind::Logarithmic:
        return logarithmic(*this, raw, [](double x) { return std::exp(x); });
    case ConversionKind::TextToValue:
        return kNone;
    case ConversionKind::Identity:
    case ConversionKind::ValueToText:
    case ConversionKind::RangeToText:
    case ConversionKind::TextToText:
    case ConversionKind::BitfieldText:
    case ConversionKind::Unknown:
        return raw;
    }
    return raw;
}

std::string Conversion::textAt(std::size_t index, double raw) const
{
    if (index < references.size() && references[index]) {
        const Conversion& other = *references[index];
        return other.givesText() ? other.text(raw) : numberText(other.number(raw));
    }
    return index < texts.size() ? texts[index] : numberText(raw);
}

std::string Conversion::text(double raw) const
{
    switch (kind) {
    case ConversionKind::ValueToText: {
        const auto found = std::find(parameters.begin(), parameters.end(), raw);
        return textAt(static_cast<std::size_t>(found - parameters.begin()), raw);
    }
    case ConversionKind::RangeToText:
        return textAt(rangeOf(*this, raw, 2), raw);
    case ConversionKind::BitfieldText: {
        // Doubles hold 53 bits exactly, which is more than the bit fields met have.
        const auto bits = raw >= 0 && raw < 0x1p63 ? static_cast<std::uint64_t>(raw) : 0;
        std::string joined;
        for (std::size_t i = 0; i < masks.size(); ++i) {
            const std::string part = textAt(i, static_cast<double>(bits & masks[i]));
            joined += (joined.empty() || part.empty() ? "" : "|") + part;
        }
        return joined;
    }
    case ConversionKind::Identity:
    case ConversionKind::Linear:
    case ConversionKind::Rational:
    case ConversionKind::Formula:
    case ConversionKind::Interpolated:
    case ConversionKind::Nearest:
    case ConversionKind::Ranges:
    case ConversionKind::TextToValue:
    case ConversionKind::TextToText:
    case ConversionKind::Polynomial:
    case ConversionKind::Exponential:
    case ConversionKind::Logarithmic:
    case ConversionKind::Unknown:
        return numberText(number(raw));
    }
    return {};
}

std::string Conversion::text(std::string_view raw) const
{
    if (kind != ConversionKind::TextToText) {
        return std::string(raw);
    }
    std::size_t at = 0;
    for (; at + 1 < texts.size(); at += 2) {
        if (texts[at] == raw) {
            return texts[at + 1];
        }
    }
    // The default stands alone at the end; without one the text stays.
    return at < texts.size() && !texts[at].empty() ? texts[at] : std::string(raw);
}

double Conversion::number(std::string_view raw) const
{
    if (kind != ConversionKind::TextToValue) {
        return kNone;
    }
    const auto found = std::find(texts.begin(), texts.end(), raw);
    const auto index = static_cast<std::size_t>(found - texts.begin());
    return index < parameters.size() ? parameters[index] : kNone;
}

} // namespace argus::formats::mdf
