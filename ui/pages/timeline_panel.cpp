// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/triage_layout.h"
#include "ui/pages/triage_panels.h"
#include "ui/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/timeline_widget.h"
#include "ui/widgets/wrapped_height.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace argus::ui {

using namespace Qt::StringLiterals;

TimelinePanel::TimelinePanel(AppContext& context, QWidget* parent)
    : TriagePanel(parent)
    , m_choice(new QComboBox(this))
    , m_asTable(parts::button(u"timelineAsTable"_s, u"table"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_picture(new TimelineWidget(this))
    , m_table(new DataTable(u"timelineTable"_s, &m_model, context, this))
    , m_readout(new QLabel(this))
    , m_loads(parts::muted(this))
{
    setObjectName(u"timelinePanel"_s);
    m_choice->setObjectName(u"timelineChoice"_s);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_picture->setObjectName(u"timelinePicture"_s);
    m_asTable->setCheckable(true);
    m_table->setDefaultSort(0, Qt::AscendingOrder);
    m_readout->setWordWrap(true);
    m_loads->setWordWrap(true);
    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_table);

    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 10, 1, 12);
    layout->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
    row->addWidget(m_choice);
    row->addWidget(m_readout, 1);
    row->addWidget(m_asTable);
    layout->addLayout(row);
    layout->addWidget(m_stack, 1);
    m_loads->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
    layout->addWidget(m_loads);
    new WrappedHeight(card);
    triage_layout::panelLayout(this)->addWidget(triage_layout::scrolling(card, u"timelineScroll"_s, this), 1);

    connect(m_choice, &QComboBox::activated, this, &TimelinePanel::showTimeline);
    connect(m_asTable, &QPushButton::toggled, this, [this](bool on) { m_stack->setCurrentIndex(on ? 1 : 0); });
    connect(m_picture, &TimelineWidget::cursorMoved, this, [this] { m_readout->setText(m_picture->readout()); });
    localize([this] {
        m_choice->setAccessibleName(tr("Timeline to show"));
        m_asTable->setText(tr("Show as &table"));
        m_asTable->setToolTip(tr("The same numbers in rows, for reading, sorting and export"));
        m_picture->setAccessibleName(tr("Timeline"));
        m_table->setAccessibleName(tr("Timeline as a table"));
        m_table->setEmptyText(tr("There is no timeline."), tr("The recordings carry no times, or hold no frames."));
        m_readout->setText(m_picture->readout());
        nameChoices();
        showTimeline(m_choice->currentIndex());
    });
}

void TimelinePanel::setTriage(const TriagePtr& triage)
{
    m_triage = triage;
    m_choice->clear();
    for (std::size_t i = 0; triage && i < triage->timelines.size(); ++i) {
        m_choice->addItem({});
    }
    nameChoices();
    m_choice->setVisible(m_choice->count() > 1);
    // Where there is nothing to show, the middle says so; a heading and a button would only repeat it.
    m_readout->setVisible(m_choice->count() > 0);
    m_asTable->setVisible(m_choice->count() > 0);
    m_loads->setVisible(m_choice->count() > 0);
    m_asTable->setChecked(m_asTable->isChecked() && m_choice->count() > 0);
    showTimeline(m_choice->currentIndex());
}

void TimelinePanel::nameChoices()
{
    for (int i = 0; i < m_choice->count(); ++i) {
        QStringList files;
        for (const std::string& file : m_triage->timelines[static_cast<std::size_t>(i)].files) {
            files << display::text(file);
        }
        m_choice->setItemText(i, choiceText(files));
        m_choice->setItemData(i, files.join(u'\n'), Qt::ToolTipRole);
    }
}

void TimelinePanel::showTimeline(int index)
{
    if (!m_triage || index < 0 || static_cast<std::size_t>(index) >= m_triage->timelines.size()) {
        m_picture->setTimeline(nullptr, 0);
        m_model.replaceAll({});
        m_loads->clear();
        return;
    }
    const domain::Timeline& timeline = m_triage->timelines[static_cast<std::size_t>(index)];
    m_choice->setToolTip(m_choice->itemData(index, Qt::ToolTipRole).toString());
    const int cursor = m_picture->cursor();
    m_picture->setTimeline(m_triage, static_cast<std::size_t>(index));
    m_picture->setCursor(cursor);
    m_model.replaceAll(timelineRows(timeline));
    m_loads->setText(loads(timeline));
}

QString TimelinePanel::choiceText(const QStringList& files) const
{
    // A combo box cuts what is too long without a sign; both ends of a name tell files of one folder apart.
    constexpr int kLetters = 30;
    const QString first
        = fontMetrics().elidedText(files.value(0), Qt::ElideMiddle, fontMetrics().averageCharWidth() * kLetters);
    return files.size() > 1 ? tr("%1 and %n more", nullptr, static_cast<int>(files.size()) - 1).arg(first) : first;
}

QString TimelinePanel::loads(const domain::Timeline& timeline) const
{
    QStringList parts;
    for (const domain::ChannelLoad& load : timeline.channels) {
        parts << tr("%1: %n frame(s), about %2 of %3 kbit/s", nullptr, display::plural(load.frames))
                     .arg(display::text(load.channel), display::percent(load.averageLoad),
                          display::number(static_cast<std::uint64_t>(load.bitrate / 1000)));
    }
    if (!timeline.gaps.empty()) {
        parts << tr("%n pause(s) in the recording, hatched", nullptr, static_cast<int>(timeline.gaps.size()));
    }
    return parts.join(u"   ·   "_s);
}

} // namespace argus::ui
