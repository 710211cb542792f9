// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/status_filter.h"

#include "ui/text/display.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/wrapping_layout.h"

#include <QButtonGroup>
#include <QPushButton>

namespace argus::ui {

using namespace Qt::StringLiterals;
using domain::BatchStatus;

StatusFilter::StatusFilter(QWidget* parent)
    : LocalWidget(parent)
{
    setObjectName(u"statusFilter"_s);
    // Where the window is narrow they wrap: a number that is cut is another number.
    auto* layout = new WrappingLayout(this, 6);
    auto* group = new QButtonGroup(this);
    group->setExclusive(true);
    for (std::size_t i = 0; i < kGroupCount; ++i) {
        m_buttons[i] = parts::chip(u"statusFilter%1"_s.arg(i), this);
        group->addButton(m_buttons[i], static_cast<int>(i));
        layout->addWidget(m_buttons[i]);
    }
    m_buttons[0]->setChecked(true);
    localize([this] {
        for (std::size_t i = 0; i < kGroupCount; ++i) {
            const QString name = groupName(static_cast<Group>(i));
            m_buttons[i]->setText(tr("%1  %2").arg(name, display::number(static_cast<std::uint64_t>(m_counts[i]))));
            m_buttons[i]->setAccessibleName(tr("Show batches: %1").arg(name));
        }
    });
    connect(group, &QButtonGroup::idClicked, this, [this](int id) {
        m_current = static_cast<Group>(id);
        Q_EMIT changed();
    });
}

StatusFilter::Group StatusFilter::groupOf(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Pending:
        return Group::Receiving;
    case BatchStatus::Uploaded:
        return Group::Waiting;
    case BatchStatus::Scattering:
    case BatchStatus::Scattered:
    case BatchStatus::Gathering:
    case BatchStatus::Gathered:
    case BatchStatus::Diagnosing:
        return Group::Running;
    case BatchStatus::Completed:
        return Group::Completed;
    case BatchStatus::Failed:
        return Group::Failed;
    }
    return Group::All;
}

void StatusFilter::showAll()
{
    m_buttons[0]->setChecked(true);
    if (m_current != Group::All) {
        m_current = Group::All;
        Q_EMIT changed();
    }
}

bool StatusFilter::accepts(BatchStatus status) const
{
    return m_current == Group::All || groupOf(status) == m_current;
}

void StatusFilter::count(const std::vector<BatchRow>& batches)
{
    std::array<int, kGroupCount> counts {};
    for (const domain::Batch& batch : batches) {
        ++counts[static_cast<std::size_t>(groupOf(batch.status))];
        ++counts[0];
    }
    if (counts != m_counts) {
        m_counts = counts;
        refreshTexts();
        updateGeometry();
    }
}

QString StatusFilter::groupName(Group group)
{
    switch (group) {
    case Group::All:
        return tr("All");
    case Group::Receiving:
        return tr("Receiving");
    case Group::Waiting:
        return tr("Waiting");
    case Group::Running:
        return tr("Running");
    case Group::Completed:
        return tr("Completed");
    case Group::Failed:
        return tr("Failed");
    }
    return {};
}

} // namespace argus::ui
