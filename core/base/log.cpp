// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include "core/base/mutex.h"

#include <atomic>
#include <cstdio>
#include <memory>

namespace argus::base {

namespace {

void writeToStderr(const LogLine& line)
{
    const std::string text = std::string(toString(line.level)) + " " + line.component + ": " + line.message + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

struct LogState
{
    Mutex mutex;
    std::shared_ptr<const LogSink> sink ARGUS_GUARDED_BY(mutex) = std::make_shared<const LogSink>(writeToStderr);
    std::atomic<LogLevel> level {LogLevel::Warning};
};

LogState& state()
{
    static LogState instance;
    return instance;
}

} // namespace

std::string_view toString(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

void setLogSink(LogSink sink)
{
    const LockGuard lock(state().mutex);
    state().sink = std::make_shared<const LogSink>(std::move(sink));
}

void setLogLevel(LogLevel level)
{
    state().level = level;
}

LogLevel logLevel()
{
    return state().level;
}

void log(LogLevel level, std::string_view component, std::string message, std::string_view traceId)
{
    if (level < state().level.load()) {
        return;
    }
    std::shared_ptr<const LogSink> sink;
    {
        const LockGuard lock(state().mutex);
        sink = state().sink;
    }
    if (*sink) {
        (*sink)(LogLine {level, std::string(component), std::move(message), std::string(traceId)});
    }
}

} // namespace argus::base
