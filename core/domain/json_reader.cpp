// SPDX-License-Identifier: Apache-2.0
#include "core/domain/json_reader.h"

#include "core/domain/json_writer.h"

#include <charconv>

namespace argus::domain {

JsonReader::JsonReader(const JsonNode* node, std::string path, std::string& error)
    : m_node(node)
    , m_path(std::move(path))
    , m_error(error)
{
    if (m_node != nullptr && m_node->kind != JsonNode::Kind::Object) {
        if (m_node->kind != JsonNode::Kind::Null) {
            complain("", "is no object");
        }
        m_node = nullptr;
    }
}

void JsonReader::complain(std::string_view key, std::string_view what) const
{
    if (m_error.empty()) {
        std::string where = m_path + std::string(key);
        if (where.ends_with('.')) {
            where.pop_back();
        }
        m_error = (where.empty() ? "the document" : where) + " " + std::string(what);
    }
}

const JsonNode* JsonReader::member(std::string_view key) const
{
    const JsonNode* found = m_node == nullptr ? nullptr : m_node->find(key);
    return found == nullptr || found->kind == JsonNode::Kind::Null ? nullptr : found;
}

const JsonNode* JsonReader::number(std::string_view key) const
{
    const JsonNode* found = member(key);
    if (found != nullptr && found->kind != JsonNode::Kind::Number) {
        complain(key, "is no number");
        return nullptr;
    }
    return found;
}

void JsonReader::read(std::string_view key, std::string& target) const
{
    if (const JsonNode* found = member(key)) {
        if (found->kind == JsonNode::Kind::String) {
            target = found->text;
        } else {
            complain(key, "is no string");
        }
    }
}

void JsonReader::read(std::string_view key, bool& target) const
{
    if (const JsonNode* found = member(key)) {
        if (found->kind == JsonNode::Kind::Boolean) {
            target = found->flag;
        } else {
            complain(key, "is neither true nor false");
        }
    }
}

void JsonReader::read(std::string_view key, double& target) const
{
    if (const JsonNode* found = number(key)) {
        double value = 0;
        const char* end = found->text.data() + found->text.size();
        const auto [stop, error] = std::from_chars(found->text.data(), end, value);
        if (error == std::errc {} && stop == end) {
            target = value;
        } else {
            complain(key, "is out of range");
        }
    }
}

void JsonReader::read(std::string_view key, std::optional<std::int64_t>& target) const
{
    if (has(key)) {
        std::int64_t value = 0;
        read(key, value);
        target = value;
    }
}

void JsonReader::read(std::string_view key, std::vector<std::string>& target) const
{
    const JsonNode* array = member(key);
    if (array == nullptr) {
        return;
    }
    if (array->kind != JsonNode::Kind::Array) {
        complain(key, "is no array");
        return;
    }
    for (const JsonNode& item : array->items) {
        if (item.kind == JsonNode::Kind::String) {
            target.push_back(item.text);
        } else {
            complain(key, "holds something that is no string");
        }
    }
}

void JsonReader::read(std::string_view key, std::map<std::string, std::uint64_t>& target) const
{
    const JsonReader counts = object(key);
    for (const std::string& name : counts.keys()) {
        counts.read(name, target[name]);
    }
}

void JsonReader::readSeconds(std::string_view key, RecordingTime& target) const
{
    if (const JsonNode* found = number(key)) {
        if (const auto time = parseSecondsText(found->text)) {
            target = *time;
        } else {
            complain(key, "is no time in range");
        }
    }
}

void JsonReader::readTime(std::string_view key, base::UtcTime& target) const
{
    readAs(key, target, [](const std::string& text) { return base::parseIso(text); });
}

void JsonReader::readTime(std::string_view key, std::optional<base::UtcTime>& target) const
{
    if (has(key)) {
        base::UtcTime time {};
        readTime(key, time);
        target = time;
    }
}

JsonReader JsonReader::object(std::string_view key) const
{
    return JsonReader(member(key), m_path + std::string(key) + ".", m_error);
}

std::vector<std::string> JsonReader::keys() const
{
    return m_node == nullptr ? std::vector<std::string> {} : m_node->keys;
}

} // namespace argus::domain
