// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/task.h"

#include <QString>

#include <array>
#include <vector>

namespace argus::ui {

/// The steps of the pipeline as the window shows them, first to last.
enum class Step
{
    Upload,
    Scatter,
    Parse,
    Barrier,
    Gather,
    Diagnose,
    Report
};
inline constexpr std::size_t kStepCount = 7;

enum class StepState
{
    Waiting,
    Running,
    Done,
    Failed
};

struct StepView
{
    Step step = Step::Upload;
    StepState state = StepState::Waiting;
    QString note; ///< "3 of 5"; empty where there is nothing to say
};

/// Where a batch stands in the pipeline, as its state and its attempts show it.
std::array<StepView, kStepCount> stepsOf(const domain::Batch& batch, const std::vector<domain::Attempt>& attempts);
QString stepName(Step step);
QString stepStateName(StepState state);

} // namespace argus::ui
