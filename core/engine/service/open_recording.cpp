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

/// Puts each member of an archive into a temporary file, hands it on, and removes it: one at a time on the disk.
class MemberSpool final : public formats::ArchiveSink
{
public:
    MemberSpool(const fs::path& folder, const EachRecording& each, Inspection& whole)
        : m_path(folder / "member")
        , m_each(each)
        , m_whole(whole)
    { }

    Result<> beginMember(const std::string& name) override
    {
        m_name = name;
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
        return m_each(m_path, m_name);
    }
    void memberFailed(const std::string& name, const std::string& reason) override
    {
        m_file.reset();
        m_whole.warnings.push_back(name + ": " + reason);
    }

private:
    const fs::path m_path;
    const EachRecording& m_each;
    Inspection& m_whole;
    std::string m_name;
    base::UniqueFd m_file;
};

} // namespace

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
    MemberSpool spool(folder->path(), each, whole);
    return formats::unpack(context, archive, archive.filename().string(), spool);
}

} // namespace argus::engine
