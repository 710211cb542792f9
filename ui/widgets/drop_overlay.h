// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace argus::ui {

/// Covers the window while something is dragged over it, and says what dropping it will do. The mouse goes through it.
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* parent);
    /// Covers the whole parent.
    void cover();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace argus::ui
