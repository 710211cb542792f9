// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <string>
#include <vector>

namespace argus::cli {

/// Makes "-" in a list of paths readable as a file: what comes on standard input is kept in a temporary file (named
/// "stdin") as long as this lives, and the path takes the place of "-".
class StandardInput
{
public:
    explicit StandardInput(std::vector<std::string>& paths);
    ~StandardInput();
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

    bool failed() const { return m_failed; }
    const base::Error& error() const { return m_error; }

private:
    void spool();

    std::filesystem::path m_folder;
    base::Error m_error;
    bool m_failed = false;
};

} // namespace argus::cli
