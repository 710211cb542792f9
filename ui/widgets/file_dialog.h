// SPDX-License-Identifier: Apache-2.0
#pragma once

class QFileDialog;

namespace argus::ui {

/// Qt's own file dialog, where the desktop brings none, cuts sizes and days of files in columns of a fixed width. This
/// gives these columns what they hold and the names the rest. Before the dialog is shown; nothing for a native one.
void fitFileDialog(QFileDialog& dialog);

} // namespace argus::ui
