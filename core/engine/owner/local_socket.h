// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/file_io.h"
#include "core/base/result.h"

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

/// Unix stream sockets that carry lines. Paths may be longer than the 107 bytes that a socket address holds.
namespace argus::engine {

/// Listens at `path`, replacing a socket that a dead process left. Only this user may connect.
base::Result<base::UniqueFd> listenAt(const std::filesystem::path& path);
/// Unavailable (retryable) when nobody listens there.
base::Result<base::UniqueFd> connectTo(const std::filesystem::path& path);
/// The user id under which the other end was opened, as the kernel says; nothing when it cannot be told.
std::optional<uid_t> peerOf(const base::UniqueFd& socket);

base::Result<> sendLine(const base::UniqueFd& socket, std::string_view line);
/// One line without its end, at most `limit` bytes; waits as long as the context lets it.
base::Result<std::string> receiveLine(const base::ExecutionContext& context, const base::UniqueFd& socket,
                                      std::size_t limit);

} // namespace argus::engine
