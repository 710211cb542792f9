// SPDX-License-Identifier: Apache-2.0
#include "core/base/uuid.h"

#include "core/base/mutex.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

namespace argus::base {

namespace {

void fillRandom(std::uint8_t* out, std::size_t count)
{
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got = ::getrandom(out + done, count - done, 0);
        if (got <= 0) {
            // Cannot happen for so few bytes on Linux 3.17 and later; the standard's device is as good.
            std::random_device device;
            for (; done < count; ++done) {
                out[done] = static_cast<std::uint8_t>(device());
            }
            return;
        }
        done += static_cast<std::size_t>(got);
    }
}

/// Random bytes for one id. Asked from the kernel for many at once: a call for each costs more than all the rest.
void takeRandom(std::uint8_t* out, std::size_t count)
{
    thread_local std::array<std::uint8_t, 512> pool;
    thread_local std::size_t left = 0;
    if (left < count) {
        fillRandom(pool.data(), pool.size());
        left = pool.size();
    }
    left -= count;
    std::copy_n(pool.data() + left, count, out);
}

/// Milliseconds and a 12-bit counter within them, never going back within the process.
class TickSource
{
public:
    std::uint64_t next()
    {
        const auto now = static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count());
        const std::uint64_t floor = now << 12;
        const LockGuard lock(m_mutex);
        m_last = floor > m_last ? floor : m_last + 1;
        return m_last;
    }

private:
    Mutex m_mutex;
    std::uint64_t m_last ARGUS_GUARDED_BY(m_mutex) = 0;
};

} // namespace

Uuid Uuid::makeV7()
{
    static TickSource ticks;
    const std::uint64_t tick = ticks.next();
    const std::uint64_t millis = tick >> 12;
    Uuid id;
    takeRandom(id.bytes.data() + 8, 8);
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    }
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | ((tick >> 8) & 0x0F));
    id.bytes[7] = static_cast<std::uint8_t>(tick);
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36) {
        return std::nullopt;
    }
    Uuid id;
    std::size_t digit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') {
                return std::nullopt;
            }
            continue;
        }
        const int value = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (value < 0) {
            return std::nullopt;
        }
        std::uint8_t& byte = id.bytes[digit / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++digit;
    }
    return id;
}

std::string Uuid::toString() const
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += kDigits[bytes[i] >> 4];
        text += kDigits[bytes[i] & 15];
    }
    return text;
}

} // namespace argus::base
