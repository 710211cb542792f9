// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace argus::base {

enum class LogLevel
{
    Debug,
    Info,
    Warning,
    Error
};

std::string_view toString(LogLevel level);

/// One line of the program's own log.
struct LogLine
{
    LogLevel level = LogLevel::Info;
    std::string component; ///< room or part: "engine", "store"
    std::string message; ///< English, one line, no secrets, no VIN
    std::string traceId; ///< empty where there is no context
};

/// Where lines go. The default writes "LEVEL component: message" to standard error, warnings and errors only.
using LogSink = std::function<void(const LogLine&)>;

/// Replaces the sink; an empty one silences the log. Any thread; lines under way may still reach the old sink.
void setLogSink(LogSink sink);
/// Lines below this level are dropped before they are formatted by the sink.
void setLogLevel(LogLevel level);
LogLevel logLevel();

/// Writes one line. Any thread.
void log(LogLevel level, std::string_view component, std::string message, std::string_view traceId = {});

} // namespace argus::base
