// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/job_pool.h"
#include "ui/settings/ui_settings.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/file_saver.h"
#include "ui/widgets/table_export.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

void DataTable::exportCsv()
{
    const QByteArray csv = tableAsCsv(m_proxy, visibleColumns());
    saveFile(this, m_context,
             SaveRequest {.title = tr("Export table"),
                          .filter = tr("Comma-separated values (*.csv)"),
                          .suggestedName = objectName() % u".csv"_s},
             csv);
}

} // namespace argus::ui
