// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::store {

/// Collects the conditions of a query and their parameters.
class Conditions
{
public:
    /// Adds a condition; every '?' in it stands for the same value.
    void add(std::string_view condition, sql::Value value)
    {
        const std::string name = parameter(std::move(value));
        m_text += m_text.empty() ? " WHERE " : " AND ";
        for (const char c : condition) {
            m_text += c == '?' ? name : std::string(1, c);
        }
    }
    /// Adds the condition that `column` is one of `names`; of none, when there are none.
    void addOneOf(std::string_view column, const std::vector<std::string>& names)
    {
        std::string list;
        for (const std::string& name : names) {
            list += (list.empty() ? "" : ", ") + parameter(name);
        }
        m_text += m_text.empty() ? " WHERE " : " AND ";
        m_text += list.empty() ? "1 = 0" : std::string(column) + " IN (" + list + ")";
    }
    /// The name of a new parameter, such as "$3".
    std::string parameter(sql::Value value)
    {
        m_values.push_back(std::move(value));
        return "$" + std::to_string(m_values.size());
    }
    /// " WHERE ... AND ...", or nothing.
    const std::string& text() const { return m_text; }
    std::span<const sql::Value> values() const { return m_values; }

private:
    std::string m_text;
    sql::Values m_values;
};

/// `%` and `_` in what people type are letters, not wildcards. For LIKE ... ESCAPE '\'.
inline std::string likeLetters(std::string_view typed)
{
    std::string letters;
    for (const char c : typed) {
        if (c == '%' || c == '_' || c == '\\') {
            letters += '\\';
        }
        letters += c;
    }
    return letters;
}

inline std::string likePrefix(std::string_view typed)
{
    return likeLetters(typed) + "%";
}

inline std::string likePart(std::string_view typed)
{
    return "%" + likeLetters(typed) + "%";
}

} // namespace argus::store
