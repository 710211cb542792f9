// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.h"

#include "core/domain/triage_json.h"
#include "core/report/document.h"

namespace argus::report {

std::string render(const domain::Triage& triage, domain::ReportFormat format)
{
    switch (format) {
    case domain::ReportFormat::Text:
        return renderText(buildDocument(triage));
    case domain::ReportFormat::Json:
        return domain::toJson(triage) + "\n";
    case domain::ReportFormat::Markdown:
        return renderMarkdown(buildDocument(triage));
    case domain::ReportFormat::Html:
        return renderHtml(buildDocument(triage));
    }
    return {};
}

} // namespace argus::report
