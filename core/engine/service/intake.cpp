// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/intake.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/engine/service/member_intake.h"

#include <algorithm>
#include <array>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCopyBytes = 1 << 20;
constexpr std::size_t kHeadBytes = 1024;
constexpr std::chrono::milliseconds kProgressPeriod {100};

/// True when an error ends the whole submission and not just one file.
bool endsAll(const base::Error& error)
{
    return error.code == ErrorCode::Cancelled || error.code == ErrorCode::DeadlineExceeded
        || error.code == ErrorCode::Unavailable || error.code == ErrorCode::Conflict;
}

/// Reads a file to its end, handing each piece to `each`.
template <class Each> Result<> readThrough(const ExecutionContext& context, const base::UniqueFd& fd, Each each)
{
    std::vector<std::uint8_t> buffer(kCopyBytes);
    for (std::uint64_t offset = 0;;) {
        ARGUS_TRY(context.check());
        const auto got = base::readAt(fd, offset, buffer.data(), buffer.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            return {};
        }
        ARGUS_TRY(each(std::span<const std::uint8_t>(buffer.data(), *got)));
        offset += *got;
    }
}

Result<std::string> hashFile(const ExecutionContext& context, const base::UniqueFd& fd)
{
    base::Sha256 hash;
    ARGUS_TRY(readThrough(context, fd, [&hash](std::span<const std::uint8_t> piece) -> Result<> {
        hash.update(piece.data(), piece.size());
        return {};
    }));
    return hash.finish();
}

} // namespace

Intake::Intake(Commands& commands, blob::BlobStore& blobs, domain::BatchId batch, const formats::ArchiveLimits& limits,
               std::function<void(const api::UploadProgress&)> progress, std::map<std::uint64_t, int> sizes,
               api::ReadingOptions reading)
    : m_commands(commands)
    , m_blobs(blobs)
    , m_batch(batch)
    , m_limits(limits)
    , m_progress(std::move(progress))
    , m_sizes(std::move(sizes))
    , m_reading(std::move(reading))
{
    for (const auto& [size, count] : m_sizes) {
        m_state.bytesTotal += size * static_cast<std::uint64_t>(count);
    }
}

void Intake::setKnown(const std::vector<domain::RecordingFile>& files)
{
    m_known = files;
}

void Intake::tell(const std::string& name, std::uint64_t bytes)
{
    m_state.name = name;
    m_state.bytesDone += bytes;
    m_state.bytesTotal = std::max(m_state.bytesTotal, m_state.bytesDone);
    const auto now = std::chrono::steady_clock::now();
    if (m_progress && now - m_lastTold >= kProgressPeriod) {
        m_lastTold = now;
        m_progress(m_state);
    }
}

bool Intake::isKnown(const std::string& name, std::uint64_t size, const std::string& sha256,
                     api::SubmissionReceipt& receipt) const
{
    for (const domain::RecordingFile& file : m_known) {
        if (file.originalFilename == name && file.size == size && file.sha256 == sha256) {
            receipt.files.push_back({file.id, name, size, sha256});
            return true;
        }
    }
    return false;
}

Result<> Intake::take(const ExecutionContext& context, const fs::path& path, const std::string& name,
                      api::SubmissionReceipt& receipt)
{
    const auto fd = base::openForReading(path);
    if (!fd) {
        receipt.refused.push_back({name, fd.error().message});
        return context.check();
    }
    std::array<std::uint8_t, kHeadBytes> head {};
    const auto got = base::readAt(*fd, 0, head.data(), head.size());
    const auto size = base::fileSize(*fd);
    if (!got || !size) {
        receipt.refused.push_back({name, (got ? size.error() : got.error()).message});
        return context.check();
    }
    Result<> taken = formats::isArchive({head.data(), *got}) ? takeArchive(context, path, name, 1, receipt)
                                                             : takePlain(context, path, name, *size, receipt);
    if (!taken && !endsAll(taken.error())) {
        receipt.refused.push_back({name, taken.error().message});
        return {};
    }
    return taken;
}

Result<> Intake::takePlain(const ExecutionContext& context, const fs::path& path, const std::string& name,
                           std::uint64_t size, api::SubmissionReceipt& receipt)
{
    NewFile file {m_batch, domain::FileId::make(), name, size, {}};
    const std::string key = m_batch.toString() + "/" + file.fileId.toString();
    auto fd = base::openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    const auto adopted = m_blobs.adopt(context, key, path);
    if (!adopted) {
        return fail(adopted);
    }
    if (*adopted) {
        // Referred to in place: hashed while it is parsed. Only where another file has the same size is the content
        // hashed now, so that the same recording given twice counts once.
        const auto sameSize = m_sizes.find(size);
        if (sameSize != m_sizes.end() && sameSize->second > 1) {
            auto hash = hashFile(context, *fd);
            if (!hash) {
                return fail(hash);
            }
            file.sha256 = std::move(*hash);
        }
        tell(name, size);
        return addRow(context, file, receipt);
    }
    auto writer = m_blobs.create(context, key);
    if (!writer) {
        return fail(writer);
    }
    base::Sha256 hash;
    file.size = 0;
    ARGUS_TRY(readThrough(context, *fd, [&](std::span<const std::uint8_t> piece) -> Result<> {
        hash.update(piece.data(), piece.size());
        file.size += piece.size();
        tell(name, piece.size());
        return (*writer)->write(context, piece);
    }));
    file.sha256 = hash.finish();
    if (isKnown(name, file.size, file.sha256, receipt)) {
        return {};
    }
    ARGUS_TRY((*writer)->commit(context));
    return addRow(context, file, receipt);
}

Result<> Intake::addRow(const ExecutionContext& context, NewFile file, api::SubmissionReceipt& receipt)
{
    file.readAs = m_reading.readAs;
    if (const auto shift = m_reading.clockShifts.find(file.name); shift != m_reading.clockShifts.end()) {
        file.clockShift = shift->second;
    }
    const auto added = m_commands.addFile(context, file);
    if (!added) {
        // Only a clear refusal: after a lost answer the row may well be there, and the blob is its recording.
        const ErrorCode code = added.error().code;
        if (code == ErrorCode::Conflict || code == ErrorCode::Invalid || code == ErrorCode::NotFound) {
            (void)m_blobs.remove(context, m_batch.toString() + "/" + file.fileId.toString());
        }
        return fail(added);
    }
    receipt.files.push_back({file.fileId, file.name, file.size, file.sha256});
    return {};
}

Result<> Intake::takeArchive(const ExecutionContext& context, const fs::path& path, const std::string& name, int depth,
                             api::SubmissionReceipt& receipt)
{
    MemberIntake members(context, *this, name, depth, receipt);
    Result<> unpacked = formats::unpack(context, path, name, members, m_limits);
    if (!unpacked) {
        if (endsAll(unpacked.error())) {
            return unpacked;
        }
        receipt.refused.push_back({name, unpacked.error().message});
    }
    return {};
}

Result<> Intake::reopenBlob(const ExecutionContext& context, const std::string& key, const std::string& name, int depth,
                            api::SubmissionReceipt& receipt)
{
    const auto path = m_blobs.localPath(context, key);
    if (!path) {
        return fail(path);
    }
    Result<> taken = takeArchive(context, *path, name, depth, receipt);
    ARGUS_TRY(m_blobs.remove(context, key));
    return taken;
}

} // namespace argus::engine
