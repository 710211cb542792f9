// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/vehicles.h"
#include "ui/bridge/query_slot.h"
#include "ui/models/batch_list_model.h"
#include "ui/models/vehicle_models.h"
#include "ui/pages/page.h"

#include <optional>

class QLabel;
class QStackedWidget;

namespace argus::ui {

class DataTable;
class EmptyState;
class SearchEdit;

/// The vehicles of the store, and for the chosen one its batches and the codes that came back.
class VehiclesPage final : public Page
{
    Q_OBJECT

public:
    VehiclesPage(AppContext& context, QWidget* parent);

    void focusStart() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetail();
    void refresh();
    void askList();
    void askDetail();
    QStringList namesakes(const domain::Vehicle& vehicle) const;
    void showDetail(const api::VehicleDetail& detail);

    VehicleModel m_vehicles;
    BatchListModel m_batches;
    ReturningCodeModel m_codes;
    QuerySlot m_listSlot;
    QuerySlot m_detailSlot;
    QString m_searched;
    std::optional<QString> m_chosen;
    bool m_dirty = true;
    SearchEdit* m_search = nullptr;
    DataTable* m_table = nullptr;
    DataTable* m_batchTable = nullptr;
    DataTable* m_codeTable = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
};

} // namespace argus::ui
