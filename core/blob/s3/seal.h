// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace argus::blob::s3 {

/// What goes with an object that was uploaded in parts, in a small object of its own (`.seals/KEY`), written when the
/// last part was there and just before they become the object. It says what S3 cannot: the hash of the whole, which is
/// not known when the object's own metadata is fixed, and the time of its completion (AWS dates such an object by the
/// beginning of its upload).
struct Seal
{
    std::string upload; ///< the upload it belongs to: ObjectHead::upload
    std::uint64_t size = 0;
    std::string sha256;

    std::string toText() const;
    static std::optional<Seal> parse(std::string_view text);
};

inline constexpr std::string_view kSealPrefix = ".seals/";

inline std::string sealKey(const std::string& key)
{
    return std::string(kSealPrefix) + key;
}

} // namespace argus::blob::s3
