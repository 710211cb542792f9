// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace argus::simulate {

/// The generator's own source of chance: xoshiro256** seeded by splitmix64 (Blackman and Vigna, public domain). The
/// same seed gives the same numbers with every compiler and library, which no std:: distribution promises. Not thread
/// safe.
class Random
{
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t& word : m_state) {
            seed += 0x9E3779B97F4A7C15ULL;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotate(m_state[1] * 5, 7) * 9;
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotate(m_state[3], 45);
        return result;
    }

    /// 0 to `bound` - 1; 0 for a bound of 0. (Scaled, not rejected: the bias is below one in 2^32 / bound.)
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32); }
    /// `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + below(static_cast<std::uint32_t>(high - low + 1));
    }
    /// True `percent` times in a hundred.
    bool chance(std::uint32_t percent) { return below(100) < percent; }
    std::uint8_t byte() { return static_cast<std::uint8_t>(next() >> 56); }

private:
    static std::uint64_t rotate(std::uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

    std::array<std::uint64_t, 4> m_state {};
};

} // namespace argus::simulate
