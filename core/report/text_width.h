// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace argus::report {

/// How many columns of a terminal `text` takes: East Asian wide and full-width characters two, combining marks none.
/// Bytes that are no UTF-8 count one each.
std::size_t displayWidth(std::string_view text);

/// `text`, cut so that it takes at most `width` columns; "…" takes the place of what was cut.
std::string cutToWidth(std::string_view text, std::size_t width);

/// `text` in lines of at most `width` columns (1 or more), broken at spaces where there are any, else within the word.
/// At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Text from outside, safe to print: control characters, bytes that are no UTF-8 and characters that turn the direction
/// of text around are spelled out, so that a name can neither steer a terminal nor pose as another.
std::string clean(std::string_view text);

} // namespace argus::report
