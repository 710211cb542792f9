// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/bridge/query_slot.h"
#include "ui/pages/page.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace argus::ui {

class BadgeLabel;
class ConsumerPanel;
class DeadLetterPanel;
class EmptyState;
class OperationsOverview;

/// What operators look at: servers, queues, workers, consumers, outbox and dead letters. It asks every two seconds
/// while it is visible; what is shown while the store is away is faded and says of when it is.
class OperationsPage final : public Page
{
    Q_OBJECT

public:
    OperationsPage(AppContext& context, QWidget* parent);

    QList<QAction*> pageActions() const override;
    void focusStart() override;

    static constexpr std::chrono::milliseconds kInterval {2000};
    /// Servers that do not answer are given up before; a snapshot that takes longer is no news.
    static constexpr std::chrono::milliseconds kPatience {20000};
    /// What is shown is taken for old when the next answer is not there by then. (A bus that is away costs an answer
    /// ten seconds.)
    static constexpr std::chrono::milliseconds kLate {15000};

Q_SIGNALS:
    /// Asks the window to pause or resume the engine.
    void pauseWanted(bool paused);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeContent();
    void refresh();
    void take(base::Result<api::OperationsSnapshot> result);
    void fill(const api::OperationsSnapshot& snapshot);
    void forget();
    /// Brings everything that depends on the state of the engine up to date: heading, buttons, what is faded.
    void updateState();
    void updateTabs();
    void sayWhyEmpty();
    bool isStale() const;
    QString whyStale() const;

    QTimer m_timer;
    QuerySlot m_slot;
    QElapsedTimer m_sinceAnswer;
    std::optional<api::OperationsSnapshot> m_snapshot;
    std::optional<base::Error> m_error; ///< of the last question
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QTabWidget* m_tabs = nullptr;
    OperationsOverview* m_overview = nullptr;
    ConsumerPanel* m_consumers = nullptr;
    DeadLetterPanel* m_deadLetters = nullptr;
    QAction* m_refresh;
    QLabel* m_scope = nullptr;
    QLabel* m_asOf = nullptr;
    BadgeLabel* m_state = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_resume = nullptr;
};

} // namespace argus::ui
