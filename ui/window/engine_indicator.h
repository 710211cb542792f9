// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/widgets/local_widget.h"

class QLabel;

namespace argus::ui {

class BadgeLabel;
class EngineBridge;

/// Says in the status bar whether the engine runs, pauses, or belongs to another process, and how much it has to do.
class EngineIndicator final : public LocalWidget
{
    Q_OBJECT

public:
    EngineIndicator(EngineBridge& bridge, QWidget* parent);

private:
    void update();

    EngineBridge& m_bridge;
    BadgeLabel* m_badge;
    QLabel* m_text;
};

} // namespace argus::ui
