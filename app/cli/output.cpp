// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"

#include "app/cli/session.h"
#include "core/base/file_io.h"
#include "core/base/output_target.h"
#include "core/base/text.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>

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

/// Whether `target` leads to `input`, or to a file in it where it is a folder.
bool isAmong(const std::filesystem::path& target, const std::filesystem::path& input)
{
    std::error_code error;
    if (!std::filesystem::is_directory(input, error)) {
        return base::isSameFile(target, input);
    }
    const auto place = std::filesystem::canonical(target, error);
    const auto folder = error ? std::filesystem::path() : std::filesystem::canonical(input, error);
    return !error && std::ranges::mismatch(folder, place).in1 == folder.end();
}

/// Whether stdout was sent to the file of this name: "/dev/stdout", or a file that the shell opened.
bool isStandardOutput(const std::string& path)
{
    struct stat named {};
    struct stat open {};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(STDOUT_FILENO, &open) == 0 && named.st_dev == open.st_dev
        && named.st_ino == open.st_ino;
}

/// The file of a local store that is named by path, or the user's own.
std::string storeFile(const Session& session)
{
    const std::string& store = session.connection.store;
    return !store.empty() ? store : session.profile.empty() ? runtime::defaultStore().string() : std::string();
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
    if (error == 0 || error == EPIPE || (exitCode != kDone && exitCode != kPartly)) {
        return exitCode;
    }
    message("argus: cannot write to standard output: " + base::errnoText(error));
    return kCouldNotRun;
}

bool mayWrite(Session& session, const std::string& target, const std::vector<std::string>& inputs)
{
    if (target.empty() || target == "-") {
        return true;
    }
    if (const auto place = base::findTarget(target); !place) {
        reportError(session, place.error()); // now, and not after the work
        return false;
    }
    for (const std::string& input : inputs) {
        if (isAmong(target, input)) {
            message("argus: " + target + " is one of the files that were given: a result is never written over it");
            session.exitCode = kPartly;
            return false;
        }
    }
    if (const std::string store = storeFile(session); !store.empty() && base::isSameFile(target, store)) {
        message("argus: " + target + " is the store: a result is never written over it");
        session.exitCode = kPartly;
        return false;
    }
    return true;
}

void deliver(Session& session, const std::string& path, std::string_view text)
{
    if (path.empty() || path == "-" || isStandardOutput(path)) {
        result(text); // whether it arrived, endOfOutput() tells
        return;
    }
    if (const auto written = base::writeTarget(path, text); !written) {
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
