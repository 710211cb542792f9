// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"
#include "core/domain/json_tree.h"
#include "core/domain/triage.h"

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::domain {

/// Reads the members of one JSON object into values. A member that is missing or null leaves its target as it is; one
/// of a wrong type or out of range is remembered in the shared `error` (the first, with its path) and leaves it too.
/// The tree must outlive the reader.
class JsonReader
{
public:
    /// `node` may be null: then every member is missing.
    JsonReader(const JsonNode* node, std::string path, std::string& error);

    void read(std::string_view key, std::string& target) const;
    void read(std::string_view key, bool& target) const;
    void read(std::string_view key, double& target) const;
    template <std::integral Integer> void read(std::string_view key, Integer& target) const
    {
        if (const JsonNode* node = number(key)) {
            if (const auto value = base::parseDecimal<Integer>(node->text)) {
                target = *value;
            } else {
                complain(key, "is no whole number in range");
            }
        }
    }
    void read(std::string_view key, std::optional<std::int64_t>& target) const;
    void read(std::string_view key, std::vector<std::string>& target) const;
    void read(std::string_view key, std::map<std::string, std::uint64_t>& target) const;
    void readSeconds(std::string_view key, RecordingTime& target) const;
    void readTime(std::string_view key, base::UtcTime& target) const;
    void readTime(std::string_view key, std::optional<base::UtcTime>& target) const;
    /// A name that `parse` knows (an enumeration) or an id.
    template <class Value, class Parse> void readAs(std::string_view key, Value& target, Parse parse) const
    {
        std::string text;
        read(key, text);
        if (text.empty()) {
            return;
        }
        if (const auto value = parse(text)) {
            target = *value;
        } else {
            complain(key, "is not known: " + base::printable(text, 64));
        }
    }

    bool has(std::string_view key) const { return member(key) != nullptr; }
    /// The object at `key`.
    JsonReader object(std::string_view key) const;
    /// Calls `each(JsonReader, Value&)` for every object of the array at `key` and appends the values to `target`.
    template <class Value, class Each> void readArray(std::string_view key, std::vector<Value>& target, Each each) const
    {
        const JsonNode* array = member(key);
        if (array == nullptr) {
            return;
        }
        if (array->kind != JsonNode::Kind::Array) {
            complain(key, "is no array");
            return;
        }
        target.reserve(target.size() + array->items.size());
        for (std::size_t i = 0; i < array->items.size(); ++i) {
            each(JsonReader(&array->items[i], m_path + std::string(key) + "[" + std::to_string(i) + "].", m_error),
                 target.emplace_back());
        }
    }
    /// The names of the object's members, in order.
    std::vector<std::string> keys() const;
    /// Remembers a fault of the member `key`.
    void complain(std::string_view key, std::string_view what) const;

private:
    const JsonNode* member(std::string_view key) const;
    const JsonNode* number(std::string_view key) const;

    const JsonNode* m_node;
    std::string m_path;
    std::string& m_error;
};

} // namespace argus::domain
