// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/error.h"
#include "core/base/temporary_folder.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace argus::cli {

/// Makes "-" in a list of paths readable as a file: what comes on standard input is kept in a temporary file (named
/// "stdin") as long as this lives, and the path takes the place of "-".
class StandardInput
{
public:
    /// Reads to the end, or until the context ends: then it has failed.
    StandardInput(const base::ExecutionContext& context, std::vector<std::string>& paths);

    bool failed() const { return m_failed; }
    const base::Error& error() const { return m_error; }

private:
    base::Result<> spool(const base::ExecutionContext& context, const std::filesystem::path& target);

    std::optional<base::TemporaryFolder> m_folder;
    base::Error m_error;
    bool m_failed = false;
};

} // namespace argus::cli
