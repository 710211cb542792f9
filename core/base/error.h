// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::base {

/// The nine kinds of failure that every entrance can tell apart (exit status, HTTP status, text in the window).
enum class ErrorCode : std::uint8_t
{
    DeadlineExceeded,
    Cancelled,
    NotFound,
    Conflict,
    Quota,
    Invalid,
    Denied,
    Unavailable,
    Internal,
};

/// The name of a code as it stands in JSON and logs: "deadline_exceeded", "not_found", ...
std::string_view toString(ErrorCode code);

/// What went wrong, where, and what to do. The message is English, for logs and the command line; the window maps the
/// code to a translated text and shows the message as the detail.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    /// Facts a reader of the message may want apart: file, offset, limit, ...
    std::vector<std::pair<std::string, std::string>> details;
    /// True when the same operation may succeed later without anyone changing anything (a lock, a lost connection).
    bool retryable = false;
    std::source_location where = std::source_location::current();

    /// "not_found: no batch 0190..." - one line, without the source location.
    std::string describe() const;

    /// Adds a fact and returns itself, for use in a return statement.
    Error&& with(std::string key, std::string value) &&;
    /// Puts context before the message: "opening store.db: ...".
    Error&& prefixed(std::string_view context) &&;
};

} // namespace argus::base
