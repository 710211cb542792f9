// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// The control units of a triage result. The key is channel and address.
class EcuModel final : public TableModel<domain::Ecu, QString>
{
public:
    explicit EcuModel(QObject* parent = nullptr);
};

/// What a control unit says about itself. The key is that of the record.
class SupplierModel final : public TableModel<domain::SupplierDatum, QString>
{
public:
    explicit SupplierModel(QObject* parent = nullptr);
};

} // namespace argus::ui
