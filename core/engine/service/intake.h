// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"
#include "core/blob/blob_store.h"
#include "core/domain/recording_file.h"
#include "core/engine/service/commands.h"
#include "core/formats/archive.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace argus::engine {

/// Takes single files into one batch. One thread.
class Intake
{
public:
    /// `sizes`: how many of the files to come have which size.
    Intake(Commands& commands, blob::BlobStore& blobs, domain::BatchId batch, const formats::ArchiveLimits& limits,
           std::function<void(const api::UploadProgress&)> progress, std::map<std::uint64_t, int> sizes,
           api::ReadingOptions reading);

    /// Files of an earlier, interrupted upload: the same name with the same content is not taken twice.
    void setKnown(const std::vector<domain::RecordingFile>& files);

    /// Takes a file or the members of an archive. What cannot be read goes to `receipt.refused`; an error means that
    /// nothing more can be taken in (context, disk, store).
    base::Result<> take(const base::ExecutionContext& context, const std::filesystem::path& path,
                        const std::string& name, api::SubmissionReceipt& receipt);

private:
    friend class MemberIntake;

    base::Result<> takePlain(const base::ExecutionContext& context, const std::filesystem::path& path,
                             const std::string& name, std::uint64_t size, api::SubmissionReceipt& receipt);
    base::Result<> takeArchive(const base::ExecutionContext& context, const std::filesystem::path& path,
                               const std::string& name, int depth, api::SubmissionReceipt& receipt);
    base::Result<> addRow(const base::ExecutionContext& context, NewFile file, api::SubmissionReceipt& receipt);
    /// Puts a stored blob that turned out to be an archive through takeArchive and drops the blob.
    base::Result<> reopenBlob(const base::ExecutionContext& context, const std::string& key, const std::string& name,
                              int depth, api::SubmissionReceipt& receipt);
    bool isKnown(const std::string& name, std::uint64_t size, const std::string& sha256,
                 api::SubmissionReceipt& receipt) const;
    void tell(const std::string& name, std::uint64_t bytes);

    Commands& m_commands;
    blob::BlobStore& m_blobs;
    const domain::BatchId m_batch;
    const formats::ArchiveLimits m_limits;
    const std::function<void(const api::UploadProgress&)> m_progress;
    const std::map<std::uint64_t, int> m_sizes;
    const api::ReadingOptions m_reading;
    api::UploadProgress m_state;
    std::chrono::steady_clock::time_point m_lastTold {};
    std::vector<domain::RecordingFile> m_known;
};

} // namespace argus::engine
