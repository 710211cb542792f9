// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/inspection.h"
#include "ui/models/table_model.h"

namespace argus::ui {

struct FrameLine
{
    domain::FrameRow frame;
    bool isEvidence = false; ///< the frame that the statement rests on, among its neighbours
};

/// Raw frames of a recording around one of them. The key is the number of the frame in the part that was read.
class FrameModel final : public TableModel<FrameLine, qint64>
{
public:
    explicit FrameModel(QObject* parent = nullptr);
};

/// The frames that a code or a statement rests on. The key is file and offset.
class EvidenceModel final : public TableModel<domain::Evidence, QString>
{
public:
    explicit EvidenceModel(QObject* parent = nullptr);
};

/// "7E8" or "18DAF13A": three digits for a standard id, eight for an extended one.
QString canIdText(const domain::FrameRow& frame);

} // namespace argus::ui
