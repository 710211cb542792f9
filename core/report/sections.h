// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/report/document.h"
#include "core/report/evidence_index.h"

namespace argus::report {

/// The sections of the report in the order of their declaration. A section without blocks is left out.
Section diagnosisSection(const domain::Triage& triage, const EvidenceIndex& index);
Section similarSection(const domain::Triage& triage);
Section topCodesSection(const domain::Triage& triage);
Section codesSection(const domain::Triage& triage, const EvidenceIndex& index);
Section notTestedSection(const domain::Triage& triage, const EvidenceIndex& index);
Section unitsSection(const domain::Triage& triage);
Section refusedSection(const domain::Triage& triage, const EvidenceIndex& index);
Section logErrorsSection(const domain::Triage& triage, const EvidenceIndex& index);
Section timelineSection(const domain::Triage& triage);
Section filesSection(const domain::Triage& triage);
Section notFoundSection(const domain::Triage& triage);
Section evidenceSection(const EvidenceIndex& index);

} // namespace argus::report
