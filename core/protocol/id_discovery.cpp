// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/id_discovery.h"

#include "core/protocol/uds_names.h"

#include <algorithm>

namespace argus::protocol {

namespace {

/// Frames that may break the rules before an id is taken for ordinary traffic.
constexpr std::uint8_t kMaxBad = 2;
/// Frames of an id that may look like diagnosis and lead to nothing.
constexpr std::uint16_t kMaxTries = 512;
constexpr std::uint64_t kAnswerTime = 5'000'000'000; ///< ns
/// Where stamps are missing, this many looked-at frames stand for the time.
constexpr std::uint64_t kAnswerFrames = 20000;

bool isUniform(Payload bytes)
{
    return bytes.empty() || std::ranges::all_of(bytes, [&](std::uint8_t byte) { return byte == bytes[0]; });
}

bool isResponse(std::uint8_t first)
{
    return first == 0x7F || ((first & 0x40) != 0 && isRequestService(first & ~0x40));
}

/// A request whose answer can be told from chance. Keep-alive messages that want none are endless, and prove nothing.
bool isTellingRequest(const MessageStart& start)
{
    const bool wantsAnswer = start.bytes[0] != 0x3E || start.bytes.size() < 2 || (start.bytes[1] & 0x80) == 0;
    return wantsAnswer && isPlausibleRequest(start);
}

/// A frame that an ISO-TP sender may send. Padding has one value; a message begins with a known service.
bool isPlausible(const Pci& pci, Payload frame, bool& consecutive)
{
    switch (pci.type) {
    case PciType::Single: {
        const Payload message = frame.subspan(pci.headerBytes, pci.length);
        return (isRequestService(message[0]) || isResponse(message[0]))
            && isUniform(frame.subspan(pci.headerBytes + pci.length));
    }
    case PciType::First:
        if (!isRequestService(frame[pci.headerBytes]) && !isResponse(frame[pci.headerBytes])) {
            return false;
        }
        consecutive = true;
        return true;
    case PciType::Consecutive:
        return consecutive;
    case PciType::FlowControl:
        return isUniform(frame.subspan(3));
    case PciType::None:
        return false;
    }
    return false;
}

} // namespace

std::optional<IdDiscovery::Pair> IdDiscovery::frame(const IsoTpKey& key, IdState& state, Position position,
                                                    Payload frame, bool addressedOnly)
{
    ++m_frames;
    std::optional<Pair> pair;
    if (!addressedOnly && state.badNormal < kMaxBad) {
        pair = read(key, state, position, frame);
    }
    if (!pair && state.badAddressed < kMaxBad && frame.size() > 1) {
        IsoTpKey addressed = key;
        addressed.address = frame[0];
        pair = read(addressed, state, position, frame);
    }
    if (!pair && !addressedOnly
        && ((state.badNormal >= kMaxBad && state.badAddressed >= kMaxBad) || state.tries > kMaxTries)) {
        state.mode = IdMode::Ignored;
    }
    return pair;
}

std::optional<IdDiscovery::Pair> IdDiscovery::read(const IsoTpKey& key, IdState& state, Position position,
                                                   Payload frame)
{
    const bool isAddressed = key.address >= 0;
    const std::size_t skipped = isAddressed ? 1 : 0;
    const Payload rest = frame.subspan(skipped);
    const Pci pci = readPci(rest);
    bool& consecutive = isAddressed ? state.consecutiveAddressed : state.consecutiveNormal;
    if (!isPlausible(pci, rest, consecutive)) {
        ++(isAddressed ? state.badAddressed : state.badNormal);
        return std::nullopt;
    }
    if (pci.type != PciType::Single && pci.type != PciType::First) {
        return std::nullopt;
    }
    const std::size_t header = skipped + pci.headerBytes;
    const MessageStart start {frame.subspan(header, std::min<std::size_t>(pci.length, frame.size() - header)),
                              pci.length};
    if (isResponse(start.bytes[0])) {
        auto pair = answer(key, position, start);
        state.tries = static_cast<std::uint16_t>(state.tries + (pair ? 0 : 1));
        return pair;
    }
    if (isTellingRequest(start)) {
        remember(key, position, frame, header, pci.length);
        ++state.tries;
    }
    return std::nullopt;
}

void IdDiscovery::known(const IsoTpKey& key, Position position, Payload frame)
{
    const std::size_t skipped = key.address >= 0 ? 1 : 0;
    const Pci pci = readPci(frame.subspan(skipped));
    if (pci.type != PciType::Single && pci.type != PciType::First) {
        return;
    }
    const std::size_t header = skipped + pci.headerBytes;
    const MessageStart start {frame.subspan(header, std::min<std::size_t>(pci.length, frame.size() - header)),
                              pci.length};
    if (isTellingRequest(start)) {
        ++m_frames;
        remember(key, position, frame, header, pci.length);
    }
}

void IdDiscovery::remember(const IsoTpKey& key, Position position, Payload frame, std::size_t header,
                           std::uint32_t length)
{
    Request& request = m_requests[m_next];
    m_next = (m_next + 1) % kRemembered;
    request.used = true;
    request.key = key;
    request.position = position;
    request.frameNumber = m_frames;
    request.length = length;
    request.headerBytes = static_cast<std::uint8_t>(header);
    request.size = static_cast<std::uint8_t>(std::min(frame.size(), request.bytes.size()));
    std::copy_n(frame.begin(), request.size, request.bytes.begin());
}

std::optional<IdDiscovery::Pair> IdDiscovery::answer(const IsoTpKey& key, Position position,
                                                     const MessageStart& response)
{
    for (std::size_t back = 1; back <= kRemembered; ++back) {
        const Request& request = m_requests[(m_next + kRemembered - back) % kRemembered];
        if (!request.used || m_frames - request.frameNumber > kAnswerFrames) {
            return std::nullopt;
        }
        if (request.key.channel != key.channel || request.key.extended != key.extended || request.key.id == key.id
            || (request.key.address >= 0) != (key.address >= 0)) {
            continue;
        }
        if (request.position.ts != domain::kNoTime && position.ts != domain::kNoTime
            && (position.ts < request.position.ts
                || static_cast<std::uint64_t>(position.ts) - static_cast<std::uint64_t>(request.position.ts)
                    > kAnswerTime)) {
            continue;
        }
        IdMode mode = IdMode::Normal;
        if (key.address >= 0) {
            // Either each side's address byte is the other's number, which its id ends with, or both carry the same.
            const bool isTarget = (key.id & 0xFF) == static_cast<std::uint32_t>(request.key.address)
                && (request.key.id & 0xFF) == static_cast<std::uint32_t>(key.address);
            if (!isTarget && request.key.address != key.address) {
                continue;
            }
            mode = isTarget ? IdMode::Target : IdMode::Mixed;
        }
        const PairMatch match = matchResponse(request.start(), response);
        if (match == PairMatch::None || (match == PairMatch::Weak && !isSecondWeak(request.key, key))) {
            continue;
        }
        Pair pair {mode, request.key.id, request.position, {}};
        if (request.start().isWhole()) {
            pair.requestFrame.assign(request.bytes.begin(), request.bytes.begin() + request.size);
        }
        return pair;
    }
    return std::nullopt;
}

bool IdDiscovery::isSecondWeak(const IsoTpKey& request, const IsoTpKey& response)
{
    const WeakPair pair {request.packed(), response.packed()};
    for (const WeakPair& seen : m_weak) {
        if (seen.request == pair.request && seen.response == pair.response) {
            return true;
        }
    }
    m_weak[m_nextWeak] = pair;
    m_nextWeak = (m_nextWeak + 1) % kWeakPairs;
    return false;
}

} // namespace argus::protocol
