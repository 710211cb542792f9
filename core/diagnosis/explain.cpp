// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/explain.h"

#include "core/diagnosis/knowledge.h"
#include "core/diagnosis/severity.h"

namespace argus::diagnosis {

void explain(domain::Triage& triage)
{
    for (domain::Dtc& dtc : triage.dtcs) {
        if (dtc.meaning.empty()) {
            dtc.meaning = meaningOf(dtc);
        }
        dtc.severity = severityOf(dtc);
    }
    for (domain::Ecu& ecu : triage.ecus) {
        if (ecu.name.empty()) {
            ecu.name = ecuName(ecu.address);
        }
    }
}

} // namespace argus::diagnosis
