// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/outbox_headers.h"

#include "core/base/text.h"
#include "core/domain/event.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <span>

namespace argus::store::outbox {

using nlohmann::ordered_json;

namespace {

// No header of a broker's message that we keep begins so: they are ours alone and never leave.
constexpr const char* kPayloadMark = "@payload";
constexpr const char* kKeyMark = "@key";
constexpr const char* kHex = "hex";
constexpr std::size_t kLongestPlain = 65536;
constexpr std::ptrdiff_t kDeepest = 200;

/// True for what a JSON column takes as it is and gives back with the same meaning. PostgreSQL refuses the escape of
/// NUL, numbers beyond its range and deep nesting; an event of our making has none of them.
bool isPlainEvent(const std::string& payload)
{
    const auto opens
        = std::count(payload.begin(), payload.end(), '{') + std::count(payload.begin(), payload.end(), '[');
    return payload.size() <= kLongestPlain && opens <= kDeepest && payload.find("\\u0000") == std::string::npos
        && isPlainText(payload) && domain::eventFromJson(payload);
}

} // namespace

bool isPlainText(std::string_view text)
{
    return text.find('\0') == std::string_view::npos && base::isUtf8(text);
}

std::string toHex(std::string_view bytes)
{
    return base::toHex(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

std::optional<std::string> fromHex(std::string_view digits)
{
    const auto bytes = base::fromHex(digits);
    return bytes ? std::optional(std::string(bytes->begin(), bytes->end())) : std::nullopt;
}

Columns toColumns(const Content& content)
{
    ordered_json headers = ordered_json::object();
    for (const auto& [name, value] : content.headers) {
        headers[base::printable(name)] = isPlainText(value) ? value : base::printable(value);
    }
    Columns columns {content.key, content.payload, {}};
    if (!isPlainText(content.key)) {
        headers[kKeyMark] = kHex;
        columns.key = toHex(content.key);
    }
    if (!isPlainEvent(content.payload)) {
        headers[kPayloadMark] = kHex;
        columns.payload = '"' + toHex(content.payload) + '"';
    }
    columns.headers = headers.dump();
    return columns;
}

Content fromColumns(Columns columns)
{
    Content content {std::move(columns.key), std::move(columns.payload), {}};
    if (columns.headers.empty()) {
        return content;
    }
    const ordered_json headers = ordered_json::parse(columns.headers, nullptr, /*allow_exceptions=*/false);
    if (!headers.is_object()) {
        return content;
    }
    for (const auto& [name, value] : headers.items()) {
        if (!value.is_string()) {
            continue;
        }
        const auto& text = value.get_ref<const std::string&>();
        if (name == kPayloadMark) {
            // A JSON string of digits.
            std::string_view digits = content.payload;
            digits = digits.size() >= 2 ? digits.substr(1, digits.size() - 2) : digits;
            content.payload = fromHex(digits).value_or(content.payload);
        } else if (name == kKeyMark) {
            content.key = fromHex(content.key).value_or(content.key);
        } else {
            content.headers.emplace_back(name, text);
        }
    }
    return content;
}

} // namespace argus::store::outbox
