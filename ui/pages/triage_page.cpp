// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/triage_page.h"

#include "ui/bridge/attendance_feed.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/pages/file_actions.h"
#include "ui/pages/triage_header.h"
#include "ui/text/attendance_words.h"
#include "ui/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/file_saver.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/parts.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;
using domain::ReportFormat;

namespace {

const QString kNewerNotice = u"newer-result"_s;

} // namespace

TriagePage::TriagePage(AppContext& context, QWidget* parent)
    : Page(u"triagePage"_s, context, parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 14, parts::kPagePadding, 14);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeResult());
    layout->addWidget(m_stack);
    connect(&context.bridge, &EngineBridge::batchesChanged, this, &TriagePage::onChanges);
    connect(&context.bridge, &EngineBridge::attached, this, &TriagePage::load);
    connect(&context.bridge, &EngineBridge::detached, this, &TriagePage::forget);
    if (context.attendance != nullptr) {
        connect(context.attendance, &AttendanceFeed::changed, this, &TriagePage::showOthers);
    }
    localize([this] {
        updateTabs();
        updateEmpty();
        showOthers();
    });
}

QWidget* TriagePage::makeResult()
{
    auto* result = new QWidget(this);
    auto* layout = new QVBoxLayout(result);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_header = new TriageHeader(result);
    layout->addWidget(m_header);
    m_tabs = new QTabWidget(result);
    m_tabs->setObjectName(u"triageTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->setIconSize({16, 16});
    m_tabs->tabBar()->setObjectName(u"triageTabBar"_s);
    m_codes = new DtcPanel(context(), m_tabs);
    m_ledger = new LedgerPanel(context(), m_tabs);
    connect(&m_ledger->fileActions(), &FileActions::started, this,
            [this](const domain::Batch& batch) { m_wantedEpoch = batch.runEpoch; });
    connect(&m_ledger->fileActions(), &FileActions::overtaken, this, &TriagePage::lookAtBatch);
    const std::array<std::pair<TriagePanel*, const char16_t*>, 6> panels {{
        {m_codes, u"code"},
        {new DiagnosisPanel(context(), m_tabs), u"diagnosis"},
        {new TimelinePanel(context(), m_tabs), u"timeline"},
        {new EcuPanel(context(), m_tabs), u"ecu"},
        {new ResponsePanel(context(), m_tabs), u"response"},
        {m_ledger, u"files"},
    }};
    for (const auto& [panel, icon] : panels) {
        m_panels << panel;
        m_tabs->addTab(panel, themedIcon(QString::fromUtf16(icon)), {});
    }
    layout->addWidget(m_tabs, 1);
    makeExportMenu();
    connect(m_header, &TriageHeader::warningsWanted, this, [this] {
        m_tabs->setCurrentWidget(m_ledger);
        m_ledger->focusWarnings();
    });
    connect(m_header->backButton(), &QPushButton::clicked, this, [this] {
        if (m_id) {
            Q_EMIT batchWanted(*m_id);
        }
    });
    return result;
}

void TriagePage::makeExportMenu()
{
    m_exportMenu = new QMenu(this);
    m_header->exportButton()->setMenu(m_exportMenu);
    const auto add = [this](const QString& name, ReportFormat format, auto text) {
        QAction* action = m_exportMenu->addAction(themedIcon(u"export"_s), {});
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, format] { exportReport(format); });
        localize([action, text] { action->setText(text()); });
    };
    add(u"exportHtml"_s, ReportFormat::Html, [] { return tr("Report as &HTML page…"); });
    add(u"exportMarkdown"_s, ReportFormat::Markdown, [] { return tr("Report as &Markdown…"); });
    add(u"exportText"_s, ReportFormat::Text, [] { return tr("Report as plain &text…"); });
    add(u"exportJson"_s, ReportFormat::Json, [] { return tr("Report as &JSON…"); });
}

void TriagePage::openBatch(const domain::BatchId& id)
{
    m_id = id;
    m_wantedEpoch = 0;
    m_triage.reset();
    m_error.reset();
    m_offeredEpoch = 0;
    m_header->setNow({});
    showOthers();
    load();
}

void TriagePage::load()
{
    if (m_id && context().attendance != nullptr && isVisible()) {
        context().attendance->setOpen(*m_id);
    }
    m_dirty = m_id.has_value();
    if (!m_id || !isVisible() || !context().bridge.isAttached()) {
        updateEmpty();
        return;
    }
    m_dirty = false;
    m_view = m_triage ? View::Result : View::Loading;
    updateEmpty();
    context().bridge.ask<TriagePtr>(
        this, "results.triage",
        [id = *m_id](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<TriagePtr> done) {
            engine.results().triage(execution, id, std::move(done));
        },
        [this](base::Result<TriagePtr> result) {
            if (result) {
                showTriage(*result);
            } else {
                showTrouble(result.error());
            }
        },
        &m_slot);
}

void TriagePage::showTriage(const TriagePtr& triage)
{
    if (m_triage && m_wantedEpoch > triage->batch.runEpoch && m_triage->batch.runEpoch == triage->batch.runEpoch) {
        return; // still the run before
    }
    m_wantedEpoch = triage->batch.runEpoch >= m_wantedEpoch ? 0 : m_wantedEpoch;
    m_error.reset();
    m_triage = triage;
    m_view = View::Result;
    m_offeredEpoch = std::max(m_offeredEpoch, triage->batch.runEpoch);
    context().notices.withdraw(kNewerNotice);
    m_header->setTriage(triage);
    for (TriagePanel* panel : m_panels) {
        panel->setTriage(triage);
    }
    updateTabs();
    m_stack->setCurrentIndex(1);
    Q_EMIT loaded();
    // It may be the result of an earlier run than the one that the batch is in.
    lookAtBatch();
}

void TriagePage::showTrouble(const base::Error& error)
{
    m_error = error;
    m_triage.reset();
    m_view = View::Trouble;
    updateEmpty();
}

void TriagePage::updateTabs()
{
    const auto titled = [this](const QString& name, std::size_t count) {
        return m_triage ? tr("%1 (%2)").arg(name, display::number(count)) : name;
    };
    const domain::Triage none;
    const domain::Triage& triage = m_triage ? *m_triage : none;
    m_tabs->setTabText(0, titled(tr("Trouble &codes"), triage.dtcs.size()));
    m_tabs->setTabText(1, tr("&Diagnosis"));
    m_tabs->setTabText(2, tr("Time&line"));
    m_tabs->setTabText(3, titled(tr("Control &units"), triage.ecus.size()));
    m_tabs->setTabText(4, titled(tr("&Refusals"), triage.negativeResponses.size() + triage.logErrors.size()));
    m_tabs->setTabText(5, titled(tr("F&iles"), triage.files.size()));
    m_tabs->setAccessibleName(tr("Parts of the result"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the result"));
}

void TriagePage::updateEmpty()
{
    if (m_view == View::Result && m_triage) {
        return;
    }
    m_stack->setCurrentIndex(0);
    if (m_view == View::Loading) {
        m_empty->setContent(u"running"_s, tr("Loading the result…"), {});
        return;
    }
    if (m_view == View::Nothing || !m_error) {
        m_empty->setContent(u"triage"_s, tr("No result is open."),
                            tr("Open a completed batch: choose it under Batches or Vehicles and press Enter."));
        return;
    }
    if (m_error->code == base::ErrorCode::Conflict) {
        m_empty->setContent(u"clock"_s, tr("There is no result yet."),
                            tr("The batch has not been processed to its end. It appears here as soon as it has."));
        return;
    }
    const words::Problem problem = words::problem(*m_error);
    m_empty->setContent(u"error"_s, problem.title, tr("%1 Details: %2").arg(problem.advice, problem.detail));
}

void TriagePage::exportReport(ReportFormat format)
{
    if (!m_id || !m_triage) {
        return;
    }
    const QString suffix = format == ReportFormat::Text ? u"txt"_s : display::text(domain::toString(format));
    const QString vehicle = display::text(m_triage->batch.vehicleId).replace(u'/', u'-');
    context().bridge.ask<std::string>(
        this, "results.report",
        [seen = domain::SeenBatch(m_triage->batch),
         format](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<std::string> done) {
            engine.results().report(execution, seen, format, api::kDefaultTopCodes, std::move(done));
        },
        [this, suffix, vehicle](base::Result<std::string> result) {
            if (!result) {
                context().notices.postError(tr("The report could not be made."), result.error());
                return;
            }
            saveFile(this, context(),
                     SaveRequest {.title = tr("Export report"),
                                  .filter = tr("Report (*.%1)").arg(suffix),
                                  .suggestedName = u"%1-triage.%2"_s.arg(vehicle, suffix)},
                     QByteArray::fromStdString(*result));
        },
        &m_reportSlot);
}

void TriagePage::onChanges(const BatchChanges& changes)
{
    if (!m_id) {
        return;
    }
    const bool gone = std::find(changes.removed.begin(), changes.removed.end(), *m_id) != changes.removed.end();
    const bool changed = changes.everything
        || std::find(changes.changed.begin(), changes.changed.end(), *m_id) != changes.changed.end();
    if (gone) {
        if (m_triage && isVisible()) {
            context().notices.post(Notice {.tone = Tone::Info,
                                           .title = tr("The batch of “%1” was deleted, and its result with it.")
                                                        .arg(display::text(m_triage->batch.vehicleId)),
                                           .text = {},
                                           .actionText = {},
                                           .action = {}});
        }
        forget();
    } else if (changed && (m_view == View::Trouble || m_wantedEpoch > 0)) {
        // It had no result yet: maybe now it has. A result on the screen is only replaced by one that was asked for
        // here, not pulled away from under the reader.
        load();
    } else if (changed && m_view == View::Result) {
        lookAtBatch();
    }
}

void TriagePage::lookAtBatch()
{
    if (!m_id || !m_triage || m_batchSlot.isBusy()) {
        return;
    }
    context().bridge.ask<api::BatchDetail>(
        this, "batches.show",
        [id = *m_id](api::Engine& engine, const base::ExecutionContext& execution,
                     api::Callback<api::BatchDetail> done) {
            engine.batches().show(execution, id, /*allEpochs=*/false, std::move(done));
        },
        [this](base::Result<api::BatchDetail> result) {
            if (result && m_triage && result->batch.id == m_triage->batch.id) {
                m_header->setNow(result->batch);
                offerNewer(result->batch);
            }
        },
        &m_batchSlot);
}

void TriagePage::offerNewer(const domain::Batch& now)
{
    // Who looks at another page is told on coming back.
    if (now.status != domain::BatchStatus::Completed || now.runEpoch <= m_offeredEpoch || !isVisible()) {
        return;
    }
    m_offeredEpoch = now.runEpoch;
    context().notices.post(Notice {
        .tone = Tone::Info,
        .title = tr("There is a newer result of this batch: run %1.").arg(now.runEpoch),
        .text
        = tr("It was processed again meanwhile. What you see is the result of run %1.").arg(m_triage->batch.runEpoch),
        .actionText = tr("Show it"),
        .action =
            [page = QPointer<TriagePage>(this), id = now.id] {
                if (page && page->m_id == id) {
                    page->m_header->setNow({});
                    page->load();
                }
            },
        .key = kNewerNotice});
}

void TriagePage::showOthers()
{
    const auto* feed = context().attendance;
    const domain::CaseAttendance others = m_id && feed ? feed->on(*m_id) : domain::CaseAttendance();
    const std::string own = feed ? feed->ownLogin() : std::string();
    m_header->setOthers(words::whoIsOnBadge(others, own), words::whoIsOnInFull(others, own));
}

void TriagePage::forget()
{
    context().notices.withdraw(kNewerNotice);
    m_id.reset();
    m_triage.reset();
    m_error.reset();
    m_view = View::Nothing;
    updateEmpty();
}

void TriagePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_dirty) {
        load();
        return;
    }
    if (m_id && context().attendance != nullptr) {
        context().attendance->setOpen(*m_id);
    }
    lookAtBatch();
}

QList<QAction*> TriagePage::pageActions() const
{
    return m_triage ? m_exportMenu->actions() + m_ledger->fileActions().all() : QList<QAction*>();
}

void TriagePage::focusStart()
{
    if (m_triage) {
        m_codes->focusStart();
    }
}

void TriagePage::showPanel(const QString& name)
{
    for (TriagePanel* panel : m_panels) {
        if (panel->objectName() == name) {
            m_tabs->setCurrentWidget(panel);
        }
    }
}

} // namespace argus::ui
