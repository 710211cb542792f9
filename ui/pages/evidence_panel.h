// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/seen_batch.h"
#include "core/domain/triage.h"
#include "ui/bridge/query_slot.h"
#include "ui/models/frame_model.h"
#include "ui/widgets/local_widget.h"

class QLabel;

namespace argus::ui {

struct AppContext;
class DataTable;
class HexView;

/// The frames that a code or a statement rests on, and for the chosen one the raw frames around it in its recording.
class EvidencePanel final : public LocalWidget
{
    Q_OBJECT

public:
    /// `name` makes the names of its widgets unique: the panel is used in several places.
    EvidencePanel(const QString& name, AppContext& context, QWidget* parent);

    void setEvidence(domain::SeenBatch batch, std::vector<domain::Evidence> evidence);
    void clear();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEvidence();
    QWidget* makeFrames();
    void askFrames(int row);
    void showFrames(const domain::Evidence& evidence, std::vector<domain::FrameRow> frames);

    AppContext& m_context;
    EvidenceModel m_evidence;
    FrameModel m_frames;
    domain::SeenBatch m_batch {domain::BatchId()};
    QuerySlot m_slot;
    DataTable* m_evidenceTable = nullptr;
    DataTable* m_frameTable = nullptr;
    HexView* m_hex = nullptr;
    QLabel* m_frameTitle = nullptr;
    QString m_framesOf;
    std::vector<std::uint8_t> m_message; ///< the chosen evidence, where it came in no frames
};

} // namespace argus::ui
