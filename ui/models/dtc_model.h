// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// The trouble codes of a triage result. The key is code, channel, control unit and protocol.
class DtcModel final : public TableModel<domain::Dtc, QString>
{
public:
    enum Columns
    {
        Severity,
        Code,
        Meaning,
        Ecu,
        Channel,
        Protocol,
        Status,
        Occurrences,
        First,
        Last
    };
    explicit DtcModel(QObject* parent = nullptr);
};

/// "08 confirmedDTC, ..."; for J1939 the lamps; a dash for none.
QString dtcStatusText(const domain::Dtc& dtc);

} // namespace argus::ui
