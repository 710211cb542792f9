// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/message.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace argus::protocol {

/// How the frames of an id are read.
enum class IdMode : std::uint8_t
{
    Watched, ///< nothing known: looked at for requests and responses
    Ignored, ///< breaks the rules of ISO-TP: ordinary traffic
    Normal, ///< ISO-TP from the first byte on
    Target, ///< extended addressing: the first byte is the receiver's address
    Mixed, ///< mixed addressing: the first byte names one of several control units behind the id
};

/// What is known of one identifier on one channel.
struct IdState
{
    IdMode mode = IdMode::Watched;
    bool promoted = false; ///< by a request and its response
    bool standard = false; ///< set aside for diagnosis by a standard
    std::uint8_t badNormal = 0; ///< frames that break the rules, while watched
    std::uint8_t badAddressed = 0; ///< the same, read with an address byte in front
    bool consecutiveNormal = false; ///< a first frame was seen, so that consecutive ones are plausible
    bool consecutiveAddressed = false;
    std::uint16_t tries = 0; ///< frames that looked like a request or response and led to nothing
    std::uint32_t frames = 0; ///< while decoded
    std::uint32_t bad = 0; ///< of these, frames that break the rules

    Trust trust() const
    {
        if (bad == 0 ? standard || promoted : standard && bad * 4ULL < frames) {
            return Trust::Standard;
        }
        return bad * 16ULL <= frames ? Trust::Likely : Trust::Possible;
    }
};

/// The states of all ids, by channel: an array for 11-bit ids, an open-addressing table for 29-bit ones. Bounded: ids
/// that no longer fit have no state and are not looked at.
class IdTable
{
public:
    static constexpr std::size_t kMaxChannels = 256;
    static constexpr std::size_t kMaxExtended = 4096;

    using StandardStates = std::array<IdState, 2048>;

    /// The states of the 11-bit ids of a channel; null past kMaxChannels. Ids 700 to 7FF begin as ISO-TP.
    IdState* standardStates(std::uint16_t channel);
    /// The state of a 29-bit id; null when the table is full and the id is not in it.
    IdState* extendedState(std::uint16_t channel, std::uint32_t id);
    /// Either of the two.
    IdState* find(std::uint16_t channel, std::uint32_t id, bool extended);

private:
    static constexpr std::size_t kSlots = kMaxExtended * 2;

    struct Slot
    {
        std::uint64_t key = 0; ///< 0: free
        IdState state;
    };

    std::vector<std::unique_ptr<StandardStates>> m_standard;
    std::vector<Slot> m_extended;
    std::size_t m_extendedCount = 0;
};

} // namespace argus::protocol
