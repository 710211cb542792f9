// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace argus::ui {

/// Gives the painted widgets (StageStrip, TimelineWidget) an accessible role and value. Once, before the first window.
void installPaintedAccessibles();

} // namespace argus::ui
