// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::cli {

struct Session;

/// One line to stderr: progress and messages never mix with results.
void message(std::string_view text);

/// Writes a result to stdout, with a line end at its end.
void result(std::string_view text);

/// Writes a part of a result to stdout. False when it does not take it: nobody reads it any more, or the disk is full.
bool writeOut(std::string_view text);

/// Sends out what is left for stdout; the exit status. What was written may not have arrived: that the disk is full
/// shows only now, and is no success. A reader that closed its end had enough; that is no error.
int endOfOutput(int exitCode);

/// Whether a result may go to `target` (empty and "-": stdout): not to one of the files that it is made of, nor to one
/// in a folder of them, nor to the local store. Asked before the work begins; when false, it said why and set the exit
/// status.
bool mayWrite(Session& session, const std::string& target, const std::vector<std::string>& inputs);

/// Writes a result to a file, or to stdout where `path` is empty or "-". Devices and pipes are written to, links
/// followed. On failure says why and sets the exit status.
void deliver(Session& session, const std::string& path, std::string_view text);

/// A progress line on stderr that overwrites itself; silent where stderr is no terminal. One thread at a time.
class ProgressLine
{
public:
    ~ProgressLine();
    void show(std::string_view what, std::uint64_t done, std::uint64_t total);
    void clear();

private:
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_last {};
};

} // namespace argus::cli
