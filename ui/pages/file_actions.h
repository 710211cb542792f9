// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/recording_file.h"
#include "ui/widgets/app_context.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace argus::ui {

class DataTable;

/// What is known of the reading of one file.
struct FileReading
{
    std::string name;
    std::string readAs; ///< what the user named; empty: nothing
    std::optional<std::int64_t> clockShift; ///< what the user set, ns
    std::int64_t foundShift = 0; ///< what the files themselves say, ns
    bool isDuplicate = false; ///< not read by itself
};

/// Overrules how files of a batch are read: "Read as…" and "Shift clock…", for the chosen rows of a table, in its menu,
/// by keys and in the command palette. GUI thread only.
class FileActions final : public QObject
{
    Q_OBJECT

public:
    /// `name` begins the actions' names; `readingOf` tells of a row of the table's model.
    FileActions(const QString& name, AppContext& context, DataTable* table,
                std::function<FileReading(int sourceRow)> readingOf);

    void setBatch(const std::optional<domain::Batch>& batch);
    void retranslate();
    QList<QAction*> all() const { return {m_readAs, m_shiftClock}; }

Q_SIGNALS:
    /// The batch runs again.
    void started(const argus::domain::Batch& batch);
    /// As of BatchActions.
    void overtaken();

private:
    using Readings = std::vector<FileReading>;
    QAction* add(const QString& name, const QString& icon, const QKeySequence& keys);
    void update();
    Readings chosen() const;
    void askFormat();
    void askShift();
    /// `seen`: the batch when the user was asked.
    void run(const std::optional<domain::Batch>& seen, const Readings& files, const domain::ReadingChange& change);

    AppContext& m_context;
    DataTable* m_table;
    const std::function<FileReading(int)> m_readingOf;
    std::optional<domain::Batch> m_batch;
    QAction* m_readAs;
    QAction* m_shiftClock;
};

} // namespace argus::ui
