// SPDX-License-Identifier: Apache-2.0
#include "app/cli/standard_input.h"

#include "core/base/file_io.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace argus::cli {

StandardInput::StandardInput(std::vector<std::string>& paths)
{
    const auto dash = std::find(paths.begin(), paths.end(), "-");
    if (dash == paths.end()) {
        return;
    }
    spool();
    if (!m_failed) {
        *dash = (m_folder / "stdin").string();
    }
}

StandardInput::~StandardInput()
{
    if (!m_folder.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
}

void StandardInput::spool()
{
    const auto failWith = [this](const std::string& what) {
        m_failed = true;
        m_error.code = base::ErrorCode::Unavailable;
        m_error.message = "cannot keep standard input: " + what;
    };
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "argus-stdin-XXXXXX").string();
    if (error || !::mkdtemp(pattern.data())) {
        failWith("there is no folder for temporary files");
        return;
    }
    m_folder = pattern;
    const base::UniqueFd file(::open((m_folder / "stdin").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    std::vector<char> buffer(1 << 20);
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            failWith(base::errnoText(errno));
            return;
        }
        if (got == 0) {
            return;
        }
        if (const auto written = base::writeAll(file, buffer.data(), static_cast<std::size_t>(got)); !written) {
            failWith(written.error().message);
            return;
        }
    }
}

} // namespace argus::cli
