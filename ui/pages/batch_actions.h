// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/domain/batch.h"
#include "ui/widgets/app_context.h"

#include <QAction>
#include <QList>
#include <QObject>

#include <optional>

namespace argus::ui {

class Notices;

/// Tells that a command on a batch was refused: with what has happened meanwhile where somebody was faster.
void reportRefusal(Notices& notices, const QString& what, const base::Error& error, const domain::Batch& seen);

/// What can be done with one batch, as actions for buttons, menus and the command palette. Only what its state allows
/// is enabled; deleting asks first. GUI thread only.
class BatchActions final : public QObject
{
    Q_OBJECT

public:
    BatchActions(AppContext& context, QWidget* parent);

    void setBatch(const std::optional<domain::Batch>& batch);
    void retranslate();
    QList<QAction*> all() const;
    /// The user is deleting this batch: that it is gone may be told before the command is answered.
    bool isRemoving(const domain::BatchId& id) const { return m_removing == id; }

    QAction* open;
    QAction* addFiles;
    QAction* complete;
    QAction* cancel;
    QAction* retry;
    QAction* reprocess;
    QAction* reopen;
    QAction* remove;
    QAction* copyId;

Q_SIGNALS:
    void openWanted(const argus::domain::BatchId& id);
    /// More recordings are to be chosen for this pending batch.
    void addWanted(const argus::domain::Batch& batch);
    void removed(const argus::domain::BatchId& id);
    /// A command was refused because the batch is not as it is shown: somebody was faster. Read it again.
    void overtaken();

private:
    QAction* add(const QString& name, const QString& icon);
    void update();
    void confirmRemove();
    void runRemove(const domain::Batch& seen);
    void refused(const QString& what, const base::Error& error, const domain::Batch& seen);

    AppContext& m_context;
    QWidget* m_window;
    std::optional<domain::Batch> m_batch;
    std::optional<domain::BatchId> m_removing;
};

} // namespace argus::ui
