// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/ingest.h"

#include "core/engine/service/intake.h"
#include "core/formats/reader.h"
#include "core/store/repositories/file_repository.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxFiles = 100000;

/// A file to take in and the name it gets in the batch.
struct Wanted
{
    fs::path path;
    std::string name;
};

/// Folders become their plain files, sorted, named relative to the folder; everything else stays as given.
Result<std::vector<Wanted>> expand(const ExecutionContext& context, const std::vector<fs::path>& paths,
                                   std::vector<api::RefusedFile>& refused)
{
    std::vector<Wanted> wanted;
    for (const fs::path& path : paths) {
        ARGUS_TRY(context.check());
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            wanted.push_back({path, path.filename().string()});
            continue;
        }
        std::vector<Wanted> inside;
        const auto options = fs::directory_options::skip_permission_denied; // and links to folders are not followed
        for (fs::recursive_directory_iterator it(path, options, error), end; !error && it != end; it.increment(error)) {
            std::error_code ignored;
            if (it->is_regular_file(ignored)) {
                inside.push_back({it->path(), it->path().lexically_relative(path).generic_string()});
            }
            if (inside.size() > kMaxFiles) {
                return fail(ErrorCode::Invalid,
                            path.string() + " holds more than 100,000 files: choose a smaller folder");
            }
        }
        if (error) {
            refused.push_back({path.string(), "the folder cannot be read: " + error.message()});
        }
        std::sort(inside.begin(), inside.end(), [](const Wanted& a, const Wanted& b) { return a.name < b.name; });
        std::move(inside.begin(), inside.end(), std::back_inserter(wanted));
    }
    return wanted;
}

std::map<std::uint64_t, int> sizesOf(const std::vector<Wanted>& wanted)
{
    std::map<std::uint64_t, int> sizes;
    for (const Wanted& file : wanted) {
        std::error_code error;
        const auto size = fs::file_size(file.path, error);
        if (!error) {
            ++sizes[size];
        }
    }
    return sizes;
}

struct Target
{
    domain::BatchId id;
    bool finished = false; ///< the upload of an earlier call with the same key is complete already
    std::vector<domain::RecordingFile> files; ///< already there
};

Result<Target> findTarget(const ExecutionContext& context, Commands& commands, Access& access,
                          const api::Submission& submission)
{
    Target target;
    if (submission.batch) {
        target.id = *submission.batch;
    } else {
        const auto id = commands.createBatch(context,
                                             NewBatch {domain::BatchId::make(), submission.vehicleId, submission.vin,
                                                       submission.workspace, submission.priority, 0, submission.key});
        if (!id) {
            return fail(id);
        }
        target.id = *id;
    }
    if (!submission.batch && submission.key.empty()) {
        return target;
    }
    auto files = access.readBatch<std::vector<domain::RecordingFile>>(
        context, Operation::SubmissionsSubmit, target.id, [&target](Permit& permit, const domain::Batch& batch) {
            target.finished = batch.status != domain::BatchStatus::Pending;
            return store::files::ofEpoch(permit.connection(), batch.id, batch.runEpoch);
        });
    if (!files) {
        return fail(files);
    }
    target.files = std::move(*files);
    return target;
}

void listKnown(const Target& target, api::SubmissionReceipt& receipt)
{
    for (const domain::RecordingFile& file : target.files) {
        receipt.files.push_back({file.id, file.originalFilename, file.size, file.sha256});
    }
}

} // namespace

Result<api::SubmissionReceipt> ingest(const ExecutionContext& context, Commands& commands, blob::BlobStore& blobs,
                                      Access& access, const api::Submission& submission,
                                      const std::function<void(const api::UploadProgress&)>& progress,
                                      const formats::ArchiveLimits& limits)
{
    if (!submission.reading.readAs.empty() && formats::findReader(submission.reading.readAs) == nullptr) {
        return fail(ErrorCode::Invalid, "there is no format \"" + submission.reading.readAs + "\"");
    }
    api::SubmissionReceipt receipt;
    const auto wanted = expand(context, submission.paths, receipt.refused);
    if (!wanted) {
        return fail(wanted);
    }
    if (wanted->empty()) {
        return fail(ErrorCode::Invalid,
                    "there is nothing to take in: give at least one recording or a folder that has some");
    }
    const auto target = findTarget(context, commands, access, submission);
    if (!target) {
        return fail(target);
    }
    receipt.batchId = target->id;
    const bool resumed = !submission.key.empty();
    if (resumed && target->finished) {
        listKnown(*target, receipt);
        return receipt;
    }

    Intake intake(commands, blobs, target->id, limits, progress, sizesOf(*wanted), submission.reading);
    if (resumed) {
        intake.setKnown(target->files);
    }
    for (const Wanted& file : *wanted) {
        ARGUS_TRY(intake.take(context, file.path, file.name, receipt));
    }
    if (receipt.files.empty()) {
        // Nothing to keep: an empty batch would only stand in the way. One that was given stays as it is.
        if (!submission.batch) {
            (void)commands.cancel(context, target->id);
        }
        const std::string why = receipt.refused.empty()
            ? std::string("nothing was readable")
            : receipt.refused.front().name + ": " + receipt.refused.front().reason;
        return fail(ErrorCode::Invalid, "no file could be taken in: " + why);
    }
    if (submission.complete) {
        ARGUS_TRY(commands.complete(context, target->id));
    }
    return receipt;
}

} // namespace argus::engine
