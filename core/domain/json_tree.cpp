// SPDX-License-Identifier: Apache-2.0
#include "core/domain/json_tree.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace argus::domain {

namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 32;

/// Receives the parser's events. `m_open` holds the chain of unfinished values; each moves into its parent when it
/// ends, so that no pointer into a growing vector is kept.
class TreeBuilder : public nlohmann::json_sax<json>
{
public:
    bool null() override { return add({}); }
    bool boolean(bool value) override
    {
        JsonNode node;
        node.kind = JsonNode::Kind::Boolean;
        node.flag = value;
        return add(std::move(node));
    }
    bool number_integer(json::number_integer_t value) override { return addNumber(std::to_string(value)); }
    bool number_unsigned(json::number_unsigned_t value) override { return addNumber(std::to_string(value)); }
    bool number_float(json::number_float_t, const json::string_t& text) override { return addNumber(text); }
    bool string(json::string_t& value) override
    {
        JsonNode node;
        node.kind = JsonNode::Kind::String;
        node.text = std::move(value);
        return add(std::move(node));
    }
    bool binary(json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(JsonNode::Kind::Object); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(JsonNode::Kind::Array); }
    bool end_array() override { return close(); }
    bool key(json::string_t& value) override
    {
        m_open.back().keys.push_back(std::move(value));
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const json::exception&) override
    {
        m_error = "no valid JSON at byte " + std::to_string(position);
        return false;
    }

    const std::string& error() const { return m_error; }
    JsonNode takeRoot() { return std::move(m_root); }

private:
    bool open(JsonNode::Kind kind)
    {
        if (m_open.size() >= kDeepest) {
            m_error = "nested too deeply";
            return false;
        }
        m_open.emplace_back();
        m_open.back().kind = kind;
        return true;
    }
    bool close()
    {
        JsonNode node = std::move(m_open.back());
        m_open.pop_back();
        return add(std::move(node));
    }
    bool addNumber(std::string text)
    {
        JsonNode node;
        node.kind = JsonNode::Kind::Number;
        node.text = std::move(text);
        return add(std::move(node));
    }
    bool add(JsonNode node)
    {
        if (m_open.empty()) {
            m_root = std::move(node);
        } else {
            m_open.back().items.push_back(std::move(node));
        }
        return true;
    }

    std::vector<JsonNode> m_open;
    JsonNode m_root;
    std::string m_error;
};

} // namespace

const JsonNode* JsonNode::find(std::string_view key) const
{
    for (std::size_t i = keys.size(); i > 0; --i) {
        if (keys[i - 1] == key && i <= items.size()) {
            return &items[i - 1];
        }
    }
    return nullptr;
}

base::Result<JsonNode> parseJsonTree(std::string_view text)
{
    TreeBuilder builder;
    if (!json::sax_parse(text.begin(), text.end(), &builder)) {
        return base::fail(base::ErrorCode::Invalid, builder.error().empty() ? "no valid JSON" : builder.error());
    }
    return builder.takeRoot();
}

} // namespace argus::domain
