// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/batch_list_model.h"
#include "ui/pages/page.h"

#include <optional>

class QLabel;
class QPushButton;
class QSplitter;

namespace argus::ui {

class BatchDetail;
class BatchFeed;
class DataTable;
class SearchEdit;
class StatusFilter;

/// The live board of all batches, with the details of the chosen one below.
class BatchesPage final : public Page
{
    Q_OBJECT

public:
    BatchesPage(AppContext& context, QWidget* parent);

    QList<QAction*> pageActions() const override;
    void focusStart() override;
    /// Chooses a batch, now or once it appears.
    void choose(const domain::BatchId& id);
    const BatchListModel& model() const { return m_model; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeTable();
    void connectFeed();
    void sayWhyEmpty();
    void connectAttendance();
    void showAttendance();
    void afterUpdate();

    BatchListModel m_model;
    BatchFeed* m_feed;
    StatusFilter* m_filter;
    SearchEdit* m_search;
    DataTable* m_table;
    BatchDetail* m_detail;
    QSplitter* m_splitter;
    std::optional<domain::BatchId> m_wanted;
    bool m_first = true;
    bool m_choosing = false; ///< the page chooses a row, not the user
};

} // namespace argus::ui
