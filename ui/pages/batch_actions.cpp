// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/batch_actions.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/text/display.h"
#include "ui/text/meanwhile.h"
#include "ui/theme/icons.h"
#include "ui/widgets/notices.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

namespace argus::ui {

using namespace Qt::StringLiterals;
using domain::Batch;
using domain::BatchStatus;

namespace {

using Command = void (api::Batches::*)(const base::ExecutionContext&, domain::SeenBatch, api::Callback<Batch>);

} // namespace

void reportRefusal(Notices& notices, const QString& what, const base::Error& error, const Batch& seen)
{
    if (words::isOvertaken(error)) {
        notices.post(Notice {
            .tone = Tone::Warn, .title = what, .text = words::meanwhile(error, seen), .actionText = {}, .action = {}});
    } else {
        notices.postError(what, error);
    }
}

BatchActions::BatchActions(AppContext& context, QWidget* parent)
    : QObject(parent)
    , open(add(u"batchOpen"_s, u"open"_s))
    , addFiles(add(u"batchAddFiles"_s, u"add"_s))
    , complete(add(u"batchComplete"_s, u"check"_s))
    , cancel(add(u"batchCancel"_s, u"cancel"_s))
    , retry(add(u"batchRetry"_s, u"retry"_s))
    , reprocess(add(u"batchReprocess"_s, u"reprocess"_s))
    , reopen(add(u"batchReopen"_s, u"reopen"_s))
    , remove(add(u"batchDelete"_s, u"delete"_s))
    , copyId(add(u"batchCopyId"_s, u"copy"_s))
    , m_context(context)
    , m_window(parent)
{
    const auto command = [this](QAction* action, const char* operation, Command run, auto failedText) {
        connect(action, &QAction::triggered, this, [this, operation, run, failedText] {
            const Batch seen = *m_batch;
            m_context.bridge.ask<Batch>(
                this, operation,
                [run, seen](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<Batch> done) {
                    (engine.batches().*run)(execution, domain::SeenBatch(seen), std::move(done));
                },
                [this, seen, failed = failedText()](base::Result<Batch> result) {
                    if (!result) {
                        refused(failed, result.error(), seen);
                    }
                });
        });
    };
    command(complete, "batches.complete", &api::Batches::complete,
            [] { return tr("The upload could not be declared complete."); });
    command(cancel, "batches.cancel", &api::Batches::cancel, [] { return tr("The batch could not be cancelled."); });
    command(retry, "batches.retry", &api::Batches::retry, [] { return tr("The batch could not be retried."); });
    command(reprocess, "batches.reprocess", &api::Batches::reprocess,
            [] { return tr("The batch could not be processed again."); });
    command(reopen, "batches.reopen", &api::Batches::reopen, [] { return tr("The batch could not be reopened."); });
    connect(open, &QAction::triggered, this, [this] { Q_EMIT openWanted(m_batch->id); });
    connect(addFiles, &QAction::triggered, this, [this] { Q_EMIT addWanted(*m_batch); });
    connect(remove, &QAction::triggered, this, &BatchActions::confirmRemove);
    connect(copyId, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(display::text(m_batch->id.toString())); });
    retranslate();
    update();
}

QAction* BatchActions::add(const QString& name, const QString& icon)
{
    auto* action = new QAction(themedIcon(icon), {}, this);
    action->setObjectName(name);
    return action;
}

QList<QAction*> BatchActions::all() const
{
    return {open, addFiles, complete, cancel, retry, reprocess, reopen, remove, copyId};
}

void BatchActions::retranslate()
{
    open->setText(tr("Open re&sult"));
    open->setToolTip(tr("Show what was found in this batch"));
    addFiles->setText(tr("Add mo&re…"));
    addFiles->setToolTip(tr("Add recordings to this batch; it waits until its upload is declared complete"));
    complete->setText(tr("Upload &complete"));
    complete->setToolTip(tr("Declare the upload complete, so that the work starts"));
    cancel->setText(tr("Ca&ncel"));
    cancel->setToolTip(tr("Stop the work on this batch; it can be retried later"));
    retry->setText(tr("&Retry"));
    retry->setToolTip(tr("Run this failed batch again; files that were read without fault are kept"));
    reprocess->setText(tr("Re&process"));
    reprocess->setToolTip(tr("Read all recordings of this batch again"));
    reopen->setText(tr("Re&open"));
    reopen->setToolTip(tr("Open this batch for more files; it waits until its upload is declared complete"));
    remove->setText(tr("&Delete…"));
    remove->setToolTip(tr("Remove this batch, its results and its recordings"));
    copyId->setText(tr("Copy batch &ID"));
    copyId->setToolTip(tr("Copy the ID that the command line and the reports use"));
}

void BatchActions::setBatch(const std::optional<Batch>& batch)
{
    m_batch = batch;
    update();
}

void BatchActions::update()
{
    const bool any = m_batch.has_value();
    const BatchStatus status = any ? m_batch->status : BatchStatus::Pending;
    const bool ended = any && domain::isEnded(status);
    // A batch that runs for the second time still shows what its last finished run found.
    open->setEnabled(any && (status == BatchStatus::Completed || m_batch->runEpoch > 1));
    addFiles->setVisible(any && status == BatchStatus::Pending);
    addFiles->setEnabled(any && status == BatchStatus::Pending);
    complete->setVisible(any && status == BatchStatus::Pending);
    complete->setEnabled(any && status == BatchStatus::Pending && m_batch->totalFiles > 0);
    // Always in its place: another action must not come under the pointer while somebody aims at it.
    cancel->setEnabled(any && !ended);
    retry->setEnabled(any && status == BatchStatus::Failed);
    retry->setVisible(any && status == BatchStatus::Failed);
    reprocess->setEnabled(any && status == BatchStatus::Completed);
    reprocess->setVisible(any && status == BatchStatus::Completed);
    reopen->setEnabled(ended);
    reopen->setVisible(ended);
    remove->setEnabled(ended);
    copyId->setEnabled(any);
}

void BatchActions::confirmRemove()
{
    const Batch seen = *m_batch; // what is confirmed is what is deleted, and no later run of it
    auto* box = new QMessageBox(
        QMessageBox::Warning, tr("Delete batch"),
        tr("Delete the batch of “%1” with its results and recordings?").arg(display::text(seen.vehicleId)),
        QMessageBox::NoButton, m_window);
    box->setObjectName(u"deleteDialog"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(themedIcon(u"warning"_s, Token::Warn).pixmap(36, 36));
    box->setInformativeText(tr("This cannot be undone. Recordings that another batch also uses are kept."));
    QPushButton* yes = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    yes->setObjectName(u"deleteConfirm"_s);
    QPushButton* no = box->addButton(QMessageBox::Cancel);
    no->setObjectName(u"deleteKeep"_s);
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, [this, seen] { runRemove(seen); });
    box->open();
}

void BatchActions::runRemove(const Batch& seen)
{
    m_removing = seen.id;
    m_context.bridge.ask<void>(
        this, "batches.remove",
        [seen](api::Engine& engine, const base::ExecutionContext& execution, api::Callback<void> done) {
            engine.batches().remove(execution, domain::SeenBatch(seen), std::move(done));
        },
        [this, seen](base::Result<void> result) {
            m_removing.reset();
            if (result) {
                m_context.notices.postDone(tr("The batch was deleted."));
                Q_EMIT removed(seen.id);
            } else {
                refused(tr("The batch could not be deleted."), result.error(), seen);
            }
        });
}

void BatchActions::refused(const QString& what, const base::Error& error, const Batch& seen)
{
    reportRefusal(m_context.notices, what, error, seen);
    if (words::isOvertaken(error)) {
        Q_EMIT overtaken();
    }
}

} // namespace argus::ui
