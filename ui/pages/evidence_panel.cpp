// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/evidence_panel.h"

#include "core/base/text.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/text/display.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/parts.h"

#include <QFrame>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFramesBefore = 20;
constexpr int kFramesAfter = 20;

} // namespace

EvidencePanel::EvidencePanel(const QString& name, AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_context(context)
{
    setObjectName(name);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(name % u"Splitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
    splitter->addWidget(makeEvidence());
    splitter->addWidget(makeFrames());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_evidenceTable, &DataTable::currentRowChanged, this, &EvidencePanel::askFrames);
    connect(m_frameTable, &DataTable::currentRowChanged, this, [this](int row) {
        m_hex->setBytes(row < 0 ? std::span<const std::uint8_t>() : std::span(m_frames.row(row).frame.data));
    });
}

QWidget* EvidencePanel::makeEvidence()
{
    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 10, 1, 1);
    layout->setSpacing(6);
    QLabel* title = parts::heading(card);
    title->setContentsMargins(parts::kCardPadding, 0, 0, 0);
    m_evidenceTable = new DataTable(objectName() % u"Evidence"_s, &m_evidence, m_context, card);
    m_evidenceTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_evidenceTable->setMinimumSize(220, 90);
    layout->addWidget(title);
    layout->addWidget(m_evidenceTable, 1);
    localize([this, title] {
        title->setText(tr("Evidence"));
        m_evidenceTable->setAccessibleName(tr("Evidence: the messages this rests on"));
        m_evidenceTable->setEmptyText(tr("Nothing is chosen."),
                                      tr("Choose a row above to see the messages it rests on."));
    });
    return card;
}

QWidget* EvidencePanel::makeFrames()
{
    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 10, 1, 1);
    layout->setSpacing(6);
    m_frameTitle = parts::headingLine(card);
    m_frameTitle->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
    m_frameTitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_frameTable = new DataTable(objectName() % u"Frames"_s, &m_frames, m_context, card);
    m_frameTable->setMinimumSize(260, 90);
    m_hex = new HexView(objectName() % u"Hex"_s, card);
    m_hex->setProperty("plain", true);
    m_hex->setFixedHeight(58);
    m_hex->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_frameTitle);
    layout->addWidget(m_frameTable, 1);
    layout->addWidget(m_hex);
    localize([this] {
        m_frameTitle->setText(m_framesOf.isEmpty() ? tr("Raw frames around it")
                                                   : tr("Raw frames around it in %1").arg(m_framesOf));
        m_frameTable->setAccessibleName(tr("Raw frames around the evidence"));
        if (m_message.empty()) {
            m_frameTable->setEmptyText(tr("No frames to show."), tr("Choose a message of the evidence."));
        } else {
            m_frameTable->setEmptyText(tr("There are no CAN frames around it."),
                                       tr("The message did not come in CAN frames; the evidence shows its bytes."));
        }
        m_hex->setAccessibleName(tr("Bytes of the chosen frame"));
        m_hex->setPlaceholderText(tr("Choose a frame to see its bytes."));
    });
    return card;
}

void EvidencePanel::setEvidence(domain::SeenBatch batch, std::vector<domain::Evidence> evidence)
{
    m_batch = batch;
    clear();
    m_evidence.replaceAll(std::move(evidence));
    m_evidenceTable->selectFirstRow();
}

void EvidencePanel::resizeEvent(QResizeEvent* event)
{
    LocalWidget::resizeEvent(event);
    // Where there is little room the rows are worth more than the bytes of one of them.
    constexpr int kRoomForBytes = 240;
    m_hex->setVisible(height() >= kRoomForBytes);
}

void EvidencePanel::clear()
{
    m_slot.cancel();
    m_framesOf.clear();
    m_message.clear();
    m_evidence.replaceAll({});
    m_frames.replaceAll({});
    m_hex->clear();
    refreshTexts();
}

void EvidencePanel::askFrames(int row)
{
    m_slot.cancel();
    if (row < 0) {
        return;
    }
    const domain::Evidence evidence = m_evidence.row(row);
    using Frames = std::vector<domain::FrameRow>;
    m_context.bridge.ask<Frames>(
        this, "results.framesAround",
        [batch = m_batch, evidence](api::Engine& engine, const base::ExecutionContext& context,
                                    api::Callback<Frames> done) {
            engine.results().framesAround(context, batch, evidence.file, evidence.offset, kFramesBefore, kFramesAfter,
                                          std::move(done));
        },
        [this, evidence](base::Result<Frames> result) {
            if (result) {
                showFrames(evidence, std::move(*result));
            } else {
                m_context.notices.postError(tr("The frames around this evidence could not be read."), result.error());
            }
        },
        &m_slot);
}

void EvidencePanel::showFrames(const domain::Evidence& evidence, std::vector<domain::FrameRow> frames)
{
    std::vector<FrameLine> lines;
    lines.reserve(frames.size());
    int at = -1;
    for (domain::FrameRow& frame : frames) {
        const bool isEvidence = frame.offset == evidence.offset;
        if (isEvidence && at < 0) {
            at = static_cast<int>(lines.size());
        }
        lines.push_back({std::move(frame), isEvidence});
    }
    m_framesOf = display::text(evidence.file);
    m_message = lines.empty() ? base::fromHex(evidence.raw).value_or(std::vector<std::uint8_t>())
                              : std::vector<std::uint8_t>();
    refreshTexts();
    m_frames.replaceAll(std::move(lines));
    if (!m_message.empty()) {
        m_hex->setBytes(m_message);
    }
    if (at >= 0) {
        m_frameTable->selectSourceRow(at);
        m_frameTable->scrollTo(m_frameTable->currentIndex(), QAbstractItemView::PositionAtCenter);
    }
}

} // namespace argus::ui
