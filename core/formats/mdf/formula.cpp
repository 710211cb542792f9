// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/formula.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace argus::formats::mdf {

namespace {

constexpr std::size_t kMaxText = 4096;
constexpr std::size_t kMaxStack = 256;
constexpr int kMaxDepth = 64;

struct Function
{
    std::string_view name;
    double (*call)(double);
};

constexpr double kDegree = 3.14159265358979323846 / 180;

constexpr std::array kFunctions {
    Function {"sin", [](double x) { return std::sin(x); }},
    Function {"cos", [](double x) { return std::cos(x); }},
    Function {"tan", [](double x) { return std::tan(x); }},
    Function {"asin", [](double x) { return std::asin(x); }},
    Function {"acos", [](double x) { return std::acos(x); }},
    Function {"atan", [](double x) { return std::atan(x); }},
    Function {"arcsin", [](double x) { return std::asin(x); }},
    Function {"arccos", [](double x) { return std::acos(x); }},
    Function {"arctan", [](double x) { return std::atan(x); }},
    Function {"sinh", [](double x) { return std::sinh(x); }},
    Function {"cosh", [](double x) { return std::cosh(x); }},
    Function {"tanh", [](double x) { return std::tanh(x); }},
    Function {"exp", [](double x) { return std::exp(x); }},
    Function {"ln", [](double x) { return std::log(x); }},
    Function {"log", [](double x) { return std::log10(x); }},
    Function {"sqrt", [](double x) { return std::sqrt(x); }},
    Function {"abs", [](double x) { return std::fabs(x); }},
    Function {"floor", [](double x) { return std::floor(x); }},
    Function {"ceil", [](double x) { return std::ceil(x); }},
    Function {"rad", [](double x) { return x * kDegree; }},
    Function {"deg", [](double x) { return x / kDegree; }},
};

bool isNameChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

/// Recursive descent; writes the steps in the order in which they are to be done.
class FormulaParser
{
public:
    explicit FormulaParser(std::string text)
        : m_text(std::move(text))
    { }

    std::optional<Formula> parse()
    {
        if (!sum(0) || !atEnd()) {
            return std::nullopt;
        }
        return std::move(m_formula);
    }

private:
    using Step = Formula::Step;

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t')) {
            ++m_at;
        }
    }
    bool atEnd()
    {
        skipBlanks();
        return m_at == m_text.size();
    }
    bool take(std::string_view token)
    {
        skipBlanks();
        if (!std::string_view(m_text).substr(m_at).starts_with(token)) {
            return false;
        }
        m_at += token.size();
        return true;
    }
    bool put(Step step)
    {
        m_formula.m_steps.push_back({step, 0, nullptr});
        return true;
    }

    bool sum(int depth)
    {
        if (depth > kMaxDepth || !product(depth)) {
            return false;
        }
        while (true) {
            if (take("+")) {
                if (!product(depth) || !put(Step::Add)) {
                    return false;
                }
            } else if (take("-")) {
                if (!product(depth) || !put(Step::Subtract)) {
                    return false;
                }
            } else {
                return true;
            }
        }
    }

    bool product(int depth)
    {
        if (!sign(depth)) {
            return false;
        }
        while (true) {
            skipBlanks();
            if (!std::string_view(m_text).substr(m_at).starts_with("**") && take("*")) {
                if (!sign(depth) || !put(Step::Multiply)) {
                    return false;
                }
            } else if (take("/")) {
                if (!sign(depth) || !put(Step::Divide)) {
                    return false;
                }
            } else {
                return true;
            }
        }
    }

    bool sign(int depth)
    {
        if (depth > kMaxDepth) {
            return false;
        }
        if (take("-")) {
            return sign(depth + 1) && put(Step::Negate);
        }
        if (take("+")) {
            return sign(depth + 1);
        }
        return power(depth);
    }

    bool power(int depth)
    {
        if (!primary(depth)) {
            return false;
        }
        if (take("**") || take("^")) {
            return sign(depth + 1) && put(Step::Power);
        }
        return true;
    }

    bool primary(int depth)
    {
        if (take("(")) {
            return sum(depth + 1) && take(")");
        }
        skipBlanks();
        const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
        return (c >= '0' && c <= '9') || c == '.' ? number() : name(depth);
    }

    bool number()
    {
        double value = 0;
        const char* begin = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (error != std::errc {} || end == begin) {
            return false;
        }
        m_at += static_cast<std::size_t>(end - begin);
        m_formula.m_steps.push_back({Step::Number, value, nullptr});
        return true;
    }

    bool name(int depth)
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNameChar(m_text[m_at])) {
            ++m_at;
        }
        const std::string_view name = std::string_view(m_text).substr(begin, m_at - begin);
        if (name == "x" || name == "x1") {
            return put(Step::Variable);
        }
        if (name == "pi") {
            m_formula.m_steps.push_back({Step::Number, 180 * kDegree, nullptr});
            return true;
        }
        for (const Function& function : kFunctions) {
            if (function.name == name) {
                if (!take("(") || !sum(depth + 1) || !take(")")) {
                    return false;
                }
                m_formula.m_steps.push_back({Step::Call, 0, function.call});
                return true;
            }
        }
        return false;
    }

    const std::string m_text;
    std::size_t m_at = 0;
    Formula m_formula;
};

std::shared_ptr<const Formula> Formula::parse(std::string_view text)
{
    if (text.size() > kMaxText) {
        return nullptr;
    }
    auto formula = FormulaParser(base::toLower(text)).parse();
    return formula ? std::make_shared<const Formula>(std::move(*formula)) : nullptr;
}

double Formula::operator()(double x) const
{
    std::array<double, kMaxStack> stack {};
    std::size_t used = 0;
    for (const Operation& operation : m_steps) {
        double& top = stack[used > 0 ? used - 1 : 0];
        double& below = stack[used > 1 ? used - 2 : 0];
        switch (operation.step) {
        case Step::Number:
        case Step::Variable:
            if (used == kMaxStack) {
                return std::nan("");
            }
            stack[used++] = operation.step == Step::Number ? operation.number : x;
            continue;
        case Step::Negate:
            top = -top;
            continue;
        case Step::Call:
            top = operation.function(top);
            continue;
        case Step::Add:
            below += top;
            break;
        case Step::Subtract:
            below -= top;
            break;
        case Step::Multiply:
            below *= top;
            break;
        case Step::Divide:
            below /= top;
            break;
        case Step::Power:
            below = std::pow(below, top);
            break;
        }
        --used;
    }
    return stack[0];
}

} // namespace argus::formats::mdf
