// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace argus::domain {

enum class FileStatus : std::uint8_t
{
    Pending,
    Parsing,
    Parsed,
    Aggregating,
    Completed,
    Failed
};

/// "pending", "parsing", ...
std::string_view toString(FileStatus status);
std::optional<FileStatus> parseFileStatus(std::string_view name);
bool isEnded(FileStatus status);
/// One way only: one step forward, or failed from each unfinished state. A duplicate goes from pending to completed.
bool isAllowed(FileStatus from, FileStatus to);

/// One recording of a batch in one run epoch. Processing again makes a new row over the same blob.
struct RecordingFile
{
    FileId id;
    BatchId batchId;
    std::int64_t runEpoch = 1;
    std::string originalFilename; ///< unique within batch and epoch
    std::uint64_t size = 0; ///< bytes
    std::string sha256; ///< lower-case hex; empty until it is known (a store that refers to files hashes as it parses)
    std::string objectKey; ///< `{batch_id}/{file_id}` of the File that first stored the content
    std::string format; ///< empty until recognised
    std::string readAs; ///< a format that the user named, whatever the content looks like; empty: recognised
    std::optional<std::int64_t> clockShift; ///< ns that the user wants added to the stamps; nothing: found out
    FileStatus status = FileStatus::Pending;
    std::optional<FileId> duplicateOf;
    std::string errorMessage;
    std::uint64_t records = 0; ///< of any kind
    std::uint64_t frames = 0;
    std::uint64_t skipped = 0;
    base::UtcTime createdAt {};
    base::UtcTime updatedAt {};

    bool operator==(const RecordingFile&) const = default;
};

/// What a user says about the reading of one file from now on. What is not said stays as it is.
struct ReadingChange
{
    std::string file; ///< RecordingFile::originalFilename
    std::optional<std::string> readAs; ///< as RecordingFile::readAs
    std::optional<std::int64_t> clockShift; ///< as RecordingFile::clockShift, ns
    bool findClock = false; ///< the clock is found out again, whatever was said before

    bool operator==(const ReadingChange&) const = default;
};

/// Moves the file on, or says Conflict with both states; `error` becomes error_message when it fails.
base::Result<> moveTo(RecordingFile& file, FileStatus to, base::UtcTime now, const std::string& error = {});

} // namespace argus::domain
