// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/batches_page.h"

#include "ui/bridge/attendance_feed.h"
#include "ui/bridge/batch_feed.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/pages/batch_detail.h"
#include "ui/pages/status_filter.h"
#include "ui/text/attendance_words.h"
#include "ui/text/display.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/search_edit.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

BatchesPage::BatchesPage(AppContext& context, QWidget* parent)
    : Page(u"batchesPage"_s, context, parent)
    , m_feed(new BatchFeed(context.bridge, this))
    , m_filter(new StatusFilter(this))
    , m_search(new SearchEdit(u"batchSearch"_s, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 16, parts::kPagePadding, 14);
    layout->setSpacing(12);
    layout->addWidget(makeHead());
    m_splitter->setObjectName(u"batchSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(makeTable());
    QFrame* card = parts::card(this);
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(1, 1, 1, 1);
    m_detail = new BatchDetail(context, card);
    inner->addWidget(m_detail);
    m_splitter->addWidget(card);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    layout->addWidget(m_splitter, 1);
    connectFeed();
    connectAttendance();
}

QWidget* BatchesPage::makeHead()
{
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* row = new QHBoxLayout;
    QLabel* title = parts::pageTitle(head);
    QPushButton* add = parts::primaryButton(u"addRecordings"_s, u"add"_s, head);
    connect(add, &QPushButton::clicked, this, &Page::addFilesWanted);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(add);
    column->addLayout(row);
    auto* filters = new QHBoxLayout;
    filters->setSpacing(parts::kGap);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(340);
    filters->addWidget(m_filter);
    filters->addWidget(m_search, 1);
    column->addLayout(filters);
    localize([this, title, add] {
        title->setText(tr("Batches"));
        add->setText(tr("&Add recordings…"));
        add->setToolTip(tr("Choose files, or drop files and folders anywhere on the window"));
        m_search->setPlaceholderText(tr("Search vehicle, VIN, error…"));
        m_search->setAccessibleName(tr("Search batches"));
    });
    return head;
}

QWidget* BatchesPage::makeTable()
{
    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    m_table = new DataTable(u"batchTable"_s, &m_model, context(), card);
    m_table->setDefaultSort(BatchListModel::Created, Qt::DescendingOrder);
    m_table->setMinimumHeight(120);
    m_table->setEmptyIcon(u"upload"_s);
    layout->addWidget(m_table);
    localize([this] {
        m_table->setAccessibleName(tr("All batches"));
        sayWhyEmpty();
    });
    for (const auto signal : {&EngineBridge::attached, &EngineBridge::detached, &EngineBridge::openingChanged}) {
        connect(&context().bridge, signal, this, &BatchesPage::sayWhyEmpty);
    }
    return card;
}

void BatchesPage::sayWhyEmpty()
{
    const EngineBridge& bridge = context().bridge;
    if (bridge.isAttached()) {
        m_table->setEmptyText(tr("No recordings yet."),
                              tr("Drop recordings of a vehicle on this window, or choose “Add recordings”. Minutes "
                                 "later its trouble codes are here."));
    } else if (bridge.openFailure()) {
        const words::Problem problem = words::problem(*bridge.openFailure());
        m_table->setEmptyText(tr("The store is not open."), tr("%1 Details: %2").arg(problem.advice, problem.detail));
    } else {
        m_table->setEmptyText(tr("The store is being opened…"), {});
    }
}

void BatchesPage::connectFeed()
{
    connect(&context().bridge, &EngineBridge::detached, this, [this] {
        // The next engine may be one over another store.
        m_first = true;
        m_wanted.reset();
        m_model.replaceAll({});
        m_filter->count({});
    });
    connect(m_feed, &BatchFeed::listed, this, [this](const std::vector<domain::Batch>& batches) {
        const QScopedValueRollback<bool> choosing(m_choosing, true);
        m_model.merge(batches);
        afterUpdate();
    });
    connect(m_feed, &BatchFeed::updated, this, [this](const std::vector<domain::Batch>& batches) {
        m_model.upsert(batches);
        afterUpdate();
    });
    connect(m_feed, &BatchFeed::removed, this, [this](const std::vector<domain::BatchId>& ids) {
        for (const domain::BatchId& id : ids) {
            if (const int row = m_model.rowOf(id);
                row >= 0 && m_detail->batch() == id && isVisible() && !m_detail->actions().isRemoving(id)) {
                context().notices.post(
                    Notice {.tone = Tone::Info,
                            .title = tr("The batch of “%1” that you had chosen was deleted by somebody else.")
                                         .arg(display::text(m_model.row(row).vehicleId)),
                            .text = {},
                            .actionText = {},
                            .action = {}});
            }
        }
        const QScopedValueRollback<bool> choosing(m_choosing, true);
        m_model.erase(ids);
        afterUpdate();
    });
    connect(m_feed, &BatchFeed::failed, this, [this](const base::Error& error) {
        context().notices.postError(tr("The list of batches could not be read."), error);
    });
    m_table->setSearchEdit(m_search);
    connect(m_filter, &StatusFilter::changed, this, [this] {
        if (m_filter->current() == StatusFilter::Group::All) {
            m_table->proxy().setRowTest({});
        } else {
            m_table->proxy().setRowTest([this](int row) { return m_filter->accepts(m_model.row(row).status); });
        }
    });
    connect(m_table, &DataTable::currentRowChanged, this, [this](int row) {
        m_detail->setBatch(row < 0 ? std::nullopt : std::optional(m_model.row(row).id));
        // The row that the page begins with was opened by nobody.
        if (row >= 0 && !m_choosing && m_table->hasFocus() && context().attendance != nullptr) {
            context().attendance->setOpen(m_model.row(row).id);
        }
    });
    // A click on the row that is chosen already changes nothing, and opens it all the same.
    connect(m_table, &QAbstractItemView::clicked, this, [this] {
        const int row = m_table->currentSourceRow();
        if (row >= 0 && context().attendance != nullptr) {
            context().attendance->setOpen(m_model.row(row).id);
        }
    });
    connect(m_table, &DataTable::rowActivated, this, [this](int row) {
        const domain::Batch& batch = m_model.row(row);
        if (batch.status == domain::BatchStatus::Completed || batch.runEpoch > 1) {
            Q_EMIT resultWanted(batch.id);
        }
    });
    connect(&m_detail->actions(), &BatchActions::openWanted, this, &Page::resultWanted);
    connect(&m_detail->actions(), &BatchActions::addWanted, this, &Page::addToBatchWanted);
    connect(&m_detail->actions(), &BatchActions::removed, this, [this](const domain::BatchId& id) {
        const QScopedValueRollback<bool> choosing(m_choosing, true);
        m_model.erase({id});
    });
    connect(m_detail, &BatchDetail::overtaken, m_feed, &BatchFeed::refresh);
}

void BatchesPage::connectAttendance()
{
    if (context().attendance == nullptr) {
        return;
    }
    connect(context().attendance, &AttendanceFeed::changed, this, &BatchesPage::showAttendance);
    localize([this] { showAttendance(); });
}

void BatchesPage::showAttendance()
{
    const AttendanceFeed& feed = *context().attendance;
    BatchListModel::Attendance texts;
    for (const auto& [id, others] : feed.others()) {
        texts.emplace(
            id, std::pair(words::whoIsOn(others, feed.ownLogin()), words::whoIsOnInFull(others, feed.ownLogin())));
    }
    m_model.setAttendance(std::move(texts));
}

void BatchesPage::afterUpdate()
{
    m_filter->count(m_model.rows());
    const QScopedValueRollback<bool> choosing(m_choosing, true);
    if (m_wanted) {
        if (const int row = m_model.rowOf(*m_wanted); row >= 0) {
            m_wanted.reset();
            m_first = false;
            if (!m_table->showsSourceRow(row)) {
                // What hides it was asked for earlier than the batch.
                m_search->clear();
                m_filter->showAll();
            }
            m_table->selectSourceRow(row);
        }
    } else if (m_first && m_model.rowCount() > 0) {
        m_first = false;
        m_table->selectFirstRow();
    }
}

void BatchesPage::choose(const domain::BatchId& id)
{
    if (context().attendance != nullptr) {
        context().attendance->setOpen(id);
    }
    m_wanted = id;
    afterUpdate();
}

QList<QAction*> BatchesPage::pageActions() const
{
    return m_detail->actions().all() + m_detail->fileActions().all();
}

void BatchesPage::focusStart()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void BatchesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_feed->setActive(true);
}

void BatchesPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_feed->setActive(false);
}

} // namespace argus::ui
