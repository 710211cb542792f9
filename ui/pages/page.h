// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

#include <QAction>
#include <QList>

namespace argus::ui {

/// One page of the window. Pages are made when they are first shown, and ask the engine for nothing while hidden.
class Page : public LocalWidget
{
    Q_OBJECT

public:
    Page(const QString& name, AppContext& context, QWidget* parent);

    /// What the command palette may run while this page is shown.
    virtual QList<QAction*> pageActions() const { return {}; }
    /// Puts the keyboard where work begins.
    virtual void focusStart() { setFocus(); }

Q_SIGNALS:
    /// Asks the window to show the result of a batch.
    void resultWanted(const argus::domain::BatchId& id);
    /// Asks the window to take recordings in.
    void addFilesWanted();
    /// The same, into this pending batch.
    void addToBatchWanted(const argus::domain::Batch& batch);

protected:
    AppContext& context() const { return m_context; }

private:
    AppContext& m_context;
};

} // namespace argus::ui
