// SPDX-License-Identifier: Apache-2.0
#include "core/domain/recording_file.h"

#include <array>

namespace argus::domain {

namespace {

constexpr std::array kOrder {
    FileStatus::Pending,     FileStatus::Parsing,   FileStatus::Parsed,
    FileStatus::Aggregating, FileStatus::Completed, FileStatus::Failed,
};

} // namespace

std::string_view toString(FileStatus status)
{
    switch (status) {
    case FileStatus::Pending:
        return "pending";
    case FileStatus::Parsing:
        return "parsing";
    case FileStatus::Parsed:
        return "parsed";
    case FileStatus::Aggregating:
        return "aggregating";
    case FileStatus::Completed:
        return "completed";
    case FileStatus::Failed:
        return "failed";
    }
    return "failed";
}

std::optional<FileStatus> parseFileStatus(std::string_view name)
{
    for (const FileStatus status : kOrder) {
        if (toString(status) == name) {
            return status;
        }
    }
    return std::nullopt;
}

bool isEnded(FileStatus status)
{
    return status == FileStatus::Completed || status == FileStatus::Failed;
}

bool isAllowed(FileStatus from, FileStatus to)
{
    if (isEnded(from)) {
        return false;
    }
    if (from == FileStatus::Pending && to == FileStatus::Completed) {
        return true; // the same content as another file of the batch
    }
    return to == FileStatus::Failed || static_cast<int>(to) == static_cast<int>(from) + 1;
}

base::Result<> moveTo(RecordingFile& file, FileStatus to, base::UtcTime now, const std::string& error)
{
    if (!isAllowed(file.status, to)) {
        return base::fail(base::ErrorCode::Conflict,
                          "file " + file.originalFilename + " cannot go from " + std::string(toString(file.status))
                              + " to " + std::string(toString(to)));
    }
    file.status = to;
    file.updatedAt = now;
    if (to == FileStatus::Failed) {
        file.errorMessage = error;
    }
    return {};
}

} // namespace argus::domain
