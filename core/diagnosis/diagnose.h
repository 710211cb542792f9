// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

namespace argus::diagnosis {

/// A diagnosis by rules, without any model: what the codes have in common, what explains what, what is dangerous, what
/// to do first. `degraded` is true and `model` "rules". Every statement cites evidence of this triage. Call explain()
/// first. Deterministic; pure; any thread.
domain::Diagnosis diagnoseByRules(const domain::Triage& triage);

/// The gate that every diagnosis passes, whoever made it: evidence that is not among the triage's own is taken out, a
/// statement that then cites nothing (or says nothing) is dropped and counted, kinds and confidences are put in bounds.
domain::Diagnosis verified(domain::Diagnosis diagnosis, const domain::Triage& triage);

} // namespace argus::diagnosis
