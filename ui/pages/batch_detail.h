// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/batches.h"
#include "core/api/operations.h"
#include "ui/bridge/query_slot.h"
#include "ui/models/attempt_model.h"
#include "ui/models/event_model.h"
#include "ui/models/file_model.h"
#include "ui/pages/batch_actions.h"
#include "ui/pages/file_actions.h"
#include "ui/pages/triage_panels.h"
#include "ui/widgets/local_widget.h"

#include <QElapsedTimer>

#include <map>
#include <optional>

class QLabel;
class QStackedLayout;
class QTabWidget;

namespace argus::ui {

class BadgeLabel;
class DataTable;
class EmptyState;
class StageStrip;
struct BatchChanges;

/// Everything about the batch that is chosen on the board: stages, files, attempts, events, throughput, actions.
class BatchDetail final : public LocalWidget
{
    Q_OBJECT

public:
    BatchDetail(AppContext& context, QWidget* parent);

    /// Shows a batch; none clears the panel.
    void setBatch(const std::optional<domain::BatchId>& id);
    BatchActions& actions() { return *m_actions; }
    FileActions& fileActions() { return *m_fileActions; }
    const std::optional<domain::BatchId>& batch() const { return m_id; }

protected:
    void showEvent(QShowEvent* event) override;

Q_SIGNALS:
    /// A command was refused because somebody was faster; the panel reads the batch again by itself.
    void overtaken();

private:
    QWidget* makeHead();
    QWidget* makeTabs();
    void onChanges(const BatchChanges& changes);
    void onProgress(const std::vector<api::TaskProgress>& progress);
    void refresh();
    void showDetail(api::BatchDetail detail);
    /// What was found in the files, once the batch has a result.
    void askFindings();
    void showFiles();
    void updateHead();
    void updateWho();

    AppContext& m_context;
    BatchActions* m_actions;
    FileActions* m_fileActions = nullptr;
    FileModel m_files;
    AttemptModel m_attempts;
    EventModel m_events;
    std::optional<domain::BatchId> m_id;
    std::optional<api::BatchDetail> m_detail;
    QuerySlot m_showSlot;
    QuerySlot m_eventsSlot;
    QuerySlot m_findingsSlot;
    std::int64_t m_askedEpoch = 0; ///< whose findings were asked for
    TriagePtr m_triage;
    bool m_dirty = false;

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QLabel* m_error = nullptr;
    BadgeLabel* m_badge = nullptr;
    BadgeLabel* m_who = nullptr;
    StageStrip* m_strip = nullptr;
    QTabWidget* m_tabs = nullptr;
    DataTable* m_fileTable = nullptr;
    DataTable* m_attemptTable = nullptr;
    DataTable* m_eventTable = nullptr;

    std::map<domain::FileId, std::uint64_t> m_lastBytes; ///< for the throughput
    QElapsedTimer m_sinceRate;
    std::uint64_t m_bytesSinceRate = 0;
    double m_rate = 0; ///< bytes per second, smoothed; 0: nothing is read
};

} // namespace argus::ui
