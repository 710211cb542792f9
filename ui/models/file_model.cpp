// SPDX-License-Identifier: Apache-2.0
#include "ui/models/file_model.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/reading_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace argus::ui {

using domain::FileStatus;
using namespace Qt::StringLiterals;

namespace {

struct FileText
{
    Q_DECLARE_TR_FUNCTIONS(FileModel)
};

words::Badge fileBadge(const FileRow& row)
{
    if (row.file.duplicateOf) {
        return {FileText::tr("Duplicate"), u"duplicate"_s, Tone::Neutral};
    }
    // What became of it, as its result tells it; until there is one, how far it is.
    return row.found && row.file.status == FileStatus::Completed ? reading::fileBadge(*row.found)
                                                                 : words::fileStatus(row.file.status);
}

double fileShare(const FileRow& row)
{
    if (row.file.status != FileStatus::Parsing || row.file.size == 0) {
        return -1;
    }
    return std::min(1.0, static_cast<double>(row.bytesDone) / static_cast<double>(row.file.size));
}

QString fileBytesText(const FileRow& row)
{
    if (row.file.status != FileStatus::Parsing) {
        return display::bytes(row.file.size);
    }
    return FileText::tr("%1 of %2").arg(display::bytes(row.bytesDone), display::bytes(row.file.size));
}

QString fileNote(const FileRow& row)
{
    if (row.file.duplicateOf) {
        return FileText::tr("The same content as another file of this batch; read once.");
    }
    return row.found ? reading::remarkText(*row.found, u"; "_s) : phrase(row.file.errorMessage);
}

QString fileNoteTip(const FileRow& row)
{
    return row.found && !row.file.duplicateOf ? reading::remarkText(*row.found, u"\n"_s) : fileNote(row);
}

QString fileKinds(const FileRow& row)
{
    const QString records = display::number(row.file.records);
    return row.found && !row.found->byType.empty() ? records % u'\n' % reading::kindsText(row.found->byType) : records;
}

QString fileSkipped(const FileRow& row)
{
    const QString count = display::number(row.file.skipped);
    return row.found && !row.found->skipped.empty() ? count % u'\n' % reading::skippedText(row.found->skipped) : count;
}

QString fileClock(const FileRow& row)
{
    if (row.file.duplicateOf || row.file.status == FileStatus::Failed) {
        return display::none();
    }
    return row.found ? reading::clockText(row.found->clock) : reading::clockText(row.file);
}

std::vector<Column<FileRow>> fileColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("FileModel", "State"),
         .kind = ColumnKind::Badge,
         .width = 130,
         .sort = [](const FileRow& r) { return QVariant(static_cast<int>(r.file.status)); },
         .badge = fileBadge},
        {.title = QT_TRANSLATE_NOOP("FileModel", "File"),
         .width = 270,
         .text = [](const FileRow& r) { return display::text(r.file.originalFilename); }},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Format"),
         .width = 150,
         .text = [](const FileRow& r) { return r.format.isEmpty() ? display::none() : r.format; }},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Size"),
         .kind = ColumnKind::Progress,
         .width = 190,
         .text = fileBytesText,
         .sort = [](const FileRow& r) { return QVariant(static_cast<qulonglong>(r.file.size)); },
         .progress = fileShare},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Records"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text = [](const FileRow& r) { return display::number(r.file.records); },
         .sort = [](const FileRow& r) { return QVariant(static_cast<qulonglong>(r.file.records)); },
         .tip = fileKinds},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Frames"),
         .kind = ColumnKind::Number,
         .width = 100,
         .text = [](const FileRow& r) { return display::number(r.file.frames); },
         .sort = [](const FileRow& r) { return QVariant(static_cast<qulonglong>(r.file.frames)); }},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Skipped"),
         .kind = ColumnKind::Number,
         .width = 84,
         .text = [](const FileRow& r) { return display::number(r.file.skipped); },
         .sort = [](const FileRow& r) { return QVariant(static_cast<qulonglong>(r.file.skipped)); },
         .tip = fileSkipped},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Clock"), .width = 190, .text = fileClock},
        {.title = QT_TRANSLATE_NOOP("FileModel", "SHA-256"),
         .kind = ColumnKind::Mono,
         .width = 150,
         .text = [](const FileRow& r) { return display::text(r.file.sha256); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("FileModel", "Remark"), .width = 260, .text = fileNote, .tip = fileNoteTip},
    };
}

} // namespace

FileModel::FileModel(QObject* parent)
    : TableModel("FileModel", fileColumns(), [](const FileRow& r) { return r.file.id; }, parent)
{ }

} // namespace argus::ui
