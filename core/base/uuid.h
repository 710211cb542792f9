// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace argus::base {

/// A 128-bit identifier (RFC 9562). Default constructed: the nil UUID.
struct Uuid
{
    std::array<std::uint8_t, 16> bytes {};

    /// A new version 7 UUID: Unix milliseconds, then a counter that keeps ids of one process in order, then random
    /// bits. Any thread. Nothing may rely on the order for correctness.
    static Uuid makeV7();
    /// Reads the canonical 36-character form, either case.
    static std::optional<Uuid> parse(std::string_view text);

    /// The canonical lower-case form.
    std::string toString() const;
    bool isNil() const { return bytes == std::array<std::uint8_t, 16> {}; }

    auto operator<=>(const Uuid&) const = default;
};

/// A Uuid that cannot be mixed up with one of another kind. `Tag` is only a name.
template <class Tag> struct StrongId
{
    Uuid value;

    static StrongId make() { return StrongId {Uuid::makeV7()}; }
    static std::optional<StrongId> parse(std::string_view text)
    {
        const auto uuid = Uuid::parse(text);
        return uuid ? std::optional(StrongId {*uuid}) : std::nullopt;
    }
    std::string toString() const { return value.toString(); }
    bool isNil() const { return value.isNil(); }

    auto operator<=>(const StrongId&) const = default;
};

struct UuidHash
{
    std::size_t operator()(const Uuid& id) const noexcept
    {
        std::uint64_t tail = 0;
        for (std::size_t i = 8; i < 16; ++i) {
            tail = tail << 8 | id.bytes[i];
        }
        std::uint64_t head = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            head = head << 8 | id.bytes[i];
        }
        return static_cast<std::size_t>(tail ^ (head * 0x9E3779B97F4A7C15ULL));
    }
    template <class Tag> std::size_t operator()(const StrongId<Tag>& id) const noexcept { return (*this)(id.value); }
};

} // namespace argus::base
