// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace argus::engine {

/// The lock file beside a SQLite store ("store.db.lock"): the process that holds it owns the store, and it alone writes
/// and checkpoints. The kernel frees it with the process, however that ends.
class StoreLock
{
public:
    /// Empty when another process holds it.
    static base::Result<std::optional<StoreLock>> tryAcquire(const std::filesystem::path& store);
    /// Who holds it, for people: "process 4711 (argus-desk)"; empty when nobody does.
    static std::string holder(const std::filesystem::path& store);

private:
    explicit StoreLock(base::UniqueFd fd)
        : m_fd(std::move(fd))
    { }
    base::UniqueFd m_fd;
};

/// The socket of a store's owner ("store.db.sock").
std::filesystem::path ownerSocket(const std::filesystem::path& store);

} // namespace argus::engine
