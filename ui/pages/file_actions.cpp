// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/file_actions.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/pages/batch_actions.h"
#include "ui/pages/reading_dialogs.h"
#include "ui/text/display.h"
#include "ui/text/meanwhile.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QString namesOf(const std::vector<FileReading>& files)
{
    return files.size() == 1 ? display::text(files.front().name)
                             : FileActions::tr("%n file(s)", nullptr, static_cast<int>(files.size()));
}

} // namespace

FileActions::FileActions(const QString& name, AppContext& context, DataTable* table,
                         std::function<FileReading(int sourceRow)> readingOf)
    : QObject(table)
    , m_context(context)
    , m_table(table)
    , m_readingOf(std::move(readingOf))
    , m_readAs(add(name % u"ReadAs"_s, u"file"_s, QKeySequence(u"Ctrl+Shift+R"_s)))
    , m_shiftClock(add(name % u"ShiftClock"_s, u"clock"_s, QKeySequence(u"Ctrl+Shift+T"_s)))
{
    connect(m_readAs, &QAction::triggered, this, &FileActions::askFormat);
    connect(m_shiftClock, &QAction::triggered, this, &FileActions::askShift);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FileActions::update);
    connect(table->model(), &QAbstractItemModel::modelReset, this, &FileActions::update);
    connect(table->model(), &QAbstractItemModel::rowsRemoved, this, &FileActions::update);
    retranslate();
    update();
}

QAction* FileActions::add(const QString& name, const QString& icon, const QKeySequence& keys)
{
    auto* action = new QAction(themedIcon(icon), {}, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    // Both the board and the ledger have these keys: those of the table with the keyboard count.
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(action);
    return action;
}

void FileActions::retranslate()
{
    m_readAs->setText(tr("&Read file as…"));
    m_readAs->setToolTip(tr("Name the format of a file that was not recognised, or not rightly"));
    m_shiftClock->setText(tr("&Shift clock of file…"));
    m_shiftClock->setToolTip(tr("Bring the stamps of a file on the clock of the others"));
}

void FileActions::setBatch(const std::optional<domain::Batch>& batch)
{
    m_batch = batch;
    update();
}

FileActions::Readings FileActions::chosen() const
{
    Readings files;
    for (const int row : m_table->selectedSourceRows()) {
        FileReading reading = m_readingOf(row);
        if (!reading.isDuplicate) {
            files.push_back(std::move(reading));
        }
    }
    return files;
}

void FileActions::update()
{
    const bool possible = m_batch && domain::isEnded(m_batch->status) && !chosen().empty();
    m_readAs->setEnabled(possible);
    m_shiftClock->setEnabled(possible);
}

void FileActions::askFormat()
{
    const Readings files = chosen();
    if (files.empty()) {
        return;
    }
    auto* dialog
        = new ReadAsDialog(m_context.bridge.formats(), files.front().readAs, namesOf(files), m_table->window());
    connect(dialog, &ReadAsDialog::chosen, this, [this, files, seen = m_batch](const QString& format) {
        domain::ReadingChange change;
        change.readAs = format.toStdString();
        run(seen, files, change);
    });
    dialog->open();
}

void FileActions::askShift()
{
    const Readings files = chosen();
    if (files.empty()) {
        return;
    }
    auto* dialog
        = new ShiftClockDialog(files.front().clockShift, files.front().foundShift, namesOf(files), m_table->window());
    connect(dialog, &ShiftClockDialog::chosen, this, [this, files, seen = m_batch](std::optional<std::int64_t> shift) {
        domain::ReadingChange change;
        change.clockShift = shift;
        change.findClock = !shift;
        run(seen, files, change);
    });
    dialog->open();
}

void FileActions::run(const std::optional<domain::Batch>& seen, const Readings& files,
                      const domain::ReadingChange& change)
{
    if (!seen) {
        return;
    }
    std::vector<domain::ReadingChange> changes;
    for (const FileReading& file : files) {
        changes.push_back(change);
        changes.back().file = file.name;
    }
    m_context.bridge.ask<domain::Batch>(
        this, "batches.reprocessWith",
        [seen = *seen, changes](api::Engine& engine, const base::ExecutionContext& execution,
                                api::Callback<domain::Batch> done) {
            engine.batches().reprocessWith(execution, domain::SeenBatch(seen), changes, std::move(done));
        },
        [this, seen = *seen](base::Result<domain::Batch> result) {
            if (!result) {
                reportRefusal(m_context.notices, tr("The batch could not be processed again."), result.error(), seen);
                if (words::isOvertaken(result.error())) {
                    Q_EMIT overtaken();
                }
                return;
            }
            m_context.notices.postDone(tr("The batch runs again with the new setting."));
            Q_EMIT started(*result);
        });
}

} // namespace argus::ui
