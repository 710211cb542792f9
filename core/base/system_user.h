// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>

namespace argus::base {

/// The name of a user of this machine, or "uid 4711" where there is none. Any thread.
std::string userName(uid_t uid);

/// The name of the user who runs the program.
std::string systemUser();

} // namespace argus::base
