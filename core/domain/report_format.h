// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::domain {

enum class ReportFormat : std::uint8_t
{
    Text,
    Json,
    Markdown,
    Html
};

/// "text", "json", "md", "html"
std::string_view toString(ReportFormat format);
std::optional<ReportFormat> parseReportFormat(std::string_view name);

} // namespace argus::domain
