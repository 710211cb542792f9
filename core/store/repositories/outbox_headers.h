// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How the outbox keeps what is no event of our own: headers, and payloads and keys of any bytes, in columns that hold
/// JSON and text alone.
namespace argus::store::outbox {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A message as it goes out.
struct Content
{
    std::string key;
    std::string payload;
    Headers headers;
};

/// A message as the columns hold it. `headers` notes what was turned into hexadecimal digits.
struct Columns
{
    std::string key;
    std::string payload; ///< JSON
    std::string headers; ///< a JSON object
};

Columns toColumns(const Content& content);
/// The inverse. Headers that cannot be read give none: the payload is what counts.
Content fromColumns(Columns columns);

/// Text that both databases take: well-formed UTF-8 without NUL.
bool isPlainText(std::string_view text);
std::string toHex(std::string_view bytes);
std::optional<std::string> fromHex(std::string_view digits);

} // namespace argus::store::outbox
