// SPDX-License-Identifier: Apache-2.0
#include "app/cli/standard_input.h"

#include "core/base/file_io.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace argus::cli {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Between two looks whether the command was interrupted, ms.
constexpr int kLook = 100;

/// Waits until there is something to read, or the end.
Result<> waitForInput(const base::ExecutionContext& context)
{
    pollfd input {STDIN_FILENO, POLLIN, 0};
    while (true) {
        ARGUS_TRY(context.check());
        const int ready = ::poll(&input, 1, kLook);
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            return {}; // what is wrong, read() tells
        }
    }
}

} // namespace

StandardInput::StandardInput(const base::ExecutionContext& context, std::vector<std::string>& paths)
{
    const auto dash = std::find(paths.begin(), paths.end(), "-");
    if (dash == paths.end()) {
        return;
    }
    auto folder = base::TemporaryFolder::make("argus-stdin");
    if (!folder) {
        m_failed = true;
        m_error = folder.error();
        return;
    }
    m_folder.emplace(std::move(*folder));
    const auto target = m_folder->path() / "stdin";
    if (const Result<> kept = spool(context, target); !kept) {
        m_failed = true;
        m_error = kept.error();
        return;
    }
    *dash = target.string();
}

Result<> StandardInput::spool(const base::ExecutionContext& context, const std::filesystem::path& target)
{
    const base::UniqueFd file(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.isOpen()) {
        return fail(ErrorCode::Unavailable, "cannot keep standard input: " + base::errnoText(errno));
    }
    std::vector<char> buffer(1 << 20);
    while (true) {
        ARGUS_TRY(waitForInput(context));
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (got < 0) {
            return fail(ErrorCode::Unavailable, "cannot keep standard input: " + base::errnoText(errno));
        }
        if (got == 0) {
            return {};
        }
        ARGUS_TRY(base::writeAll(file, buffer.data(), static_cast<std::size_t>(got)));
    }
}

} // namespace argus::cli
