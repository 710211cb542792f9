// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace argus::base {

/// A point in time of our own clocks: microseconds since 1970-01-01 UTC. (Stamps inside recordings are something else:
/// see formats::FrameBlock.)
using UtcTime = std::chrono::sys_time<std::chrono::microseconds>;

/// Where the engine reads the time, so that tests can move it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, for what people read. Any thread.
    virtual UtcTime now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    UtcTime now() const override;
    /// A shared instance; it has no state.
    static const SystemClock& instance();
};

/// A clock that stands still until it is told otherwise. Not thread safe.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(UtcTime start)
        : m_now(start)
    { }
    UtcTime now() const override { return m_now; }
    void advance(std::chrono::microseconds by) { m_now += by; }

private:
    UtcTime m_now;
};

/// "2026-11-21T08:15:30.123Z" (ISO 8601, UTC, milliseconds).
std::string formatIso(UtcTime time);

/// Reads what formatIso writes; also without fraction or with up to 6 digits. Empty for anything else.
std::optional<UtcTime> parseIso(std::string_view text);

inline std::int64_t toMicros(UtcTime time)
{
    return time.time_since_epoch().count();
}

inline UtcTime fromMicros(std::int64_t micros)
{
    return UtcTime(std::chrono::microseconds(micros));
}

} // namespace argus::base
