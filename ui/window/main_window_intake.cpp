// SPDX-License-Identifier: Apache-2.0
// How recordings come in, and what the window asks of the engine as a whole.
#include "ui/pages/triage_page.h"
#include "ui/settings/ui_settings.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/reading_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/notices.h"
#include "ui/window/main_window.h"
#include "ui/window/submit_dialog.h"
#include "ui/window/window_actions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// Recordings for a batch that waits; that it has all of them is for the user to say.
api::Submission moreFor(const domain::Batch& batch, const QStringList& paths)
{
    api::Submission more;
    more.batch = batch.id;
    more.vehicleId = batch.vehicleId;
    more.workspace = batch.workspace;
    more.complete = false;
    for (const QString& path : paths) {
        more.paths.emplace_back(path.toStdString());
    }
    return more;
}

} // namespace

void MainWindow::chooseFiles(bool folder, const std::optional<domain::Batch>& into)
{
    const QString last = m_context.settings.lastFolder();
    auto* dialog = new QFileDialog(this, folder ? tr("Add a folder of recordings") : tr("Add recordings"),
                                   last.isEmpty() ? QDir::homePath() : last);
    dialog->setObjectName(u"addDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    fitFileDialog(*dialog);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    if (!folder && !m_context.bridge.formats().empty()) {
        dialog->setNameFilters(reading::nameFilters(m_context.bridge.formats()));
    }
    connect(dialog, &QFileDialog::filesSelected, this, [this, into](const QStringList& paths) {
        if (!paths.isEmpty()) {
            m_context.settings.setLastFolder(QFileInfo(paths.front()).absolutePath());
        }
        if (into) {
            m_uploads.enqueue(moreFor(*into, paths));
        } else {
            addPaths(paths);
        }
    });
    dialog->open();
}

void MainWindow::addPaths(const QStringList& paths)
{
    if (paths.isEmpty()) {
        m_context.notices.post(Notice {.tone = Tone::Warn,
                                       .title = tr("Nothing was taken in."),
                                       .text = tr("Only files and folders of this computer can be dropped here."),
                                       .actionText = {},
                                       .action = {}});
        return;
    }
    auto* dialog = new SubmitDialog(paths, reading::formatList(m_context.bridge.formats()), this);
    connect(dialog, &SubmitDialog::submitted, &m_uploads, &Uploads::enqueue);
    dialog->open();
}

void MainWindow::submitAndOpen(const api::Submission& submission)
{
    m_nextIsSample = true;
    m_uploads.enqueue(submission);
}

void MainWindow::connectUploads()
{
    connect(&m_uploads, &Uploads::finished, this,
            [this](const api::Submission& submission, const api::SubmissionReceipt& receipt) {
                if (!receipt.refused.empty()) {
                    QStringList names;
                    for (const domain::RefusedFile& file : receipt.refused) {
                        names << tr("%1 (%2)").arg(display::text(file.name), phrase(file.reason));
                    }
                    m_context.notices.post(Notice {
                        .tone = Tone::Warn,
                        .title = tr("%n file(s) could not be taken in.", nullptr, static_cast<int>(names.size())),
                        .text = names.mid(0, 5).join(u"; "_s),
                        .actionText = {},
                        .action = {}});
                }
                if (std::exchange(m_nextIsSample, false)) {
                    watchSample(receipt.batchId);
                    return;
                }
                const domain::BatchId id = receipt.batchId;
                m_context.notices.post(
                    Notice {.tone = Tone::Ok,
                            .title = tr("%n file(s) taken in.", nullptr, static_cast<int>(receipt.files.size())),
                            .text = !submission.complete ? tr("The batch waits until its upload is declared complete.")
                                : m_context.bridge.status().paused
                                ? tr("The engine is paused: the work begins when it goes on.")
                                : tr("The work has begun."),
                            .actionText = tr("Show batch"),
                            .action = [this, id] { openBatch(id); },
                            .passing = true});
                openBatch(id);
            });
    connect(&m_uploads, &Uploads::failed, this, [this](const api::Submission& submission, const base::Error& error) {
        m_context.notices.postError(
            tr("The recordings of “%1” could not be taken in.").arg(display::text(submission.vehicleId)), error);
        if (std::exchange(m_nextIsSample, false)) {
            Q_EMIT sampleShown();
        }
    });
}

void MainWindow::askBeforeQuitting()
{
    if (findChild<QMessageBox*>(u"quitDialog"_s) != nullptr) {
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Quit"), tr("Recordings are still being taken in."),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"quitDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(themedIcon(u"warning"_s, Token::Warn).pixmap(36, 36));
    box->setInformativeText(tr(
        "What was taken in completely stays, and its batch waits for the rest. What was not has to be added again."));
    QPushButton* yes = box->addButton(tr("&Quit all the same"), QMessageBox::DestructiveRole);
    yes->setObjectName(u"quitConfirm"_s);
    box->setDefaultButton(box->addButton(tr("&Go on"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this] {
        m_quitsAllTheSame = true;
        close();
    });
    const auto closeIfDone = [this, box] {
        if (!m_uploads.isRunning() && m_uploads.waiting() == 0) {
            box->reject();
        }
    };
    connect(&m_uploads, &Uploads::finished, box, closeIfDone);
    connect(&m_uploads, &Uploads::failed, box, closeIfDone);
    box->open();
}

void MainWindow::watchSample(const domain::BatchId& id)
{
    m_sample = id;
    // The page asks again with each change of the batch until there is a result.
    openResult(id);
}

void MainWindow::setPaused(bool paused)
{
    m_context.bridge.ask<void>(
        this, paused ? "engine.pause" : "engine.resume",
        [paused](api::Engine& engine, const base::ExecutionContext& context, api::Callback<void> done) {
            if (paused) {
                engine.operations().pause(context, std::move(done));
            } else {
                engine.operations().resume(context, std::move(done));
            }
        },
        [this, paused](base::Result<void> result) {
            if (!result) {
                m_context.notices.postError(paused ? tr("The engine could not be paused.")
                                                   : tr("The engine could not be resumed."),
                                            result.error());
            }
            m_context.bridge.refreshStatus();
        });
}

void MainWindow::showOpenError(const base::Error& error)
{
    const std::optional<base::Error> before = m_context.bridge.openFailure();
    m_context.bridge.reportOpenFailure(error);
    // Said once, however often it is tried: the status bar goes on saying it.
    if (!before || before->message != error.message) {
        m_context.notices.withdraw(u"open"_s);
        m_context.notices.postError(tr("The store could not be opened."), error, u"open"_s);
    }
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Argus Desk"),
                                tr("Argus Desk %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Ok, this);
    box->setObjectName(u"aboutDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(QIcon(u":/argus/icons/app/argus-desk.svg"_s).pixmap(64, 64));
    box->setInformativeText(
        tr("From the recordings of a vehicle to its trouble codes, each with the frames it rests on. "
           "Works without a network. Apache License 2.0."));
    box->open();
}

} // namespace argus::ui
