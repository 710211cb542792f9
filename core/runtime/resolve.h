// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/runtime/connection.h"

#include <string>
#include <vector>

namespace argus::runtime {

/// The connection that options, a profile, the environment and the keyring come to, secrets included: what is given
/// comes first, then the profile (its name may be empty). `busOptions` are "name=value"; one that is a secret is
/// refused, because command lines can be read by everybody. May wait for the keyring: not on the window's thread.
base::Result<Connection> resolveConnection(const Connection& given, const std::string& profile,
                                           const std::vector<std::string>& busOptions);

} // namespace argus::runtime
