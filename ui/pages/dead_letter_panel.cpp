// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/dead_letter_panel.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/pages/triage_layout.h"
#include "ui/text/display.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/search_edit.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

namespace argus::ui {

using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

/// Others may send letters again, and new ones come: their number may stay the same.
constexpr qint64 kOldAfterMs = 30000;
/// Many letters are read, checked and put into the outbox one by one.
constexpr std::chrono::minutes kRedriveTimeout {5};

api::DeadLetterFilter onlyThese(const std::vector<std::int64_t>& ids)
{
    api::DeadLetterFilter filter;
    filter.ids = ids;
    return filter;
}

} // namespace

DeadLetterPanel::DeadLetterPanel(AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_context(context)
    , m_search(new SearchEdit(u"deadLetterSearch"_s, this))
    , m_withSent(parts::chip(u"deadLetterWithSent"_s, this))
    , m_table(new DataTable(u"deadLetterTable"_s, &m_model, context, this))
    , m_sendSelected(addAction(u"redriveSelected"_s, u"retry"_s))
    , m_sendShown(addAction(u"redriveShown"_s, u"reprocess"_s))
    , m_count(parts::muted(this))
{
    setObjectName(u"deadLetterPanel"_s);
    m_table->setDefaultSort(DeadLetterModel::GivenUp, Qt::DescendingOrder);
    m_table->setSearchEdit(m_search);
    m_table->addActions(letterActions());
    m_table->setMinimumHeight(120);
    QVBoxLayout* layout = triage_layout::panelLayout(this);
    layout->addWidget(makeHead());
    QSplitter* split = triage_layout::splitter(Qt::Vertical, u"deadLetterSplitter"_s, this);
    split->addWidget(triage_layout::cardWith(m_table, nullptr, split));
    split->addWidget(makeDetail());
    split->setSizes({340, 260});
    layout->addWidget(split, 1);
    connect(m_sendSelected, &QAction::triggered, this, [this] { offer(selectedIds()); });
    connect(m_sendShown, &QAction::triggered, this, [this] { offer(shownIds()); });
    connect(m_withSent, &QPushButton::toggled, this, &DeadLetterPanel::reload);
    connect(m_table, &DataTable::currentRowChanged, this, &DeadLetterPanel::showDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DeadLetterPanel::update);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_table->proxy(), signal, this, &DeadLetterPanel::update);
    }
    connect(&m_table->proxy(), &QAbstractItemModel::modelReset, this, &DeadLetterPanel::update);
    localize([this] {
        m_search->setPlaceholderText(tr("Search reason, topic, consumer…"));
        m_search->setAccessibleName(tr("Search dead letters"));
        m_withSent->setText(tr("Also those &sent again"));
        m_withSent->setToolTip(tr("Show as well what somebody has sent again since"));
        m_table->setAccessibleName(tr("Dead letters"));
        m_sendSelected->setText(tr("Send se&lected again…"));
        m_sendSelected->setToolTip(tr("Send the selected messages to where they came from once more"));
        m_sendShown->setText(tr("Send &all shown again…"));
        m_sendShown->setToolTip(tr("Send every message that the search shows to where it came from once more"));
        sayWhyEmpty();
        update();
        showDetail();
    });
}

QAction* DeadLetterPanel::addAction(const QString& name, const QString& icon)
{
    auto* action = new QAction(themedIcon(icon), {}, this);
    action->setObjectName(name);
    return action;
}

QWidget* DeadLetterPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(parts::kGap);
    m_search->setMinimumWidth(180);
    m_search->setMaximumWidth(320);
    row->addWidget(m_search, 1);
    row->addWidget(m_withSent);
    row->addWidget(m_count, 1);
    for (QAction* action : letterActions()) {
        QPushButton* button = parts::button(action->objectName() % u"Button"_s, {}, head);
        parts::follow(button, action);
        row->addWidget(button);
    }
    return head;
}

QWidget* DeadLetterPanel::makeDetail()
{
    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 10, 1, 1);
    layout->setSpacing(4);
    m_reason = new QLabel(card);
    m_facts = parts::muted(card);
    for (QLabel* label : {m_reason, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setContentsMargins(parts::kCardPadding, 0, parts::kCardPadding, 0);
        layout->addWidget(label);
    }
    m_reason->setObjectName(u"deadLetterReason"_s);
    m_facts->setObjectName(u"deadLetterFacts"_s);
    m_payload = new QPlainTextEdit(card);
    m_payload->setObjectName(u"deadLetterPayload"_s);
    m_payload->setProperty("plain", true);
    m_payload->setReadOnly(true);
    m_payload->setTabChangesFocus(true);
    m_payload->setFont(monoFont());
    layout->addSpacing(4);
    layout->addWidget(m_payload, 1);
    localize([this] { m_payload->setAccessibleName(tr("What the message holds")); });
    return card;
}

void DeadLetterPanel::follow(std::uint64_t count)
{
    m_waiting = count;
    const bool isOld = !m_sinceAnswer.isValid() || m_sinceAnswer.elapsed() > kOldAfterMs || count != m_listedCount
        || m_error.has_value();
    // Who may not see them is not asked for again and again.
    const bool isDenied = m_error && m_error->code == ErrorCode::Denied;
    if (isVisible() && isOld && !isDenied && !m_slot.isBusy()) {
        reload();
    }
    update();
}

void DeadLetterPanel::clear()
{
    m_slot.cancel();
    m_redriveSlot.cancel();
    m_sinceAnswer.invalidate();
    m_error.reset();
    m_model.replaceAll({});
    sayWhyEmpty();
}

void DeadLetterPanel::showEvent(QShowEvent* event)
{
    LocalWidget::showEvent(event);
    reload();
}

void DeadLetterPanel::hideEvent(QHideEvent* event)
{
    LocalWidget::hideEvent(event);
    m_slot.cancel();
}

void DeadLetterPanel::focusStart()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void DeadLetterPanel::reload()
{
    if (!isVisible() || !m_context.bridge.isAttached()) {
        return;
    }
    using Letters = std::vector<api::DeadLetter>;
    api::DeadLetterFilter filter;
    filter.redriven = m_withSent->isChecked();
    filter.limit = kMostShown;
    m_context.bridge.ask<Letters>(
        this, "operations.deadLetters",
        [filter](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<Letters> done) {
            engine.operations().deadLetters(execution, filter, std::move(done));
        },
        [this, count = m_waiting](base::Result<Letters> result) {
            m_listedCount = count;
            m_sinceAnswer.start();
            take(std::move(result));
        },
        &m_slot);
}

void DeadLetterPanel::take(base::Result<std::vector<api::DeadLetter>> result)
{
    if (!result) {
        // What is shown stays; the page says that it is old. Without anything to show, the table says why.
        m_error = result.error();
    } else {
        m_error.reset();
        m_model.merge(*std::move(result));
        if (m_table->currentSourceRow() < 0) {
            m_table->selectFirstRow();
        }
    }
    sayWhyEmpty();
    showDetail();
    update();
}

void DeadLetterPanel::sayWhyEmpty()
{
    if (m_error && m_error->code == ErrorCode::Denied) {
        m_table->setEmptyIcon(u"info"_s);
        m_table->setEmptyText(tr("Dead letters are for administrators."),
                              tr("They hold messages of all workspaces. Ask an administrator of the platform to look "
                                 "at them, or to make you one."));
    } else if (m_error) {
        const words::Problem problem = words::problem(*m_error);
        m_table->setEmptyIcon(u"warning"_s);
        m_table->setEmptyText(tr("The dead letters could not be read."),
                              tr("%1 Details: %2").arg(problem.advice, problem.detail));
    } else {
        m_table->setEmptyIcon(u"ok"_s);
        m_table->setEmptyText(tr("No dead letters."),
                              tr("A message that a reader cannot take, however often it tries, is put aside here with "
                                 "the reason, so that the others go on."));
    }
}

void DeadLetterPanel::update()
{
    const int shown = m_table->proxy().rowCount();
    m_sendSelected->setEnabled(!m_table->selectionModel()->selectedRows().isEmpty() && !m_redriveSlot.isBusy());
    m_sendShown->setEnabled(shown > 0 && !m_redriveSlot.isBusy());
    const bool isCut = m_model.rowCount() >= kMostShown;
    m_count->setText(isCut ? tr("The newest %1 are listed").arg(display::number(kMostShown))
                           : tr("%n shown", nullptr, shown));
    m_count->setVisible(m_model.rowCount() > 0);
}

void DeadLetterPanel::showDetail()
{
    const int row = m_table->currentSourceRow();
    if (row < 0) {
        m_reason->setText(tr("Choose a message to see what it holds."));
        m_facts->clear();
        m_payload->clear();
        return;
    }
    const api::DeadLetter& letter = m_model.row(row);
    QStringList facts {tr("topic %1").arg(display::text(letter.topic)),
                       tr("given up by %1").arg(display::text(letter.consumer)),
                       tr("first failed %1").arg(display::time(letter.firstFailedAt)),
                       tr("given up %1").arg(display::time(letter.at))};
    facts << (letter.eventId.empty() ? tr("without event ID") : tr("event ID %1").arg(display::text(letter.eventId)));
    if (!letter.key.empty()) {
        facts << tr("key %1").arg(display::text(letter.key));
    }
    if (letter.redrivenAt) {
        facts << tr("last sent again %1").arg(display::time(*letter.redrivenAt));
    }
    m_reason->setText(display::text(letter.reason));
    m_facts->setText(facts.join(u"   ·   "_s));
    // Replacing the same text would take away what is selected in it.
    if (const QString payload = display::text(letter.payload); m_payload->toPlainText() != payload) {
        m_payload->setPlainText(payload);
    }
}

std::vector<std::int64_t> DeadLetterPanel::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const int row : m_table->selectedSourceRows()) {
        ids.push_back(m_model.row(row).id);
    }
    return ids;
}

std::vector<std::int64_t> DeadLetterPanel::shownIds() const
{
    std::vector<std::int64_t> ids;
    const TableProxy& proxy = m_table->proxy();
    for (int row = 0; row < proxy.rowCount(); ++row) {
        ids.push_back(m_model.row(proxy.mapToSource(proxy.index(row, 0)).row()).id);
    }
    return ids;
}

void DeadLetterPanel::offer(const std::vector<std::int64_t>& ids)
{
    if (ids.empty()) {
        return; // to the engine, no ids mean all letters
    }
    m_context.bridge.ask<api::Redriven>(
        this, "operations.redrive",
        [ids](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<api::Redriven> done) {
            engine.operations().redrive(execution, onlyThese(ids), /*dryRun=*/true, std::move(done));
        },
        [this, ids](base::Result<api::Redriven> result) {
            update();
            if (!result) {
                reportFailure(result.error());
            } else if (result->matched == 0) {
                m_context.notices.postDone(tr("There is nothing to send: these messages are no longer there."));
                reload();
            } else {
                confirm(ids, result->matched);
            }
        },
        &m_redriveSlot);
    update();
}

void DeadLetterPanel::confirm(const std::vector<std::int64_t>& ids, std::uint64_t matched)
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Send again"),
                                tr("Send %n message(s) again?", nullptr, static_cast<int>(matched)),
                                QMessageBox::NoButton, window());
    box->setObjectName(u"redriveDialog"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(themedIcon(u"reprocess"_s, Token::Accent).pixmap(36, 36));
    box->setInformativeText(tr("They go to where they came from, in the order in which they failed, under the same "
                               "event ID: what has had its effect already has it no second time. What made them fail "
                               "should be mended before."));
    QPushButton* yes = box->addButton(tr("&Send again"), QMessageBox::AcceptRole);
    yes->setObjectName(u"redriveConfirm"_s);
    QPushButton* no = box->addButton(QMessageBox::Cancel);
    no->setObjectName(u"redriveKeep"_s);
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, [this, ids] { send(ids); });
    box->open();
}

void DeadLetterPanel::send(const std::vector<std::int64_t>& ids)
{
    m_context.bridge.ask<api::Redriven>(
        this, "operations.redrive",
        [ids](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<api::Redriven> done) {
            engine.operations().redrive(execution, onlyThese(ids), /*dryRun=*/false, std::move(done));
        },
        [this](base::Result<api::Redriven> result) {
            update();
            if (!result) {
                reportFailure(result.error());
            } else {
                m_context.notices.postDone(tr("%1 of %2 messages were sent again.")
                                               .arg(display::number(result->sent), display::number(result->matched)));
            }
            reload();
        },
        &m_redriveSlot, kRedriveTimeout);
    update();
}

void DeadLetterPanel::reportFailure(const base::Error& error)
{
    if (error.code == ErrorCode::Denied) {
        m_context.notices.post(
            Notice {.tone = Tone::Info,
                    .title = tr("Sending again is for administrators of the platform."),
                    .text = tr("Nothing was sent. Ask one of them; the messages stay here until then."),
                    .actionText = {},
                    .action = {}});
        return;
    }
    m_context.notices.postError(tr("The messages could not be sent again."), error);
}

} // namespace argus::ui
