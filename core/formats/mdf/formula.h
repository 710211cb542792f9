// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace argus::formats::mdf {

/// A formula of a conversion: numbers, X (or X1), + - * / ^ or **, parentheses, and the functions that ASAM MDF names.
/// Constant after construction; any thread.
class Formula
{
public:
    /// Null when the text is no formula that is understood. Texts above 4 KiB and nesting above 64 are refused.
    static std::shared_ptr<const Formula> parse(std::string_view text);
    /// Cost: one step for each operator, no allocation for up to 32 of them in flight.
    double operator()(double x) const;

private:
    friend class FormulaParser;
    enum class Step : std::uint8_t
    {
        Number,
        Variable,
        Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Negate,
        Call,
    };
    struct Operation
    {
        Step step = Step::Number;
        double number = 0;
        double (*function)(double) = nullptr;
    };
    std::vector<Operation> m_steps; ///< in the order of a stack machine
};

} // namespace argus::formats::mdf
