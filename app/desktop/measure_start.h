// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace argus::desktop {

/// Prints the milliseconds from the start of the process to the first painted frame of `window` on standard error, and
/// quits. Call before the window is shown.
void measureStart(QWidget& window);

} // namespace argus::desktop
