// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/report_format.h"
#include "ui/bridge/query_slot.h"
#include "ui/pages/page.h"
#include "ui/pages/triage_panels.h"

#include <optional>

class QMenu;
class QStackedWidget;
class QTabWidget;

namespace argus::ui {

class EmptyState;
class TriageHeader;
struct BatchChanges;

/// The result of one batch.
class TriagePage final : public Page
{
    Q_OBJECT

public:
    TriagePage(AppContext& context, QWidget* parent);

    void openBatch(const domain::BatchId& id);
    const std::optional<domain::BatchId>& batch() const { return m_id; }
    QList<QAction*> pageActions() const override;
    void focusStart() override;
    /// "dtcPanel", "diagnosisPanel", ...: chooses a tab by the name of its panel.
    void showPanel(const QString& name);

Q_SIGNALS:
    void batchWanted(const argus::domain::BatchId& id);
    /// The result is on the screen.
    void loaded();

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class View
    {
        Nothing,
        Loading,
        Result,
        Trouble
    };
    QWidget* makeResult();
    void makeExportMenu();
    void load();
    void showTriage(const TriagePtr& triage);
    void forget();
    void showTrouble(const base::Error& error);
    void updateTabs();
    void updateEmpty();
    void exportReport(domain::ReportFormat format);
    void onChanges(const BatchChanges& changes);
    /// The shown batch changed: is there a newer run of it?
    void lookAtBatch();
    void offerNewer(const domain::Batch& now);
    void showOthers();

    std::optional<domain::BatchId> m_id;
    TriagePtr m_triage;
    std::optional<base::Error> m_error;
    View m_view = View::Nothing;
    QuerySlot m_slot;
    QuerySlot m_reportSlot;
    QuerySlot m_batchSlot;
    std::int64_t m_offeredEpoch = 0; ///< the newer run that was told of
    bool m_dirty = false;
    std::int64_t m_wantedEpoch = 0; ///< the run that was started from this page; its result replaces what is shown
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    TriageHeader* m_header = nullptr;
    QTabWidget* m_tabs = nullptr;
    DtcPanel* m_codes = nullptr;
    LedgerPanel* m_ledger = nullptr;
    QList<TriagePanel*> m_panels;
    QMenu* m_exportMenu = nullptr;
};

} // namespace argus::ui
