// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/report_format.h"
#include "core/domain/triage.h"

#include <string>

namespace argus::report {

/// The triage result as a document for people (text for a terminal of 100 columns, Markdown, one self-contained HTML
/// page without scripts) or for programs (JSON, the same as domain::toJson). Names, texts and bytes from recordings are
/// escaped: they cannot become markup. A synthetic recording is labelled in every format. Deterministic; any thread;
/// cost O(size of the result).
std::string render(const domain::Triage& triage, domain::ReportFormat format);

} // namespace argus::report
