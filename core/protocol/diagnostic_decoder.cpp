// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/diagnostic_decoder.h"

#include "core/base/text.h"
#include "core/protocol/uds_names.h"

#include <functional>

namespace argus::protocol {

namespace {

/// 29-bit ids that ISO 15765-2 fixes for diagnosis: physical and functional, without and with address extension.
constexpr std::uint32_t kNormalPhysical = 0x18DA;
constexpr std::uint32_t kNormalFunctional = 0x18DB;
constexpr std::uint32_t kMixedPhysical = 0x18CE;
constexpr std::uint32_t kMixedFunctional = 0x18CD;
constexpr std::uint32_t kObdFunctional = 0x7DF;

bool isFixed(std::uint32_t id)
{
    const std::uint32_t top = id >> 16;
    return top == kNormalPhysical || top == kNormalFunctional || top == kMixedPhysical || top == kMixedFunctional;
}

/// Target and source swapped.
std::uint32_t swapped(std::uint32_t id)
{
    return (id & 0xFFFF0000) | (id & 0xFF) << 8 | (id >> 8 & 0xFF);
}

std::string addressText(const IsoTpKey& key, IdMode mode)
{
    std::string text = formats::idText(key.id, key.extended);
    if (mode == IdMode::Mixed && key.address >= 0) {
        text += "/" + base::hexNumber(static_cast<std::uint64_t>(key.address), 2);
    }
    return text;
}

/// The address of the one that a response goes to, where a standard ties it to the address of the sender.
std::optional<IsoTpKey> peerOf(IsoTpKey key)
{
    if (key.extended) {
        const std::uint32_t top = key.id >> 16;
        if (top == kNormalPhysical || top == kMixedPhysical) {
            key.id = swapped(key.id);
            return key;
        }
        return std::nullopt;
    }
    if (key.address < 0 && key.id >= 0x7E8 && key.id <= 0x7EF) {
        key.id -= 8;
        return key;
    }
    return std::nullopt;
}

/// The CAN id that an address stands for: three digits for a standard, eight for an extended id.
std::optional<IsoTpKey> keyOfAddress(std::uint16_t channel, std::string_view address)
{
    const auto id = base::parseHex<std::uint32_t>(address);
    const bool extended = address.size() == 8;
    if (!id || (!extended && (address.size() != 3 || *id > 0x7FF)) || *id > 0x1FFFFFFF) {
        return std::nullopt;
    }
    return IsoTpKey {channel, *id, extended, -1};
}

/// A key for an address that is no CAN id; the top bit keeps it apart from those that are. Never 0.
std::uint64_t namedKey(std::string_view address)
{
    return std::uint64_t {1} << 63 | std::hash<std::string_view> {}(address);
}

bool isFunctional(const IsoTpKey& key)
{
    return key.extended ? key.id >> 16 == kNormalFunctional || key.id >> 16 == kMixedFunctional
                        : key.id == kObdFunctional;
}

} // namespace

DiagnosticDecoder::DiagnosticDecoder(DiagnosticListener& listener)
    : m_listener(listener)
    , m_interpreter(listener)
    , m_j1939(
          listener,
          [this](const PartialMessage& message) { m_listener.partialMessage(message, channelName(message.channel)); })
    , m_isotp([this](const PartialMessage& message) { partial(message); })
{
    m_fixedState.standard = true;
}

std::string_view DiagnosticDecoder::channelName(std::uint16_t channel) const
{
    return m_channels != nullptr && channel < m_channels->size() ? std::string_view((*m_channels)[channel])
                                                                 : std::string_view();
}

DiagnosticDecoder::Frame DiagnosticDecoder::frameAt(const formats::FrameBlock& block, std::size_t index)
{
    const bool extended = (block.flags[index] & formats::kExtendedId) != 0;
    return {{block.channel[index], block.id[index] & (extended ? 0x1FFFFFFFU : 0x7FFU), extended, -1},
            {block.time[index], block.offset[index]},
            block.payload(index)};
}

void DiagnosticDecoder::frames(const formats::FrameBlock& block, const std::vector<std::string>& channels)
{
    m_channels = &channels;
    std::uint32_t channel = UINT32_MAX;
    IdState* states = nullptr;
    const std::size_t count = block.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t flags = block.flags[i];
        if ((flags & (formats::kRemote | formats::kError)) != 0 || block.length[i] == 0) {
            continue;
        }
        if ((flags & formats::kExtendedId) != 0) {
            IdState* state = nullptr;
            if (!isIgnored(block.channel[i], block.id[i] & 0x1FFFFFFF, state)) {
                extendedFrame(frameAt(block, i), state, flags);
            }
            continue;
        }
        if (block.channel[i] != channel) {
            channel = block.channel[i];
            states = m_ids.standardStates(block.channel[i]);
        }
        if (states == nullptr) {
            continue;
        }
        IdState& state = states[block.id[i] & 0x7FF];
        if (state.mode != IdMode::Ignored) {
            standardFrame(frameAt(block, i), state);
        }
    }
    if (m_channelNames.size() != channels.size()) {
        m_channelNames = channels;
    }
    m_channels = &m_channelNames;
}

void DiagnosticDecoder::payload(const formats::DiagnosticPayload& payload, const std::vector<std::string>& channels)
{
    if (payload.bytes.empty()) {
        return;
    }
    const auto sender = keyOfAddress(payload.channel, payload.sender);
    DiagnosticMessage message;
    message.channel = payload.channel;
    message.channelName = payload.channel < channels.size() ? std::string_view(channels[payload.channel]) : "";
    message.sender = payload.sender;
    message.senderKey = sender ? sender->packed() : namedKey(payload.sender);
    message.peer = payload.receiver;
    std::string peerText;
    if (!payload.receiver.empty()) {
        const auto receiver = keyOfAddress(payload.channel, payload.receiver);
        message.peerKey = receiver ? receiver->packed() : namedKey(payload.receiver);
    } else if (const auto peer = sender ? peerOf(*sender) : std::nullopt) {
        peerText = addressText(*peer, IdMode::Normal);
        message.peer = peerText;
        message.peerKey = peer->packed();
    }
    message.functional = payload.functional;
    message.unpadded = true;
    message.position = {payload.ts, payload.offset};
    message.frameId = payload.sender;
    message.payload = payload.bytes;
    m_interpreter.message(message);
}

void DiagnosticDecoder::finish()
{
    m_isotp.finish();
    m_j1939.finish();
}

void DiagnosticDecoder::standardFrame(const Frame& frame, IdState& state)
{
    if (state.mode == IdMode::Watched) {
        watch(frame, state, /*addressedOnly=*/false);
        return;
    }
    // Some makers use an id of 7xx with an address byte in front; that must prove itself.
    if (state.mode == IdMode::Normal && !state.standard && !state.promoted && state.badAddressed < 2) {
        watch(frame, state, /*addressedOnly=*/true);
        if (state.promoted) {
            return;
        }
    }
    decode(frame, state);
}

bool DiagnosticDecoder::isIgnored(std::uint16_t channel, std::uint32_t id, IdState*& state)
{
    if (isFixed(id) || j1939::isDiagnosticId(id)) {
        return false;
    }
    state = m_ids.extendedState(channel, id);
    return state == nullptr || state->mode == IdMode::Ignored;
}

void DiagnosticDecoder::extendedFrame(const Frame& frame, IdState* state, std::uint8_t flags)
{
    const std::uint32_t id = frame.key.id;
    if (j1939::isDiagnosticId(id)) {
        if ((flags & formats::kFd) == 0) {
            m_j1939.frame(frame.key.channel, channelName(frame.key.channel), id, frame.position, frame.data);
        }
        return;
    }
    if (isFixed(id)) {
        const bool isMixed = id >> 16 == kMixedPhysical || id >> 16 == kMixedFunctional;
        m_fixedState.mode = isMixed ? IdMode::Mixed : IdMode::Normal;
        reassemble(frame.key, m_fixedState.mode, frame.position, frame.data, Trust::Standard);
        return;
    }
    if (state == nullptr) {
        return;
    }
    if (state->mode == IdMode::Watched) {
        watch(frame, *state, /*addressedOnly=*/false);
    } else {
        decode(frame, *state);
    }
}

void DiagnosticDecoder::watch(const Frame& frame, IdState& state, bool addressedOnly)
{
    if (const auto pair = m_discovery.frame(frame.key, state, frame.position, frame.data, addressedOnly)) {
        promote(frame, state, *pair);
    }
}

void DiagnosticDecoder::promote(const Frame& frame, IdState& state, const IdDiscovery::Pair& pair)
{
    // Both ends are read from now on, beginning with the request and response that proved them.
    IdState* request = m_ids.find(frame.key.channel, pair.requestId, frame.key.extended);
    const bool isKnown = request != nullptr && request->mode == pair.mode;
    for (IdState* end : {isKnown ? nullptr : request, &state}) {
        if (end != nullptr) {
            end->mode = pair.mode;
            end->promoted = true;
            end->frames = 0;
            end->bad = 0;
        }
    }
    if (!isKnown && request != nullptr && !pair.requestFrame.empty()) {
        IsoTpKey key = frame.key;
        key.id = pair.requestId;
        decode({key, pair.requestPosition, pair.requestFrame}, *request);
    }
    decode(frame, state);
}

void DiagnosticDecoder::decode(const Frame& frame, IdState& state)
{
    const bool isAddressed = state.mode != IdMode::Normal;
    const Payload rest = isAddressed ? frame.data.subspan(1) : frame.data;
    ++state.frames;
    const Pci pci = readPci(rest);
    const bool starts = pci.type == PciType::Single || pci.type == PciType::First;
    const std::uint8_t first = starts ? rest[pci.headerBytes] : 0;
    const bool isService = first == 0x7F || isRequestService(first & ~0x40);
    if (pci.type == PciType::None || (starts && !isService)) {
        ++state.bad;
        if (!starts) {
            return;
        }
    }
    if (starts && isService && (first & 0x40) == 0) {
        IsoTpKey key = frame.key;
        key.address = static_cast<std::int16_t>(isAddressed ? frame.data[0] : -1);
        m_discovery.known(key, frame.position, frame.data);
    }
    reassemble(frame.key, state.mode, frame.position, frame.data, state.trust());
}

void DiagnosticDecoder::reassemble(IsoTpKey key, IdMode mode, Position position, Payload data, Trust trust)
{
    if (mode != IdMode::Normal) {
        key.address = data[0];
        data = data.subspan(1);
    }
    if (const auto message = m_isotp.frame(key, position, data)) {
        deliver(key, mode, *message, trust);
    }
}

void DiagnosticDecoder::deliver(const IsoTpKey& key, IdMode mode, const IsoTpReassembler::Message& whole, Trust trust)
{
    const std::string sender = addressText(key, mode);
    const std::string frameId = formats::idText(key.id, key.extended);
    const auto peer = peerOf(key);
    const std::string peerText = peer ? addressText(*peer, mode) : std::string();
    DiagnosticMessage message;
    message.channel = key.channel;
    message.channelName = channelName(key.channel);
    message.sender = sender;
    message.senderKey = key.packed();
    message.peerKey = peer ? peer->packed() : 0;
    message.peer = peerText;
    message.functional = isFunctional(key);
    message.trust = trust;
    message.position = whole.position;
    message.frameId = frameId;
    message.payload = whole.payload;
    m_interpreter.message(message);
}

void DiagnosticDecoder::partial(const PartialMessage& message)
{
    if (message.received.empty()) {
        return;
    }
    const std::uint8_t first = message.received[0];
    if (first != 0x7F && !isRequestService(first & ~0x40)) {
        return; // an id of ordinary traffic whose bytes looked like a first frame
    }
    const bool isStandard = message.extended && isFixed(message.id);
    const IdState* state = isStandard ? &m_fixedState : m_ids.find(message.channel, message.id, message.extended);
    if (state != nullptr && state->trust() != Trust::Possible) {
        m_listener.partialMessage(message, channelName(message.channel));
    }
}

} // namespace argus::protocol
