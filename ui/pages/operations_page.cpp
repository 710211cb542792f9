// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/operations_page.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/pages/consumer_panel.h"
#include "ui/pages/dead_letter_panel.h"
#include "ui/pages/operations_overview.h"
#include "ui/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;
using Outcome = api::DoctorCheck::Outcome;

namespace {

constexpr double kFaded = 0.7;

/// One process, with its own bus: there are no consumers to ask for, and the bus is not just away.
bool isStandalone(const api::OperationsSnapshot& snapshot)
{
    const auto isAway
        = [](const api::ServerHealth& server) { return server.name == "bus" && server.outcome == Outcome::Bad; };
    return snapshot.ownBus && snapshot.consumers.empty()
        && std::none_of(snapshot.servers.begin(), snapshot.servers.end(), isAway);
}

int aliveWorkers(const api::OperationsSnapshot& snapshot)
{
    return static_cast<int>(
        std::count_if(snapshot.workers.begin(), snapshot.workers.end(),
                      [&](const domain::Worker& worker) { return snapshot.at - worker.seenAt <= snapshot.lease; }));
}

} // namespace

OperationsPage::OperationsPage(AppContext& context, QWidget* parent)
    : Page(u"operationsPage"_s, context, parent)
    , m_timer(this)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_refresh(new QAction(themedIcon(u"retry"_s), {}, this))
{
    m_refresh->setObjectName(u"operationsRefresh"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 16, parts::kPagePadding, 14);
    layout->setSpacing(10);
    layout->addWidget(makeHead());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    layout->addWidget(m_stack, 1);
    m_timer.setObjectName(u"operationsTimer"_s);
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &OperationsPage::refresh);
    connect(m_refresh, &QAction::triggered, this, &OperationsPage::refresh);
    connect(m_refresh, &QAction::triggered, m_deadLetters, &DeadLetterPanel::reload);
    connect(&context.bridge, &EngineBridge::attached, this, &OperationsPage::refresh);
    connect(&context.bridge, &EngineBridge::detached, this, &OperationsPage::forget);
    connect(&context.bridge, &EngineBridge::openingChanged, this, &OperationsPage::updateState);
    connect(&context.bridge, &EngineBridge::statusChanged, this, &OperationsPage::updateState);
    localize([this] {
        m_refresh->setText(tr("&Refresh operations"));
        m_refresh->setToolTip(tr("Look again now; it is looked every two seconds anyway"));
        m_pause->setText(tr("&Pause the engine"));
        m_pause->setToolTip(tr("Running tasks go on; no new ones start"));
        m_resume->setText(tr("&Resume the engine"));
        m_resume->setToolTip(tr("Let new tasks start again"));
        updateState();
    });
}

QWidget* OperationsPage::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    QLabel* title = parts::pageTitle(head);
    m_state = new BadgeLabel(head);
    m_state->setObjectName(u"operationsState"_s);
    m_scope = parts::mutedLine(head);
    m_scope->setObjectName(u"operationsScope"_s);
    m_scope->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_asOf = parts::muted(head);
    m_asOf->setObjectName(u"operationsAsOf"_s);
    m_pause = parts::button(u"operationsPause"_s, u"pause"_s, head);
    m_resume = parts::primaryButton(u"operationsResume"_s, u"play"_s, head);
    row->addWidget(title);
    row->addWidget(m_state);
    row->addWidget(m_scope, 1);
    row->addWidget(m_asOf);
    row->addWidget(m_pause);
    row->addWidget(m_resume);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseWanted(true); });
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT pauseWanted(false); });
    localize([title] { title->setText(tr("Operations")); });
    return head;
}

QWidget* OperationsPage::makeContent()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"operationsTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setIconSize({16, 16});
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setObjectName(u"operationsTabBar"_s);
    m_overview = new OperationsOverview(context(), m_tabs);
    m_consumers = new ConsumerPanel(context(), m_tabs);
    m_deadLetters = new DeadLetterPanel(context(), m_tabs);
    m_tabs->addTab(m_overview, themedIcon(u"operations"_s), {});
    m_tabs->addTab(m_consumers, themedIcon(u"log"_s), {});
    m_tabs->addTab(m_deadLetters, themedIcon(u"inbox"_s), {});
    auto* fade = new QGraphicsOpacityEffect(m_tabs);
    fade->setOpacity(kFaded);
    fade->setEnabled(false);
    m_tabs->setGraphicsEffect(fade);
    return m_tabs;
}

QList<QAction*> OperationsPage::pageActions() const
{
    return QList<QAction*> {m_refresh} + m_deadLetters->letterActions();
}

void OperationsPage::focusStart()
{
    if (!m_snapshot) {
        setFocus();
    } else if (m_tabs->currentWidget() == m_deadLetters) {
        m_deadLetters->focusStart();
    } else if (m_tabs->currentWidget() == m_consumers) {
        m_consumers->focusStart();
    } else {
        m_overview->focusStart();
    }
}

void OperationsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_sinceAnswer.isValid()) {
        m_sinceAnswer.start(); // while hidden nothing was asked
    }
    m_timer.start();
    refresh();
}

void OperationsPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_timer.stop();
    m_slot.cancel();
}

void OperationsPage::refresh()
{
    updateState();
    if (!isVisible() || !context().bridge.isAttached() || m_slot.isBusy()) {
        return;
    }
    context().bridge.ask<api::OperationsSnapshot>(
        this, "operations.snapshot",
        [](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<api::OperationsSnapshot> done) {
            engine.operations().snapshot(execution, std::move(done));
        },
        [this](base::Result<api::OperationsSnapshot> result) { take(std::move(result)); }, &m_slot, kPatience);
}

void OperationsPage::take(base::Result<api::OperationsSnapshot> result)
{
    const bool isFirst = !m_snapshot;
    if (result) {
        m_error.reset();
        m_sinceAnswer.start();
        m_snapshot = *std::move(result);
        fill(*m_snapshot);
    } else if (result.error().code != base::ErrorCode::Cancelled) {
        m_error = result.error();
    }
    updateState();
    if (isFirst && m_snapshot && hasFocus()) {
        focusStart();
    }
}

void OperationsPage::fill(const api::OperationsSnapshot& snapshot)
{
    const bool standalone = isStandalone(snapshot);
    m_overview->setSnapshot(snapshot, standalone);
    m_consumers->setSnapshot(snapshot, standalone);
    m_deadLetters->follow(snapshot.deadLetters);
}

void OperationsPage::forget()
{
    // The next engine may be one over another store.
    m_slot.cancel();
    m_sinceAnswer.invalidate();
    m_snapshot.reset();
    m_error.reset();
    m_overview->clear();
    m_consumers->clear();
    m_deadLetters->clear();
    updateState();
}

bool OperationsPage::isStale() const
{
    // Nothing else tells that a line was cut: the question just stays without an answer.
    const bool isLate = m_slot.isBusy() && m_sinceAnswer.isValid() && m_sinceAnswer.hasExpired(kLate.count());
    return m_error.has_value() || isLate || !context().bridge.status().connected;
}

QString OperationsPage::whyStale() const
{
    if (!m_error || m_error->code == base::ErrorCode::Unavailable
        || m_error->code == base::ErrorCode::DeadlineExceeded) {
        return tr("The store does not answer. This page goes on by itself once it does.");
    }
    return words::problem(*m_error).title;
}

void OperationsPage::updateState()
{
    const api::EngineStatus& status = context().bridge.status();
    const bool attached = context().bridge.isAttached();
    m_pause->setVisible(!status.paused);
    m_pause->setEnabled(attached && status.running);
    m_resume->setVisible(status.paused);
    m_resume->setEnabled(attached && status.running);
    m_stack->setCurrentIndex(m_snapshot ? 1 : 0);
    m_tabs->graphicsEffect()->setEnabled(m_snapshot && isStale());
    updateTabs();
    sayWhyEmpty();
    if (!m_snapshot) {
        m_state->setBadge({});
        m_scope->clear();
        m_asOf->clear();
        return;
    }
    const QString at = display::shortTime(m_snapshot->at);
    if (isStale()) {
        m_state->setBadge({tr("As of %1").arg(at), u"warning"_s, Tone::Warn});
        m_scope->setText(whyStale());
        m_asOf->clear();
    } else {
        m_state->setBadge(status.paused ? words::Badge {tr("Paused"), u"pause"_s, Tone::Warn} : words::Badge {});
        m_scope->setText(isStandalone(*m_snapshot)
                             ? tr("Standalone: one process holds this store and does all the work, nobody else.")
                             : tr("%n process(es) at work", nullptr, aliveWorkers(*m_snapshot)));
        m_asOf->setText(tr("as of %1").arg(at));
    }
    const QString tip = m_error
        ? tr("%1 Details: %2").arg(m_scope->text(), display::text(m_error->message).simplified())
        : m_scope->text();
    m_scope->setToolTip(tip);
    m_scope->setAccessibleDescription(tip);
}

void OperationsPage::updateTabs()
{
    m_tabs->setTabText(0, tr("Overview"));
    m_tabs->setTabText(1, tr("Consumers"));
    m_tabs->setTabText(2,
                       m_snapshot && m_snapshot->deadLetters > 0
                           ? tr("Dead letters  %1").arg(display::number(m_snapshot->deadLetters))
                           : tr("Dead letters"));
}

void OperationsPage::sayWhyEmpty()
{
    const EngineBridge& bridge = context().bridge;
    if (!bridge.isAttached() && bridge.openFailure()) {
        const words::Problem problem = words::problem(*bridge.openFailure());
        m_empty->setContent(u"warning"_s, tr("The store is not open."),
                            tr("%1 Details: %2").arg(problem.advice, problem.detail));
    } else if (!bridge.isAttached()) {
        m_empty->setContent(u"clock"_s, tr("The store is being opened…"), {});
    } else if (m_error) {
        const words::Problem problem = words::problem(*m_error);
        m_empty->setContent(u"warning"_s, tr("Nothing could be read yet."),
                            tr("%1 Details: %2").arg(problem.advice, problem.detail));
    } else {
        m_empty->setContent(u"operations"_s, tr("Looking at the servers…"), {});
    }
}

} // namespace argus::ui
