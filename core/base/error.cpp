// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

namespace argus::base {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DeadlineExceeded:
        return "deadline_exceeded";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Quota:
        return "quota";
    case ErrorCode::Invalid:
        return "invalid";
    case ErrorCode::Denied:
        return "denied";
    case ErrorCode::Unavailable:
        return "unavailable";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

std::string Error::describe() const
{
    std::string text {toString(code)};
    text += ": ";
    text += message;
    for (const auto& [key, value] : details) {
        text += ", " + key + " " + value;
    }
    return text;
}

Error&& Error::with(std::string key, std::string value) &&
{
    details.emplace_back(std::move(key), std::move(value));
    return std::move(*this);
}

Error&& Error::prefixed(std::string_view context) &&
{
    message.insert(0, std::string(context) + ": ");
    return std::move(*this);
}

} // namespace argus::base
