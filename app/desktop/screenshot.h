// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QWidget;

namespace argus::desktop {

/// Saves a picture of `window` a moment from now, when what it asked for has arrived, and quits: exit 0, or 3 when the
/// file cannot be written.
void takeScreenshot(QWidget& window, const QString& path);

} // namespace argus::desktop
