// SPDX-License-Identifier: Apache-2.0
#include "core/domain/worker.h"

#include <array>

namespace argus::domain {

std::string_view toString(WorkerKind kind)
{
    switch (kind) {
    case WorkerKind::Desk:
        return "desk";
    case WorkerKind::Worker:
        return "worker";
    case WorkerKind::Command:
        return "command";
    }
    return "worker";
}

std::optional<WorkerKind> parseWorkerKind(std::string_view name)
{
    for (const WorkerKind kind : std::array {WorkerKind::Desk, WorkerKind::Worker, WorkerKind::Command}) {
        if (toString(kind) == name) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string_view toString(WorkerState state)
{
    switch (state) {
    case WorkerState::Working:
        return "working";
    case WorkerState::Paused:
        return "paused";
    case WorkerState::Stopping:
        return "stopping";
    }
    return "working";
}

std::optional<WorkerState> parseWorkerState(std::string_view name)
{
    for (const WorkerState state : std::array {WorkerState::Working, WorkerState::Paused, WorkerState::Stopping}) {
        if (toString(state) == name) {
            return state;
        }
    }
    return std::nullopt;
}

} // namespace argus::domain
