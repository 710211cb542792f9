// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/file_saver.h"

#include "ui/bridge/job_pool.h"
#include "ui/settings/ui_settings.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/notices.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

struct SaverText
{
    Q_DECLARE_TR_FUNCTIONS(FileSaver)
};

/// Empty: written.
QString writeWhole(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return file.errorString();
    }
    return {};
}

} // namespace

void saveFile(QWidget* parent, AppContext& context, const SaveRequest& request, const QByteArray& content)
{
    const QString folder = context.settings.lastFolder();
    auto* dialog = new QFileDialog(parent, request.title, folder.isEmpty() ? QDir::homePath() : folder, request.filter);
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(request.suggestedName).suffix());
    dialog->selectFile(request.suggestedName);
    fitFileDialog(*dialog);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, &context, content](const QString& path) {
        context.settings.setLastFolder(QFileInfo(path).absolutePath());
        context.jobs.run(
            parent, [path, content] { return writeWhole(path, content); },
            [&context, path](const QString& error) {
                if (error.isEmpty()) {
                    context.notices.postDone(SaverText::tr("Saved to %1.").arg(QDir::toNativeSeparators(path)));
                    return;
                }
                context.notices.post(Notice {
                    .tone = Tone::Bad,
                    .title = SaverText::tr("The file could not be written."),
                    .text = SaverText::tr("Choose another folder, or make room on the disk. Details: %1").arg(error),
                    .actionText = {},
                    .action = {}});
            });
    });
    dialog->open();
}

} // namespace argus::ui
