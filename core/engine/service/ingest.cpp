// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/ingest.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/engine/service/intake.h"
#include "core/formats/reader.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/refusal_repository.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string_view>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxFiles = 100000;
/// Of a refused file's name, and of its reason, in the store.
constexpr std::size_t kMaxRefusalText = 1024;
/// Refusals that go to the store with one command: its line has an end (kMaxCommandBytes), and escapes may double them.
constexpr std::size_t kRefusalBytesAtOnce = 16 * 1024;

/// A file to take in and the name it gets in the batch.
struct Wanted
{
    fs::path path;
    std::string name;
};

/// What a path is called among what was offered; the folders above it are nobody else's business.
std::string offeredName(const fs::path& path)
{
    const fs::path name = path.has_filename() ? path.filename() : path.parent_path().filename();
    return name.empty() ? path.string() : name.string();
}

/// Folders become their plain files, sorted, named relative to the folder; everything else stays as given.
Result<std::vector<Wanted>> expand(const ExecutionContext& context, const std::vector<fs::path>& paths,
                                   std::vector<domain::RefusedFile>& refused)
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
            refused.push_back({offeredName(path), "the folder cannot be read: " + error.message()});
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

/// A batch is of one vehicle: what is said of it now must be what was said when it was opened.
Result<> checkSameVehicle(const api::Submission& submission, const domain::Batch& batch)
{
    const std::string which = (submission.batch ? "batch " : "the batch of this key, ") + batch.id.toString();
    if (!submission.vehicleId.empty() && submission.vehicleId != batch.vehicleId) {
        return fail(ErrorCode::Conflict,
                    which + ", is of vehicle " + batch.vehicleId + ", not of " + submission.vehicleId
                        + ": give these recordings a batch of their own");
    }
    if (!submission.vin.empty() && submission.vin != batch.vin) {
        return fail(ErrorCode::Conflict,
                    which + ", was opened " + (batch.vin.empty() ? "without a VIN" : "with VIN " + batch.vin)
                        + ", not with " + submission.vin);
    }
    return {};
}

/// Before a batch is made for them: is there one that can be opened at all? A mistyped path must leave no trace.
Result<> checkAnyReadable(const std::vector<Wanted>& wanted)
{
    std::string first;
    for (const Wanted& file : wanted) {
        const auto fd = base::openForReading(file.path);
        if (fd) {
            return {};
        }
        if (first.empty()) {
            first = file.name + ": " + fd.error().message;
        }
    }
    return fail(ErrorCode::Invalid, "no file could be taken in: " + first);
}

struct Target
{
    domain::BatchId id;
    bool finished = false; ///< the upload of an earlier call with the same key is complete already
    std::vector<domain::RecordingFile> files; ///< already there
    std::vector<domain::RefusedFile> refused; ///< by earlier calls
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
        context, Operation::SubmissionsSubmit, target.id, [&](Permit& permit, const domain::Batch& batch) {
            using Files = Result<std::vector<domain::RecordingFile>>;
            if (const Result<> same = checkSameVehicle(submission, batch); !same) {
                return Files(fail(same));
            }
            target.finished = batch.status != domain::BatchStatus::Pending;
            auto refused = store::refusals::ofBatch(permit.connection(), batch.id);
            if (!refused) {
                return Files(fail(refused));
            }
            target.refused = std::move(*refused);
            return store::files::ofEpoch(permit.connection(), batch.id, batch.runEpoch);
        });
    if (!files) {
        return fail(files);
    }
    target.files = std::move(*files);
    return target;
}

/// "drive.log", or "drive (2).log" where the name was taken.
bool isNameOf(const std::string& stored, const fs::path& wanted)
{
    const std::string name = wanted.generic_string();
    const std::string extension = wanted.extension().string();
    const std::string numbered = name.substr(0, name.size() - extension.size()) + " (";
    return stored == name || (stored.starts_with(numbered) && stored.ends_with(")" + extension));
}

/// The files of a batch, to be asked by name and size: the content of one that is only referred to was not hashed yet.
class Taken
{
public:
    explicit Taken(const std::vector<domain::RecordingFile>& files)
    {
        for (const domain::RecordingFile& file : files) {
            m_bySize[file.size].push_back(&file.originalFilename);
            m_names.insert(file.originalFilename);
        }
    }

    /// Whether the file is there, or something out of the archive that it is.
    bool has(const Wanted& wanted) const
    {
        const std::string inside = wanted.name + "/";
        if (const auto member = m_names.lower_bound(inside); member != m_names.end() && member->starts_with(inside)) {
            return true;
        }
        std::error_code error;
        const auto same = m_bySize.find(fs::file_size(wanted.path, error));
        return !error && same != m_bySize.end()
            && std::any_of(same->second.begin(), same->second.end(),
                           [&wanted](const std::string* name) { return isNameOf(*name, wanted.name); });
    }

private:
    std::map<std::uint64_t, std::vector<const std::string*>> m_bySize;
    std::set<std::string_view> m_names;
};

/// The answer to an upload that has been completed before. What was no part of it is refused by name, never dropped.
void answerFinished(const Target& target, const std::vector<Wanted>& wanted, api::SubmissionReceipt& receipt)
{
    for (const domain::RecordingFile& file : target.files) {
        receipt.files.push_back({file.id, file.originalFilename, file.size, file.sha256});
    }
    const Taken taken(target.files);
    for (const Wanted& file : wanted) {
        if (!taken.has(file)) {
            receipt.refused.push_back(
                {file.name, "the upload with this key is complete without it: give it another key"});
        }
    }
}

/// Whether the file, or an archive that it is in, is among those of this call: what becomes of it now is what counts.
bool isOfferedAgain(const std::string& name, const std::set<std::string>& offered)
{
    std::size_t end = name.size();
    while (!offered.contains(name.substr(0, end))) {
        end = name.rfind('/', end - 1);
        if (end == std::string::npos || end == 0) {
            return false;
        }
    }
    return true;
}

/// Tells the batch what of this call is missing from it, and what of earlier calls no longer is: what was reached now
/// has come, or is refused anew.
Result<> keepRefused(const ExecutionContext& context, Commands& commands, const Target& target,
                     std::span<const Wanted> reached, const std::vector<fs::path>& folders,
                     const std::vector<domain::RefusedFile>& refused)
{
    Refusals next {target.id, {}, {}};
    std::size_t bytes = 0;
    const auto send = [&]() -> Result<> {
        if (!next.refused.empty() || !next.lifted.empty()) {
            ARGUS_TRY(commands.noteRefusals(context, next));
        }
        next = Refusals {target.id, {}, {}};
        bytes = 0;
        return {};
    };
    std::set<std::string> offered;
    for (const Wanted& file : target.refused.empty() ? std::span<const Wanted>() : reached) {
        offered.insert(base::printable(file.name, kMaxRefusalText));
    }
    for (const fs::path& path : folders) {
        offered.insert(base::printable(offeredName(path), kMaxRefusalText)); // a folder that can be read by now
    }
    for (const domain::RefusedFile& before : target.refused) {
        if (isOfferedAgain(before.name, offered)) {
            bytes += before.name.size();
            next.lifted.push_back(before.name);
        }
        if (bytes > kRefusalBytesAtOnce) {
            ARGUS_TRY(send());
        }
    }
    for (const domain::RefusedFile& file : refused) {
        next.refused.push_back({base::printable(file.name.empty() ? "recording" : file.name, kMaxRefusalText),
                                base::printable(file.reason, kMaxRefusalText)});
        bytes += next.refused.back().name.size() + next.refused.back().reason.size();
        if (bytes > kRefusalBytesAtOnce) {
            ARGUS_TRY(send());
        }
    }
    return send();
}

/// For what is left to do once an upload has failed: its own context may be what ended it.
ExecutionContext endOf(const ExecutionContext& upload)
{
    constexpr std::chrono::seconds kMost {10};
    return ExecutionContext::root(upload.user(), upload.operation()).withTraceId(upload.traceId()).withTimeout(kMost);
}

void dropBatch(const ExecutionContext& context, Commands& commands, domain::BatchId id)
{
    (void)commands.cancel(context, id);
    (void)commands.remove(context, id);
}

/// Declares the upload complete, unless it is: files may be added until the work on them begins.
Result<> completeUpload(const ExecutionContext& context, Commands& commands, Access& access, domain::BatchId id)
{
    Result<> done = commands.complete(context, id);
    if (done || done.error().code != ErrorCode::Conflict) {
        return done;
    }
    const auto now
        = access.readBatch<domain::Batch>(context, Operation::SubmissionsSubmit, id, [](Permit&, domain::Batch batch) {
              return Result<domain::Batch>(std::move(batch));
          });
    const bool isUploaded
        = now && now->status != domain::BatchStatus::Pending && now->status != domain::BatchStatus::Failed;
    return isUploaded ? Result<>() : done;
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
    if (!submission.batch) {
        ARGUS_TRY(checkAnyReadable(*wanted));
    }
    const auto target = findTarget(context, commands, access, submission);
    if (!target) {
        return fail(target);
    }
    receipt.batchId = target->id;
    const bool resumed = !submission.key.empty();
    if (resumed && target->finished) {
        answerFinished(*target, *wanted, receipt);
        return receipt;
    }

    Intake intake(commands, blobs, target->id, limits, progress, sizesOf(*wanted), submission.reading);
    if (resumed) {
        intake.setKnown(target->files);
    }
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const Wanted& file = (*wanted)[i];
        Result<> taken = intake.take(context, file.path, file.name, receipt);
        if (!taken) {
            // Cancelled, or the disk is full. What came whole stays, to be gone on with; a batch without files is none.
            const ExecutionContext ending = endOf(context);
            if (!submission.batch && !resumed && receipt.files.empty()) {
                dropBatch(ending, commands, target->id);
            } else {
                (void)keepRefused(ending, commands, *target, std::span(*wanted).first(i), {}, receipt.refused);
            }
            return fail(taken);
        }
    }
    if (receipt.files.empty()) {
        // Nothing to keep: an empty batch would only stand in the way. One that was given stays as it is, and one with
        // a key, too: an earlier call, or another process, may have brought files for it.
        if (!submission.batch && !resumed) {
            dropBatch(endOf(context), commands, target->id);
        } else {
            ARGUS_TRY(keepRefused(context, commands, *target, *wanted, submission.paths, receipt.refused));
        }
        const std::string why = receipt.refused.empty()
            ? std::string("nothing was readable")
            : receipt.refused.front().name + ": " + receipt.refused.front().reason;
        return fail(ErrorCode::Invalid, "no file could be taken in: " + why);
    }
    ARGUS_TRY(keepRefused(context, commands, *target, *wanted, submission.paths, receipt.refused));
    if (submission.complete) {
        ARGUS_TRY(completeUpload(context, commands, access, target->id));
    }
    return receipt;
}

} // namespace argus::engine
