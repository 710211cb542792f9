// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats::mdf {

class Formula;

enum class ConversionKind : std::uint8_t
{
    Identity,
    Linear, ///< p0 + p1 x
    Rational, ///< (p0 x^2 + p1 x + p2) / (p3 x^2 + p4 x + p5)
    Formula,
    Interpolated, ///< pairs (raw, value), ends held
    Nearest, ///< pairs (raw, value), the nearest raw
    Ranges, ///< triples (from, to, value), then the default
    ValueToText, ///< p_i -> text_i, the last text is the default
    RangeToText, ///< (p_2i, p_2i+1) -> text_i, the last text is the default
    TextToValue, ///< text_i -> p_i, the last value is the default
    TextToText, ///< pairs of texts, the last is the default
    BitfieldText, ///< text_i for raw & mask_i
    Polynomial, ///< MDF 3: (p1 - p3 (x - p4 - p5)) / (p2 (x - p4 - p5) - p0), with p0 to p5 as P1 to P6
    Exponential, ///< MDF 3
    Logarithmic, ///< MDF 3
    Unknown, ///< raw values are handed on
};

/// What makes a physical value of a raw one. Constant after construction; any thread.
struct Conversion
{
    ConversionKind kind = ConversionKind::Identity;
    bool openRanges = false; ///< ranges of floating point values: the upper end is outside
    std::vector<double> parameters;
    std::vector<std::string> texts;
    std::vector<std::shared_ptr<const Conversion>> references; ///< by text; where not null, in place of the text
    std::vector<std::uint64_t> masks; ///< of BitfieldText
    std::shared_ptr<const Formula> formula; ///< of Formula
    std::string unit;

    /// True when values become texts.
    bool givesText() const;
    /// NaN where the table has no value.
    double number(double raw) const;
    std::string text(double raw) const;
    /// Of a raw text.
    std::string text(std::string_view raw) const;
    double number(std::string_view raw) const;

private:
    std::string textAt(std::size_t index, double raw) const;
};

/// A number as text: the shortest form that gives the same number again.
std::string numberText(double value);

} // namespace argus::formats::mdf
