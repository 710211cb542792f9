// SPDX-License-Identifier: Apache-2.0
#include "core/store/sql/database.h"

namespace argus::store::sql {

Value textOrNull(std::string text)
{
    return text.empty() ? Value() : Value(std::move(text));
}

Value document(std::string json)
{
    constexpr std::string_view kNul = "\\u0000";
    for (std::size_t at = json.find(kNul); at != std::string::npos; at = json.find(kNul, at + 1)) {
        // An even number of backslashes before it: then its own begins an escape.
        std::size_t before = 0;
        while (before < at && json[at - 1 - before] == '\\') {
            ++before;
        }
        if (before % 2 == 0) {
            json.replace(at, kNul.size(), "\\u2400");
        }
    }
    return json;
}

Value timeOrNull(const std::optional<base::UtcTime>& time)
{
    return time ? Value(base::toMicros(*time)) : Value();
}

bool Row::isNull(std::size_t column) const
{
    return column >= m_columns.size() || std::holds_alternative<std::monostate>(m_columns[column]);
}

std::int64_t Row::integer(std::size_t column) const
{
    if (column >= m_columns.size()) {
        return 0;
    }
    if (const auto* number = std::get_if<std::int64_t>(&m_columns[column])) {
        return *number;
    }
    return 0;
}

double Row::real(std::size_t column) const
{
    if (column >= m_columns.size()) {
        return 0;
    }
    if (const auto* number = std::get_if<double>(&m_columns[column])) {
        return *number;
    }
    return static_cast<double>(integer(column));
}

const std::string& Row::text(std::size_t column) const
{
    static const std::string kEmpty;
    if (column >= m_columns.size()) {
        return kEmpty;
    }
    const auto* text = std::get_if<std::string>(&m_columns[column]);
    return text ? *text : kEmpty;
}

std::optional<base::UtcTime> Row::optionalTime(std::size_t column) const
{
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

} // namespace argus::store::sql
