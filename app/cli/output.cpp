// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"

#include "app/cli/session.h"
#include "core/base/file_io.h"
#include "core/base/text.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

namespace argus::cli {

namespace {

constexpr std::chrono::milliseconds kRefresh {100};

void write(std::FILE* to, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), to);
}

/// Why standard output failed first; 0: it did not. Later calls change errno.
std::atomic<int>& outputError()
{
    static std::atomic<int> error = 0;
    return error;
}

} // namespace

void message(std::string_view text)
{
    write(stderr, std::string(text) + "\n");
}

bool writeOut(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) {
        return true;
    }
    int none = 0;
    outputError().compare_exchange_strong(none, errno);
    return false;
}

void result(std::string_view text)
{
    writeOut(text);
    if (text.empty() || text.back() != '\n') {
        writeOut("\n");
    }
}

int endOfOutput(int exitCode)
{
    const bool flushed = std::fflush(stdout) == 0;
    const int error = outputError() != 0 ? outputError().load() : flushed ? 0 : errno;
    if (error == 0 || error == EPIPE || exitCode != kDone) {
        return exitCode;
    }
    message("argus: cannot write to standard output: " + base::errnoText(error));
    return kCouldNotRun;
}

void deliver(Session& session, const std::string& path, std::string_view text)
{
    if (path.empty() || path == "-") {
        result(text);
        if (std::fflush(stdout) != 0) {
            message("argus: cannot write the result: " + base::errnoText(errno));
            session.exitCode = kCouldNotRun;
        }
        return;
    }
    if (const auto written = base::writeFileAtomically(path, text); !written) {
        message("argus: " + written.error().message);
        session.exitCode = kCouldNotRun;
    }
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::show(std::string_view what, std::uint64_t done, std::uint64_t total)
{
    static const bool kTerminal = ::isatty(STDERR_FILENO) == 1;
    const auto now = std::chrono::steady_clock::now();
    if (!kTerminal || now - m_last < kRefresh) {
        return;
    }
    m_last = now;
    m_shown = true;
    const std::string percent = total > 0 ? std::to_string(done * 100 / total) + " % of " + base::formatBytes(total)
                                          : base::formatBytes(done);
    write(stderr, "\r\033[K" + base::printable(what, 60) + "  " + percent);
}

void ProgressLine::clear()
{
    if (m_shown) {
        write(stderr, "\r\033[K");
        m_shown = false;
    }
}

} // namespace argus::cli
