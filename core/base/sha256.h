// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace argus::base {

/// SHA-256 (FIPS 180-4) of a stream, by libcrypto: about 2 GB/s where the processor has the instructions.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(const void* data, std::size_t size);
    /// 64 lower-case hexadecimal digits. Call once; update() must not follow.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace argus::base
