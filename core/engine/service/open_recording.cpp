// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/open_recording.h"

#include "core/base/file_io.h"
#include "core/base/temporary_folder.h"
#include "core/formats/archive.h"

#include <fcntl.h>

#include <array>
#include <cerrno>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Inspection;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeadBytes = 1024;

/// Puts each member of an archive into a temporary file, hands it on, and removes it: one at a time on the disk, and
/// the archives that it is in. Archives in it are gone through in its place.
class MemberSpool final : public formats::ArchiveSink
{
public:
    /// `prefix`: of the names, those of the archives within the outer one; `depth` counts archives, from 1.
    MemberSpool(const ExecutionContext& context, const fs::path& folder, const EachRecording& each, Inspection& whole,
                std::string prefix, int depth)
        : m_context(context)
        , m_folder(folder)
        , m_path(folder / "member")
        , m_each(each)
        , m_whole(whole)
        , m_prefix(std::move(prefix))
        , m_depth(depth)
    { }

    Result<> beginMember(const std::string& name) override
    {
        m_name = m_prefix + name;
        m_file.reset(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!m_file.isOpen()) {
            return fail(ErrorCode::Unavailable, "cannot unpack to " + m_path.string() + ": " + base::errnoText(errno));
        }
        return {};
    }
    Result<> memberData(std::span<const std::uint8_t> data) override
    {
        return base::writeAll(m_file, data.data(), data.size());
    }
    Result<> endMember() override
    {
        m_file.reset();
        const auto archive = isArchiveFile(m_path);
        if (!archive) {
            return fail(archive);
        }
        if (*archive) {
            return openInner();
        }
        Result<> taken = m_each(m_path, m_name);
        m_eachFailed = !taken;
        return taken;
    }
    void memberFailed(const std::string& name, const std::string& reason) override
    {
        m_file.reset();
        m_whole.warnings.push_back(m_prefix + name + ": " + reason);
    }

    /// Whether the unpacking ended by what the caller did with a member.
    bool eachFailed() const { return m_eachFailed; }

private:
    /// The member just unpacked is an archive itself.
    Result<> openInner()
    {
        const formats::ArchiveLimits limits;
        if (m_depth >= limits.depth) {
            m_whole.warnings.push_back(m_name + ": archives are nested too deeply");
            return {};
        }
        const fs::path inner = m_folder / ("archive-" + std::to_string(m_depth));
        std::error_code error;
        fs::rename(m_path, inner, error);
        if (error) {
            return fail(ErrorCode::Unavailable, "cannot unpack to " + inner.string() + ": " + error.message());
        }
        MemberSpool spool(m_context, m_folder, m_each, m_whole, m_name + "/", m_depth + 1);
        Result<> unpacked = formats::unpack(m_context, inner, fs::path(m_name).filename().string(), spool, limits);
        fs::remove(inner, error);
        m_eachFailed = spool.m_eachFailed;
        if (!unpacked && !m_eachFailed && unpacked.error().code == ErrorCode::Invalid) {
            // Damaged, or over a limit: the other members are none the worse.
            m_whole.warnings.push_back(m_name + ": " + unpacked.error().message);
            return {};
        }
        return unpacked;
    }

    const ExecutionContext& m_context;
    const fs::path& m_folder;
    const fs::path m_path;
    const EachRecording& m_each;
    Inspection& m_whole;
    const std::string m_prefix;
    const int m_depth;
    std::string m_name;
    base::UniqueFd m_file;
    bool m_eachFailed = false; ///< the error is the caller's own
};

} // namespace

base::Failure failureOf(const std::string& name, base::Error error)
{
    const bool wasEnded = error.code == ErrorCode::Cancelled || error.code == ErrorCode::DeadlineExceeded;
    if (wasEnded || error.message.find(name) != std::string::npos) {
        return fail(std::move(error));
    }
    return fail(std::move(error).prefixed(name));
}

Result<bool> isArchiveFile(const fs::path& path)
{
    const auto fd = base::openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    std::array<std::uint8_t, kHeadBytes> head {};
    const auto got = base::readAt(*fd, 0, head.data(), head.size());
    if (!got) {
        return fail(got);
    }
    return formats::isArchive({head.data(), *got});
}

Result<OpenRecording> openRecording(const fs::path& path, const std::string& name, const std::string& readAs)
{
    auto source = formats::openFile(path);
    if (!source) {
        return fail(source);
    }
    if (!readAs.empty()) {
        const formats::Reader* reader = formats::findReader(readAs);
        return reader != nullptr ? Result<OpenRecording>(OpenRecording {std::move(*source), reader})
                                 : fail(ErrorCode::Invalid, "there is no format \"" + readAs + "\"");
    }
    const auto reader = formats::recognise(**source, name);
    if (!reader) {
        return fail(reader);
    }
    return OpenRecording {std::move(*source), *reader};
}

Result<> forEachMember(const ExecutionContext& context, const fs::path& archive, const EachRecording& each,
                       Inspection& whole)
{
    const auto folder = base::TemporaryFolder::make("argus-members");
    if (!folder) {
        return fail(folder);
    }
    MemberSpool spool(context, folder->path(), each, whole, {}, 1);
    Result<> unpacked = formats::unpack(context, archive, archive.filename().string(), spool);
    return unpacked || spool.eachFailed() ? unpacked : failureOf(archive.filename().string(), unpacked.error());
}

} // namespace argus::engine
