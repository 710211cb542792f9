// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace argus::domain {

/// True for 1 to `limit` bytes of UTF-8 without control characters and without spaces around them: a name that people
/// can read, type and tell from another.
inline bool isPlainText(std::string_view text, std::size_t limit)
{
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.empty() && text.size() <= limit && base::isUtf8(text) && base::trimmed(text) == text
        && std::none_of(text.begin(), text.end(), control);
}

} // namespace argus::domain
