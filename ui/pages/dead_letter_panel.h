// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/query_slot.h"
#include "ui/models/operations_models.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

#include <QAction>
#include <QElapsedTimer>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace argus::ui {

class DataTable;
class SearchEdit;

/// Messages that no consumer could take, the chosen one in full, and what sends them again. It asks only while it is
/// visible.
class DeadLetterPanel final : public LocalWidget
{
    Q_OBJECT

public:
    DeadLetterPanel(AppContext& context, QWidget* parent);

    /// Asks again where the count of a new snapshot, or the time since the last answer, says that the list is old.
    void follow(std::uint64_t count);
    void clear();
    void focusStart();
    /// Asks now, where it is visible.
    void reload();
    QList<QAction*> letterActions() const { return {m_sendSelected, m_sendShown}; }

    static constexpr std::int64_t kMostShown = 500;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QAction* addAction(const QString& name, const QString& icon);
    QWidget* makeHead();
    QWidget* makeDetail();
    void take(base::Result<std::vector<api::DeadLetter>> result);
    void sayWhyEmpty();
    void showDetail();
    void update();
    std::vector<std::int64_t> selectedIds() const;
    std::vector<std::int64_t> shownIds() const;
    /// Counts what would be sent, then asks, then sends.
    void offer(const std::vector<std::int64_t>& ids);
    void confirm(const std::vector<std::int64_t>& ids, std::uint64_t matched);
    void send(const std::vector<std::int64_t>& ids);
    void reportFailure(const base::Error& error);

    AppContext& m_context;
    DeadLetterModel m_model;
    SearchEdit* m_search;
    QPushButton* m_withSent;
    DataTable* m_table;
    QAction* m_sendSelected;
    QAction* m_sendShown;
    QLabel* m_count;
    QLabel* m_reason = nullptr;
    QLabel* m_facts = nullptr;
    QPlainTextEdit* m_payload = nullptr;
    QuerySlot m_slot;
    QuerySlot m_redriveSlot;
    QElapsedTimer m_sinceAnswer;
    std::uint64_t m_listedCount = 0;
    std::uint64_t m_waiting = 0; ///< by the last snapshot
    std::optional<base::Error> m_error;
};

} // namespace argus::ui
