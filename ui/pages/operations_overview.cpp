// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/operations_overview.h"

#include "ui/pages/server_cards.h"
#include "ui/pages/triage_layout.h"
#include "ui/text/display.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/data_table.h"

#include <QGridLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// Pixels below which the queues and the outbox stand one above the other.
constexpr int kSideBySide = 820;
/// Room for a row of each stage, for the outbox with two lines of a fault, and for a few workers.
constexpr int kQueueHeight = 200;
constexpr int kOutboxHeight = 150;
constexpr int kWorkerHeight = 150;

QLabel* value(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

OperationsOverview::OperationsOverview(AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_servers(new ServerCards(this))
{
    setObjectName(u"operationsOverview"_s);
    auto* content = new QWidget(this);
    QVBoxLayout* layout = triage_layout::panelLayout(content);
    layout->setSpacing(12);
    layout->addWidget(m_servers);
    QSplitter* whole = triage_layout::splitter(Qt::Vertical, u"operationsSplitter"_s, content);
    m_upper = triage_layout::splitter(Qt::Horizontal, u"operationsUpperSplitter"_s, whole);
    m_upper->addWidget(makeQueues(context));
    m_upper->addWidget(makeOutbox());
    m_upper->setSizes({720, 320});
    whole->addWidget(m_upper);
    whole->addWidget(makeWorkers(context));
    whole->setSizes({230, 300});
    layout->addWidget(whole, 1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(triage_layout::scrolling(content, u"operationsScroll"_s, this));
}

void OperationsOverview::resizeEvent(QResizeEvent* event)
{
    LocalWidget::resizeEvent(event);
    // Side by side they need more room than a small window has.
    const Qt::Orientation wanted = width() < kSideBySide ? Qt::Vertical : Qt::Horizontal;
    if (m_upper->orientation() != wanted) {
        m_upper->setOrientation(wanted);
        m_upper->setSizes(wanted == Qt::Horizontal ? QList<int> {720, 320} : QList<int> {kQueueHeight, kOutboxHeight});
    }
}

QWidget* OperationsOverview::makeQueues(AppContext& context)
{
    m_queueTable = new DataTable(u"queueTable"_s, &m_queues, context, this);
    m_queueTable->setDefaultSort(QueueModel::Stage, Qt::AscendingOrder);
    m_queueTable->setMinimumHeight(kQueueHeight);
    QLabel* title = parts::heading(this);
    localize([this, title] {
        title->setText(tr("Tasks by stage"));
        m_queueTable->setAccessibleName(tr("Tasks by stage"));
        m_queueTable->setEmptyText(tr("No stages."), {});
    });
    return triage_layout::cardWith(m_queueTable, title, this);
}

QWidget* OperationsOverview::makeOutbox()
{
    auto* content = new QWidget(this);
    auto* layout = new QGridLayout(content);
    layout->setContentsMargins(parts::kCardPadding, 2, parts::kCardPadding, 12);
    layout->setHorizontalSpacing(14);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(1, 1);
    QLabel* title = parts::heading(this);
    const auto addFact = [&](const QString& name) {
        QLabel* above = parts::overline(content);
        QLabel* below = value(name, content);
        const int row = layout->rowCount();
        layout->addWidget(above, row, 0, Qt::AlignTop | Qt::AlignLeft);
        layout->addWidget(below, row, 1, Qt::AlignTop);
        return std::pair(above, below);
    };
    const auto waiting = addFact(u"outboxWaiting"_s);
    const auto oldest = addFact(u"outboxOldest"_s);
    const auto relay = addFact(u"outboxRelay"_s);
    const auto fault = addFact(u"outboxFault"_s);
    m_skippedText = parts::muted(content);
    m_skippedText->setWordWrap(true);
    layout->addWidget(m_skippedText, layout->rowCount(), 0, 1, 2);
    layout->setRowStretch(layout->rowCount(), 1);
    m_waiting = waiting.second;
    m_oldest = oldest.second;
    m_relay = relay.second;
    m_fault = fault.second;
    localize([=, this] {
        title->setText(tr("Events to be published"));
        waiting.first->setText(tr("Waiting"));
        oldest.first->setText(tr("Oldest"));
        relay.first->setText(tr("Published by"));
        fault.first->setText(tr("Last fault"));
        for (const auto& [above, below] : {waiting, oldest, relay, fault}) {
            below->setAccessibleName(above->text());
        }
        showOutbox();
    });
    content->setMinimumWidth(220);
    content->setMinimumHeight(kOutboxHeight);
    return triage_layout::cardWith(content, title, this);
}

QWidget* OperationsOverview::makeWorkers(AppContext& context)
{
    m_workerTable = new DataTable(u"workerTable"_s, &m_workers, context, this);
    m_workerTable->setDefaultSort(WorkerModel::Seen, Qt::DescendingOrder);
    m_workerTable->setMinimumHeight(kWorkerHeight);
    QLabel* title = parts::heading(this);
    localize([this, title] {
        title->setText(tr("Workers of the last 24 hours"));
        m_workerTable->setAccessibleName(tr("Workers"));
        m_workerTable->setEmptyText(tr("No process works on this store."),
                                    tr("Leave a desk open on it, or start “argus worker” on any machine that reaches "
                                       "the servers."));
    });
    return triage_layout::cardWith(m_workerTable, title, this);
}

void OperationsOverview::setSnapshot(const api::OperationsSnapshot& snapshot, bool standalone)
{
    m_standalone = standalone;
    m_outbox = snapshot.outbox;
    m_skipped = snapshot.skippedEvents;
    m_servers->setServers(snapshot.servers, standalone);
    m_queues.merge(snapshot.queues);
    m_workers.merge(workerRows(snapshot));
    showOutbox();
}

void OperationsOverview::clear()
{
    m_queues.replaceAll({});
    m_workers.replaceAll({});
}

void OperationsOverview::showOutbox()
{
    m_waiting->setText(m_outbox.waiting == 0 ? tr("None")
                                             : tr("%n event(s)", nullptr, static_cast<int>(m_outbox.waiting)));
    m_oldest->setText(m_outbox.oldest ? display::duration(*m_outbox.oldest) : display::none());
    m_relay->setText(!m_outbox.relay.empty() ? display::text(m_outbox.relay)
                         : m_standalone      ? tr("This process")
                                             : tr("Nobody now: a desk or worker takes it over by itself"));
    m_fault->setText(m_outbox.lastError.empty() ? tr("None in this process") : display::text(m_outbox.lastError));
    m_skippedText->setVisible(m_skipped > 0);
    m_skippedText->setText(
        tr("%n event(s) of a newer version skipped: update this program.", nullptr, static_cast<int>(m_skipped)));
}

void OperationsOverview::focusStart()
{
    m_queueTable->setFocus(Qt::OtherFocusReason);
}

} // namespace argus::ui
