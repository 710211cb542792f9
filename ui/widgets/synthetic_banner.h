// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/local_widget.h"

class QLabel;

namespace argus::ui {

/// Says that what is shown comes from a generated recording, not from a vehicle.
class SyntheticBanner final : public LocalWidget
{
    Q_OBJECT

public:
    explicit SyntheticBanner(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace argus::ui
