// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_block.h"
#include "core/formats/records.h"
#include "core/protocol/diagnostic_listener.h"
#include "core/protocol/id_discovery.h"
#include "core/protocol/id_state.h"
#include "core/protocol/interpreter.h"
#include "core/protocol/isotp.h"
#include "core/protocol/j1939_interpreter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::protocol {

/// Finds and understands the diagnostic messages in the CAN frames of one recording: ISO-TP with UDS, OBD and KWP2000
/// on top, and J1939. Nobody names ids: those that standards set aside (7xx, 18DA, 18DB, 18CE, 18CD) are always read,
/// all others once a request and its response prove them.
///
/// One instance for each recording, one thread. Cost: a table look-up for a frame of ordinary traffic. Memory is
/// bounded whatever the recording holds.
class DiagnosticDecoder
{
public:
    /// The listener must outlive the decoder.
    explicit DiagnosticDecoder(DiagnosticListener& listener);
    DiagnosticDecoder(const DiagnosticDecoder&) = delete;
    DiagnosticDecoder& operator=(const DiagnosticDecoder&) = delete;

    /// The next frames, in the order of the recording; `channels` names FrameBlock::channel.
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels);
    /// A whole message that a tool logged without its frames; comes in order with the frames, whose requests and
    /// responses it may answer to. Senders and receivers that are CAN ids ("7E0", "18DA10F1") are the same as in
    /// frames.
    void payload(const formats::DiagnosticPayload& payload, const std::vector<std::string>& channels);
    /// The recording ended: reports unfinished messages.
    void finish();

    /// Messages under way, for tests of the bounds.
    std::size_t openSessions() const { return m_isotp.openSessions() + m_j1939.openSessions(); }
    std::size_t bufferedBytes() const { return m_isotp.bufferedBytes(); }

private:
    struct Frame
    {
        IsoTpKey key; ///< without address byte
        Position position;
        Payload data;
    };

    static Frame frameAt(const formats::FrameBlock& block, std::size_t index);
    void standardFrame(const Frame& frame, IdState& state);
    /// True for 29-bit ids that are known to carry ordinary traffic.
    bool isIgnored(std::uint16_t channel, std::uint32_t id, IdState*& state);
    void extendedFrame(const Frame& frame, IdState* state, std::uint8_t flags);
    void watch(const Frame& frame, IdState& state, bool addressedOnly);
    void promote(const Frame& frame, IdState& state, const IdDiscovery::Pair& pair);
    void decode(const Frame& frame, IdState& state);
    void reassemble(IsoTpKey key, IdMode mode, Position position, Payload data, Trust trust);
    void deliver(const IsoTpKey& key, IdMode mode, const IsoTpReassembler::Message& message, Trust trust);
    void partial(const PartialMessage& message);
    std::string_view channelName(std::uint16_t channel) const;

    DiagnosticListener& m_listener;
    Interpreter m_interpreter;
    j1939::Interpreter m_j1939;
    IsoTpReassembler m_isotp;
    IdTable m_ids;
    IdDiscovery m_discovery;
    IdState m_fixedState; ///< of the 29-bit ids that ISO 15765-2 fixes: they need no watching
    const std::vector<std::string>* m_channels = nullptr; ///< during frames() and until the next
    std::vector<std::string> m_channelNames; ///< a copy, for finish()
};

} // namespace argus::protocol
