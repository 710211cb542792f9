// SPDX-License-Identifier: Apache-2.0
#include "core/domain/task.h"

#include <array>

namespace argus::domain {

std::string_view toString(Stage stage)
{
    switch (stage) {
    case Stage::Scatter:
        return "scatter";
    case Stage::Parse:
        return "parse";
    case Stage::Gather:
        return "gather";
    case Stage::Diagnose:
        return "diagnose";
    case Stage::Report:
        return "report";
    }
    return "scatter";
}

std::optional<Stage> parseStage(std::string_view name)
{
    for (const Stage stage : std::array {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report}) {
        if (toString(stage) == name) {
            return stage;
        }
    }
    return std::nullopt;
}

std::string_view toString(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Available:
        return "available";
    case TaskStatus::Running:
        return "running";
    case TaskStatus::Completed:
        return "completed";
    case TaskStatus::Failed:
        return "failed";
    case TaskStatus::Cancelled:
        return "cancelled";
    }
    return "failed";
}

std::optional<TaskStatus> parseTaskStatus(std::string_view name)
{
    for (const TaskStatus status : std::array {TaskStatus::Available, TaskStatus::Running, TaskStatus::Completed,
                                               TaskStatus::Failed, TaskStatus::Cancelled}) {
        if (toString(status) == name) {
            return status;
        }
    }
    return std::nullopt;
}

} // namespace argus::domain
