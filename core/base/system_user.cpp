// SPDX-License-Identifier: Apache-2.0
#include "core/base/system_user.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace argus::base {

namespace {

constexpr std::size_t kFirstBuffer = 1024;
constexpr std::size_t kLargestBuffer = 1 << 20;

} // namespace

std::string userName(uid_t uid)
{
    std::vector<char> buffer(kFirstBuffer);
    passwd entry {};
    passwd* found = nullptr;
    int error = ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
    while (error == ERANGE && buffer.size() < kLargestBuffer) {
        buffer.resize(buffer.size() * 2);
        error = ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
    }
    return error == 0 && found != nullptr && entry.pw_name != nullptr && *entry.pw_name != '\0'
        ? std::string(entry.pw_name)
        : "uid " + std::to_string(uid);
}

std::string systemUser()
{
    return userName(::getuid());
}

} // namespace argus::base
