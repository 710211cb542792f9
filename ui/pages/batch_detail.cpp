// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/batch_detail.h"

#include "ui/bridge/attendance_feed.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/models/pipeline_view.h"
#include "ui/text/attendance_words.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/reading_words.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stage_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

BatchDetail::BatchDetail(AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_context(context)
    , m_actions(new BatchActions(context, this))
{
    setObjectName(u"batchDetail"_s);
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(this);
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeTabs(), 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    connect(&context.bridge, &EngineBridge::batchesChanged, this, &BatchDetail::onChanges);
    connect(&context.bridge, &EngineBridge::progressed, this, &BatchDetail::onProgress);
    if (context.attendance != nullptr) {
        connect(context.attendance, &AttendanceFeed::changed, this, &BatchDetail::updateWho);
    }
    for (const auto& again : {&BatchDetail::refresh, &BatchDetail::overtaken}) {
        connect(m_actions, &BatchActions::overtaken, this, again);
        connect(m_fileActions, &FileActions::overtaken, this, again);
    }
    localize([this] {
        m_actions->retranslate();
        m_fileActions->retranslate();
        m_empty->setContent(u"batches"_s, tr("No batch is chosen."),
                            tr("Choose a batch above to see its stages, files, attempts and events."));
        updateHead();
    });
}

QWidget* BatchDetail::makeHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(parts::kCardPadding, 12, parts::kCardPadding, 10);
    layout->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(parts::kGap);
    m_title = parts::heading(head);
    m_badge = new BadgeLabel(head);
    m_who = new BadgeLabel(head);
    m_who->setObjectName(u"batchWho"_s);
    m_subtitle = parts::mutedLine(head);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_title);
    row->addWidget(m_badge);
    row->addWidget(m_who);
    row->addWidget(m_subtitle, 1);
    // To the right what is always there, so that nothing moves under the pointer when the state changes.
    for (QAction* action : {m_actions->addFiles, m_actions->complete, m_actions->retry, m_actions->reprocess,
                            m_actions->reopen, m_actions->cancel, m_actions->remove}) {
        QPushButton* button = parts::button(action->objectName() % u"Button"_s, {}, head);
        // Before the button goes: Qt would hand the keyboard to the next one, and the next key would press it.
        connect(action, &QAction::changed, button, [this, button, action] {
            if (button->hasFocus() && !(action->isEnabled() && action->isVisible())) {
                m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
            }
        });
        parts::follow(button, action);
        row->addWidget(button);
    }
    QPushButton* open = parts::primaryButton(u"batchOpenButton"_s, {}, head);
    const auto followOpen = [this, open] {
        open->setText(m_actions->open->text());
        open->setToolTip(m_actions->open->toolTip());
        open->setEnabled(m_actions->open->isEnabled());
    };
    followOpen();
    connect(m_actions->open, &QAction::changed, open, followOpen);
    connect(open, &QPushButton::clicked, m_actions->open, &QAction::trigger);
    row->addWidget(open);
    layout->addLayout(row);
    m_strip = new StageStrip(head);
    m_strip->setObjectName(u"stageStrip"_s);
    layout->addWidget(m_strip);
    m_error = new QLabel(head);
    m_error->setObjectName(u"batchError"_s);
    m_error->setTextFormat(Qt::RichText);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_error);
    localize([this] { m_strip->setAccessibleName(tr("Stages of the batch")); });
    return head;
}

QWidget* BatchDetail::makeTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"batchTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_fileTable = new DataTable(u"batchFiles"_s, &m_files, m_context, this);
    m_attemptTable = new DataTable(u"batchAttempts"_s, &m_attempts, m_context, this);
    m_eventTable = new DataTable(u"batchEvents"_s, &m_events, m_context, this);
    m_fileTable->setDefaultSort(1, Qt::AscendingOrder);
    m_attemptTable->setDefaultSort(5, Qt::DescendingOrder);
    m_eventTable->setDefaultSort(0, Qt::DescendingOrder);
    m_fileActions = new FileActions(u"batchFile"_s, m_context, m_fileTable, [this](int row) {
        const FileRow& r = m_files.row(row);
        return FileReading {r.file.originalFilename, r.file.readAs, r.file.clockShift,
                            r.found ? r.found->clock.shift : 0, r.file.duplicateOf.has_value()};
    });
    m_tabs->addTab(m_fileTable, {});
    m_tabs->addTab(m_attemptTable, {});
    m_tabs->addTab(m_eventTable, {});
    m_tabs->tabBar()->setObjectName(u"batchTabBar"_s);
    localize([this] {
        m_tabs->setAccessibleName(tr("Details of the batch"));
        m_tabs->tabBar()->setAccessibleName(tr("Details of the batch"));
        m_tabs->setTabText(0, tr("F&iles"));
        m_tabs->setTabText(1, tr("Atte&mpts"));
        m_tabs->setTabText(2, tr("Even&ts"));
        m_fileTable->setAccessibleName(tr("Files of the batch"));
        m_fileTable->setEmptyText(tr("No files yet."), tr("Files appear here as they are taken in."));
        m_attemptTable->setAccessibleName(tr("Attempts of the batch"));
        m_attemptTable->setEmptyText(tr("No attempts yet."), tr("Work starts once the upload is complete."));
        m_eventTable->setAccessibleName(tr("Events of the batch"));
        m_eventTable->setEmptyText(tr("No events yet."), {});
    });
    return m_tabs;
}

void BatchDetail::setBatch(const std::optional<domain::BatchId>& id)
{
    if (m_id == id) {
        return;
    }
    m_id = id;
    m_detail.reset();
    m_rate = 0;
    m_lastBytes.clear();
    m_files.replaceAll({});
    m_attempts.replaceAll({});
    m_events.replaceAll({});
    m_actions->setBatch(std::nullopt);
    m_fileActions->setBatch(std::nullopt);
    m_triage.reset();
    m_askedEpoch = 0;
    m_findingsSlot.cancel();
    m_showSlot.cancel();
    m_eventsSlot.cancel();
    m_stack->setCurrentIndex(id ? 1 : 0);
    updateHead();
    refresh();
}

void BatchDetail::showEvent(QShowEvent* event)
{
    LocalWidget::showEvent(event);
    if (m_dirty) {
        refresh();
    }
}

void BatchDetail::onChanges(const BatchChanges& changes)
{
    if (m_id
        && (changes.everything
            || std::find(changes.changed.begin(), changes.changed.end(), *m_id) != changes.changed.end())) {
        refresh();
    }
}

void BatchDetail::refresh()
{
    m_dirty = m_id.has_value();
    // One question at a time; what changes meanwhile is asked for when the answer is there.
    if (!m_id || !isVisible() || m_showSlot.isBusy() || m_eventsSlot.isBusy()) {
        return;
    }
    m_dirty = false;
    const domain::BatchId id = *m_id;
    m_context.bridge.ask<api::BatchDetail>(
        this, "batches.show",
        [id](api::Engine& engine, const base::ExecutionContext& context, api::Callback<api::BatchDetail> done) {
            engine.batches().show(context, id, /*allEpochs=*/true, std::move(done));
        },
        [this](base::Result<api::BatchDetail> result) {
            if (result) {
                showDetail(std::move(*result));
            } else if (result.error().code != base::ErrorCode::NotFound) {
                m_context.notices.postError(tr("The batch could not be read."), result.error());
            }
            if (m_dirty) {
                refresh();
            }
        },
        &m_showSlot);
    using Events = std::vector<domain::Event>;
    m_context.bridge.ask<Events>(
        this, "batches.events",
        [id](api::Engine& engine, const base::ExecutionContext& context, api::Callback<Events> done) {
            engine.batches().events(context, id, std::move(done));
        },
        [this](base::Result<Events> result) {
            if (result) {
                m_events.merge(std::move(*result));
            }
            if (m_dirty) {
                refresh();
            }
        },
        &m_eventsSlot);
}

void BatchDetail::showDetail(api::BatchDetail detail)
{
    std::map<domain::FileId, QString> names;
    for (const domain::RecordingFile& file : detail.files) {
        names[file.id] = display::text(file.originalFilename);
    }
    std::vector<AttemptRow> attempts;
    attempts.reserve(detail.attempts.size());
    for (const domain::Attempt& attempt : detail.attempts) {
        attempts.push_back({attempt, attempt.fileId ? names[*attempt.fileId] : QString()});
    }
    m_attempts.merge(std::move(attempts));
    m_detail = std::move(detail);
    showFiles();
    askFindings();
    m_actions->setBatch(m_detail->batch);
    m_fileActions->setBatch(m_detail->batch);
    if (domain::isEnded(m_detail->batch.status)) {
        m_rate = 0;
    }
    updateHead();
}

void BatchDetail::showFiles()
{
    std::map<domain::FileId, std::shared_ptr<const domain::TriageFile>> found;
    for (std::size_t i = 0; m_triage && i < m_triage->files.size(); ++i) {
        found.emplace(m_triage->files[i].id, std::shared_ptr<const domain::TriageFile>(m_triage, &m_triage->files[i]));
    }
    std::vector<FileRow> files;
    for (const domain::RecordingFile& file : m_detail->files) {
        if (file.runEpoch == m_detail->batch.runEpoch) {
            const auto bytes = m_lastBytes.find(file.id);
            const auto known = found.find(file.id);
            files.push_back({file, bytes == m_lastBytes.end() ? 0 : bytes->second,
                             reading::formatText(m_context.bridge.formats(), file.format, file.readAs),
                             known == found.end() ? nullptr : known->second});
        }
    }
    m_files.merge(std::move(files));
}

void BatchDetail::askFindings()
{
    const domain::Batch& batch = m_detail->batch;
    if (!domain::isEnded(batch.status) || m_askedEpoch == batch.runEpoch) {
        return;
    }
    m_askedEpoch = batch.runEpoch;
    m_context.bridge.ask<TriagePtr>(
        this, "results.triage",
        [id = batch.id](api::Engine& engine, const base::ExecutionContext& context, api::Callback<TriagePtr> done) {
            engine.results().triage(context, id, std::move(done));
        },
        [this](base::Result<TriagePtr> result) {
            // A batch that ended without a result has none to show.
            if (result && m_detail) {
                m_triage = *result;
                showFiles();
            }
        },
        &m_findingsSlot);
}

void BatchDetail::onProgress(const std::vector<api::TaskProgress>& progress)
{
    if (!m_id || !isVisible()) {
        return;
    }
    std::vector<domain::FileId> touched;
    for (const api::TaskProgress& told : progress) {
        if (told.batchId != *m_id) {
            continue;
        }
        std::uint64_t& last = m_lastBytes[told.fileId];
        m_bytesSinceRate += told.bytesDone > last ? told.bytesDone - last : 0;
        last = told.bytesDone;
        touched.push_back(told.fileId);
    }
    if (touched.empty()) {
        return;
    }
    m_files.modify(touched, [this](FileRow& row) { row.bytesDone = m_lastBytes[row.file.id]; });
    constexpr qint64 kRateWindow = 500;
    if (!m_sinceRate.isValid()) {
        m_sinceRate.start();
    } else if (m_sinceRate.elapsed() >= kRateWindow) {
        const double now = static_cast<double>(m_bytesSinceRate) * 1000 / static_cast<double>(m_sinceRate.restart());
        m_rate = m_rate > 0 ? 0.6 * m_rate + 0.4 * now : now;
        m_bytesSinceRate = 0;
        updateHead();
    }
}

void BatchDetail::updateWho()
{
    const auto* feed = m_context.attendance;
    const domain::CaseAttendance others = m_id && feed ? feed->on(*m_id) : domain::CaseAttendance();
    const std::string own = feed ? feed->ownLogin() : std::string();
    m_who->setBadge(words::whoIsOnBadge(others, own));
    m_who->setToolTip(words::whoIsOnInFull(others, own));
    m_who->setAccessibleDescription(m_who->toolTip());
}

void BatchDetail::updateHead()
{
    updateWho();
    if (!m_detail) {
        m_title->setText(m_id ? tr("Loading…") : QString());
        m_subtitle->clear();
        m_badge->setBadge({});
        m_error->hide();
        return;
    }
    const domain::Batch& batch = m_detail->batch;
    m_title->setText(display::text(batch.vehicleId));
    m_badge->setBadge(words::batchStatus(batch));
    m_badge->setToolTip(words::batchStatusTip(batch));
    QStringList facts;
    if (!batch.vin.empty()) {
        facts << display::text(batch.vin);
    }
    facts << tr("run %1").arg(batch.runEpoch) << tr("by %1").arg(display::text(batch.createdBy));
    if (m_rate > 0) {
        facts << tr("reading at %1").arg(display::rate(m_rate));
    }
    m_subtitle->setText(facts.join(u"  ·  "_s));
    m_subtitle->setToolTip(display::text(batch.id.toString()));
    m_strip->setSteps(stepsOf(batch, m_detail->attempts));
    m_error->setVisible(!batch.errorMessage.empty());
    m_error->setText(tr("<b>Why it failed:</b> %1").arg(phrase(batch.errorMessage).toHtmlEscaped()));
}

} // namespace argus::ui
