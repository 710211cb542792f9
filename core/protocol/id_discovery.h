// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/id_state.h"
#include "core/protocol/isotp.h"
#include "core/protocol/pairing.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace argus::protocol {

/// Finds the ids that carry diagnosis among those that no standard names: a plausible request on one id, answered
/// within 5 s on another by a response that echoes it, proves both. Memory is fixed.
class IdDiscovery
{
public:
    /// A proven pair. The frame just given is its response.
    struct Pair
    {
        IdMode mode = IdMode::Normal;
        std::uint32_t requestId = 0;
        Position requestPosition;
        std::vector<std::uint8_t> requestFrame; ///< empty when the request has further frames
    };

    /// Looks at a frame of an id that is not decoded in this form yet, and updates its state: Ignored after frames that
    /// break the rules. With `addressedOnly` the id is decoded already in the normal form.
    std::optional<Pair> frame(const IsoTpKey& key, IdState& state, Position position, Payload frame,
                              bool addressedOnly = false);
    /// A frame of an id that is decoded already (`key` with its address byte, if it has one): should it be a request,
    /// an id that is not known yet may answer it.
    void known(const IsoTpKey& key, Position position, Payload frame);

private:
    static constexpr std::size_t kRemembered = 128;
    static constexpr std::size_t kWeakPairs = 32;

    struct Request
    {
        bool used = false;
        IsoTpKey key; ///< with the address byte, if read so
        Position position;
        std::uint64_t frameNumber = 0;
        std::uint32_t length = 0;
        std::uint8_t headerBytes = 0; ///< before the message, with the address byte
        std::uint8_t size = 0;
        std::array<std::uint8_t, 64> bytes {}; ///< the whole frame

        MessageStart start() const
        {
            return {Payload(bytes).subspan(headerBytes, std::min<std::size_t>(length, size - headerBytes)), length};
        }
    };
    struct WeakPair
    {
        std::uint64_t request = 0;
        std::uint64_t response = 0;
    };

    std::optional<Pair> read(const IsoTpKey& key, IdState& state, Position position, Payload frame);
    void remember(const IsoTpKey& key, Position position, Payload frame, std::size_t header, std::uint32_t length);
    std::optional<Pair> answer(const IsoTpKey& key, Position position, const MessageStart& response);
    bool isSecondWeak(const IsoTpKey& request, const IsoTpKey& response);

    std::array<Request, kRemembered> m_requests;
    std::array<WeakPair, kWeakPairs> m_weak;
    std::size_t m_next = 0;
    std::size_t m_nextWeak = 0;
    std::uint64_t m_frames = 0;
};

} // namespace argus::protocol
