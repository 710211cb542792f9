// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/ids.h"
#include "core/domain/refused_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace argus::api {

/// What the user knows better than the program about the files of a submission.
struct ReadingOptions
{
    std::string readAs; ///< the format of all files, whatever they look like; empty: recognised
    /// By the name that a file gets in the batch: ns to be added to its stamps, to bring it on the clock of the others.
    std::map<std::string, std::int64_t> clockShifts;
};

/// Recordings to be taken in as one batch.
struct Submission
{
    std::vector<std::filesystem::path> paths; ///< files, folders (taken whole), archives (unpacked)
    std::string vehicleId;
    std::string vin; ///< empty: to be found in the recordings
    std::string workspace = "default";
    std::int64_t priority = 0;
    std::optional<domain::BatchId> batch; ///< add to this pending batch instead of making one
    std::string key; ///< the same key resumes the same upload and gives the same batch; empty: none
    bool complete = true; ///< declare the upload complete at the end
    ReadingOptions reading;
};

struct SubmittedFile
{
    domain::FileId fileId;
    std::string name;
    std::uint64_t size = 0;
    std::string sha256;
};

struct SubmissionReceipt
{
    domain::BatchId batchId;
    std::vector<SubmittedFile> files;
    std::vector<domain::RefusedFile> refused;
};

struct UploadProgress
{
    std::string name; ///< of the file under way
    std::uint64_t bytesDone = 0; ///< over all files
    std::uint64_t bytesTotal = 0; ///< as far as known; archives grow it
};

/// Takes recordings in. Any thread.
class Submissions
{
public:
    virtual ~Submissions() = default;
    /// Streams every file into the blob store, adds the File rows and declares the upload complete. `progress` comes on
    /// a thread of the engine, at most ten times a second. Invalid when nothing could be taken in.
    virtual void submit(const base::ExecutionContext& context, Submission submission,
                        std::function<void(const UploadProgress&)> progress, Callback<SubmissionReceipt> done)
        = 0;
};

} // namespace argus::api
