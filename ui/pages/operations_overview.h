// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/operations_models.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

class QLabel;
class QSplitter;

namespace argus::ui {

class DataTable;
class ServerCards;

/// Servers, queues, outbox and workers at one moment.
class OperationsOverview final : public LocalWidget
{
    Q_OBJECT

public:
    OperationsOverview(AppContext& context, QWidget* parent);

    void setSnapshot(const api::OperationsSnapshot& snapshot, bool standalone);
    void clear();
    void focusStart();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeQueues(AppContext& context);
    QWidget* makeOutbox();
    QWidget* makeWorkers(AppContext& context);
    void showOutbox();

    QueueModel m_queues;
    WorkerModel m_workers;
    api::OutboxBacklog m_outbox;
    std::uint64_t m_skipped = 0;
    bool m_standalone = false;
    ServerCards* m_servers;
    QSplitter* m_upper = nullptr;
    DataTable* m_queueTable = nullptr;
    DataTable* m_workerTable = nullptr;
    QLabel* m_waiting = nullptr;
    QLabel* m_oldest = nullptr;
    QLabel* m_relay = nullptr;
    QLabel* m_fault = nullptr;
    QLabel* m_skippedText = nullptr;
};

} // namespace argus::ui
