// SPDX-License-Identifier: Apache-2.0
#include "core/domain/report_format.h"

#include <array>

namespace argus::domain {

std::string_view toString(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Text:
        return "text";
    case ReportFormat::Json:
        return "json";
    case ReportFormat::Markdown:
        return "md";
    case ReportFormat::Html:
        return "html";
    }
    return "text";
}

std::optional<ReportFormat> parseReportFormat(std::string_view name)
{
    for (const ReportFormat format :
         std::array {ReportFormat::Text, ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html}) {
        if (toString(format) == name) {
            return format;
        }
    }
    return std::nullopt;
}

} // namespace argus::domain
