// SPDX-License-Identifier: Apache-2.0
#include "ui/models/pipeline_view.h"

#include <QCoreApplication>

#include <algorithm>

namespace argus::ui {

using domain::Batch;
using domain::BatchStatus;

namespace {

struct PipelineText
{
    Q_DECLARE_TR_FUNCTIONS(Pipeline)
};

Step stepOfStage(domain::Stage stage)
{
    switch (stage) {
    case domain::Stage::Scatter:
        return Step::Scatter;
    case domain::Stage::Parse:
        return Step::Parse;
    case domain::Stage::Gather:
        return Step::Gather;
    case domain::Stage::Diagnose:
        return Step::Diagnose;
    case domain::Stage::Report:
        return Step::Report;
    }
    return Step::Scatter;
}

/// The step that is under way, or would be next; `running`: work has begun.
struct Position
{
    Step step = Step::Upload;
    bool running = false;
};

Position positionOf(const Batch& batch)
{
    switch (batch.status) {
    case BatchStatus::Pending:
        return {Step::Upload, true};
    case BatchStatus::Uploaded:
        return {Step::Scatter, false};
    case BatchStatus::Scattering:
        return batch.expectedWorkers > 0 && batch.processedFiles < batch.totalFiles ? Position {Step::Parse, true}
            : batch.expectedWorkers > 0                                             ? Position {Step::Barrier, true}
                                                                                    : Position {Step::Scatter, true};
    case BatchStatus::Scattered:
        return {Step::Gather, false};
    case BatchStatus::Gathering:
        return {Step::Gather, true};
    case BatchStatus::Gathered:
        return {Step::Diagnose, false};
    case BatchStatus::Diagnosing:
        return {Step::Diagnose, true};
    case BatchStatus::Completed:
    case BatchStatus::Failed:
        return {Step::Report, false};
    }
    return {};
}

/// Where a failed batch broke off: at the last step that an attempt was made at.
Step failedStep(const Batch& batch, const std::vector<domain::Attempt>& attempts)
{
    Step last = batch.totalFiles > 0 && attempts.empty() ? Step::Scatter : Step::Upload;
    for (const domain::Attempt& attempt : attempts) {
        if (attempt.runEpoch == batch.runEpoch) {
            last = std::max(last, stepOfStage(attempt.stage));
        }
    }
    return last;
}

StepState reportState(const Batch& batch, const std::vector<domain::Attempt>& attempts)
{
    StepState state = StepState::Waiting;
    for (const domain::Attempt& attempt : attempts) {
        if (attempt.stage == domain::Stage::Report && attempt.runEpoch == batch.runEpoch) {
            state = attempt.outcome == "completed" ? StepState::Done
                : attempt.outcome == "failed"      ? StepState::Failed
                                                   : StepState::Running;
        }
    }
    return state;
}

} // namespace

std::array<StepView, kStepCount> stepsOf(const Batch& batch, const std::vector<domain::Attempt>& attempts)
{
    std::array<StepView, kStepCount> steps;
    const bool failed = batch.status == BatchStatus::Failed;
    const Position position = failed ? Position {failedStep(batch, attempts), false} : positionOf(batch);
    for (std::size_t i = 0; i < kStepCount; ++i) {
        const auto step = static_cast<Step>(i);
        StepState state = step < position.step ? StepState::Done : StepState::Waiting;
        if (step == position.step && failed) {
            state = StepState::Failed;
        } else if (step == position.step && position.running) {
            state = StepState::Running;
        }
        steps[i] = {step, state, {}};
    }
    if (batch.status == BatchStatus::Completed) {
        steps.back().state = reportState(batch, attempts);
    }
    StepView& parse = steps[static_cast<std::size_t>(Step::Parse)];
    if (batch.totalFiles > 0 && parse.state != StepState::Waiting) {
        parse.note = PipelineText::tr("%1 of %2").arg(batch.processedFiles).arg(batch.totalFiles);
    }
    return steps;
}

QString stepName(Step step)
{
    switch (step) {
    case Step::Upload:
        return PipelineText::tr("Upload");
    case Step::Scatter:
        return PipelineText::tr("Scatter");
    case Step::Parse:
        return PipelineText::tr("Parse");
    case Step::Barrier:
        return PipelineText::tr("Barrier");
    case Step::Gather:
        return PipelineText::tr("Gather");
    case Step::Diagnose:
        return PipelineText::tr("Diagnose");
    case Step::Report:
        return PipelineText::tr("Report");
    }
    return {};
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return PipelineText::tr("waiting");
    case StepState::Running:
        return PipelineText::tr("running");
    case StepState::Done:
        return PipelineText::tr("done");
    case StepState::Failed:
        return PipelineText::tr("failed");
    }
    return {};
}

} // namespace argus::ui
