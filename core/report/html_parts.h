// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace argus::report {

/// `text` as HTML text and attribute value: & < > " ' become references.
std::string htmlEscaped(std::string_view text);

/// The style sheet of the page: light and dark by the reader's setting, plain on paper.
std::string_view htmlStyle();

/// A picture of a timeline as an inline SVG figure: frames as bars, error frames and fault codes as marks of different
/// shape, gaps shaded. `number` makes its ids unique within the page. Empty without buckets.
std::string timelineSvg(const domain::Timeline& timeline, std::size_t number);

} // namespace argus::report
