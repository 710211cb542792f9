// SPDX-License-Identifier: Apache-2.0
#include "core/base/output_target.h"

#include "core/base/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace argus::base {

namespace fs = std::filesystem;

namespace {

/// As many as the system itself follows.
constexpr int kMaxLinks = 40;

/// Where a link leads that leads to nothing yet.
Result<fs::path> followLinks(fs::path path)
{
    std::error_code error;
    for (int links = 0; fs::is_symlink(path, error); ++links) {
        const fs::path next = fs::read_symlink(path, error);
        if (error || links == kMaxLinks) {
            return fail(ErrorCode::Invalid, "the links of " + path.string() + " lead nowhere");
        }
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

} // namespace

Result<OutputTarget> findTarget(const fs::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        const int why = errno;
        if (why != ENOENT) {
            return fail(why == EACCES ? ErrorCode::Denied : ErrorCode::Invalid,
                        "cannot write " + path.string() + ": " + errnoText(why));
        }
        auto end = followLinks(path);
        return end ? Result<OutputTarget>(OutputTarget {std::move(*end)}) : fail(end);
    }
    if (S_ISDIR(info.st_mode)) {
        return fail(ErrorCode::Invalid, path.string() + " is a folder");
    }
    if (!S_ISREG(info.st_mode)) {
        return OutputTarget {path, true, false};
    }
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    if (error) {
        real = path;
    }
    return OutputTarget {std::move(real), true, true};
}

Result<> writeTarget(const fs::path& path, std::string_view content)
{
    const auto target = findTarget(path);
    if (!target) {
        return fail(target);
    }
    if (target->isPlain) {
        return writeFileAtomically(target->path, content);
    }
    const UniqueFd fd(::open(target->path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!fd.isOpen()) {
        return fail(errno == EACCES ? ErrorCode::Denied : ErrorCode::Unavailable,
                    "cannot write " + path.string() + ": " + errnoText(errno));
    }
    Result<> written = writeAll(fd, content.data(), content.size());
    return written ? written : fail(std::move(written.error()).prefixed(path.string()));
}

bool isSameFile(const fs::path& one, const fs::path& other)
{
    std::error_code error;
    if (fs::equivalent(one, other, error)) {
        return true;
    }
    const auto first = findTarget(one);
    const auto second = findTarget(other);
    if (!first || !second || first->exists || second->exists) {
        return false;
    }
    const fs::path firstPlace = fs::weakly_canonical(fs::absolute(first->path, error), error);
    const fs::path secondPlace = fs::weakly_canonical(fs::absolute(second->path, error), error);
    return !error && firstPlace == secondPlace;
}

void fillStandardDescriptors()
{
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(number, F_GETFD) >= 0 || errno != EBADF) {
            continue;
        }
        // The wrong way round, so that whoever uses it hears that it is closed. The lowest free number is this one.
        const int opened = ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (opened >= 0 && opened != number) {
            ::close(opened);
        }
    }
}

} // namespace argus::base
