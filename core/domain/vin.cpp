// SPDX-License-Identifier: Apache-2.0
#include "core/domain/vin.h"

#include <array>
#include <cstdint>

namespace argus::domain {

namespace {

bool isVinCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q');
}

int transliterate(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    // A to Z as in 49 CFR 565.15; letters that no VIN has count 0.
    constexpr std::array<int, 26> kValues {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4,
                                           5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    return kValues[static_cast<std::size_t>(c - 'A')];
}

} // namespace

bool isWellFormedVin(std::string_view vin)
{
    if (vin.size() != 17) {
        return false;
    }
    for (const char c : vin) {
        if (!isVinCharacter(c)) {
            return false;
        }
    }
    return true;
}

bool hasValidCheckDigit(std::string_view vin)
{
    if (!isWellFormedVin(vin)) {
        return false;
    }
    constexpr std::array<int, 17> kWeights {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        sum += transliterate(vin[i]) * kWeights[i];
    }
    const int remainder = sum % 11;
    return vin[8] == (remainder == 10 ? 'X' : static_cast<char>('0' + remainder));
}

std::optional<std::string> vinFromPayload(std::span<const std::uint8_t> payload)
{
    const auto isPadding = [](std::uint8_t byte) { return byte == 0x00 || byte == 0xFF || byte == ' '; };
    std::size_t end = payload.size();
    while (end > 0 && (isPadding(payload[end - 1]) || payload[end - 1] == '*')) {
        --end;
    }
    std::size_t begin = 0;
    while (begin < end && isPadding(payload[begin])) {
        ++begin;
    }
    // A count or length byte may stand in front: 01 in mode 09, 11 (17) before some F190 answers. Both are control
    // characters, so that they can be told from the first character of a VIN.
    while (begin < end && payload[begin] < 0x20) {
        ++begin;
    }
    while (begin < end && isPadding(payload[begin])) {
        ++begin;
    }
    if (end - begin != 17) {
        return std::nullopt;
    }
    std::string vin(payload.begin() + static_cast<std::ptrdiff_t>(begin),
                    payload.begin() + static_cast<std::ptrdiff_t>(end));
    return isWellFormedVin(vin) ? std::optional(std::move(vin)) : std::nullopt;
}

} // namespace argus::domain
