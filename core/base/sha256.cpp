// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"

#include "core/base/text.h"

#include <openssl/evp.h>

#include <array>

namespace argus::base {

struct Sha256::State
{
    EVP_MD_CTX* context = nullptr;

    State()
        : context(EVP_MD_CTX_new())
    {
        EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{ }

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(const void* data, std::size_t size)
{
    EVP_DigestUpdate(m_state->context, data, size);
}

std::string Sha256::finish()
{
    std::array<std::uint8_t, 32> digest {};
    EVP_DigestFinal_ex(m_state->context, digest.data(), nullptr);
    return toLower(toHex(digest));
}

} // namespace argus::base
