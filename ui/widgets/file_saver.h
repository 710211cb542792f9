// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/app_context.h"

#include <QByteArray>
#include <QString>

class QWidget;

namespace argus::ui {

struct SaveRequest
{
    QString title;
    QString filter;
    QString suggestedName;
};

/// Asks where, then writes on a thread of the job pool and tells the outcome as a notice. Returns at once; an existing
/// file is only replaced as a whole, once everything is written.
void saveFile(QWidget* parent, AppContext& context, const SaveRequest& request, const QByteArray& content);

} // namespace argus::ui
