// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/pipeline_view.h"

#include <QWidget>

#include <array>

namespace argus::ui {

/// The pipeline of one batch as a row of steps: done, running, waiting or failed, each with its own drawing.
class StageStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit StageStrip(QWidget* parent = nullptr);

    void setSteps(const std::array<StepView, kStepCount>& steps);
    /// All steps and their states as one sentence, for assistive tools.
    QString spokenText() const;
    QSize sizeHint() const override { return {700, 46}; }
    QSize minimumSizeHint() const override { return {420, 46}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::array<StepView, kStepCount> m_steps {};
};

} // namespace argus::ui
