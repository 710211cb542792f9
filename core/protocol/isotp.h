// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace argus::protocol {

/// One direction of a conversation: frames with the same key belong to the same row of messages.
struct IsoTpKey
{
    std::uint16_t channel = 0;
    std::uint32_t id = 0;
    bool extended = false;
    /// The address byte before the protocol byte (extended and mixed addressing); below 0: there is none.
    std::int16_t address = -1;

    /// All of it in one number.
    std::uint64_t packed() const
    {
        return static_cast<std::uint64_t>(channel) << 40 | static_cast<std::uint64_t>(extended) << 39
            | static_cast<std::uint64_t>(id & 0x1FFFFFFF) << 9 | static_cast<std::uint64_t>(address + 1);
    }
    static IsoTpKey unpack(std::uint64_t packed);
};

/// What the protocol byte of a frame says (ISO 15765-2, 9.4).
enum class PciType : std::uint8_t
{
    Single,
    First,
    Consecutive,
    FlowControl,
    None
};

/// The protocol control information at the front of a frame.
struct Pci
{
    PciType type = PciType::None; ///< None: breaks the rules, so this is no ISO-TP frame
    std::uint32_t length = 0; ///< of the message: Single and First
    std::uint8_t sequence = 0; ///< Consecutive
    std::uint8_t headerBytes = 0;
};

/// Reads the protocol bytes of a frame, without its address byte; with the escapes of CAN FD. Cheap.
Pci readPci(Payload frame);

/// Puts ISO-TP messages together (ISO 15765-2) from frames in the order of the recording.
///
/// Flow control is not needed and not looked at. Any number of conversations may interleave, up to kMaxSessions. A
/// lost, repeated or late part, a new message over an unfinished one and the end of the recording give the unfinished
/// message up and report it. Memory grows with bytes received only, up to kMaxBytes in all.
class IsoTpReassembler
{
public:
    static constexpr std::size_t kMaxSessions = 1024;
    static constexpr std::size_t kMaxMessage = 1024 * 1024; ///< bytes
    static constexpr std::size_t kMaxBytes = 16 * 1024 * 1024; ///< of all unfinished messages
    /// A pause inside a message that ends it, ns. The standard allows 1 s; recordings with stamps in whole seconds and
    /// receivers that ask to wait need more.
    static constexpr domain::RecordingTime kTimeout = 5'000'000'000;

    struct Message
    {
        Payload payload; ///< valid until the next call
        Position position; ///< of its first frame
    };
    using OnPartial = std::function<void(const PartialMessage&)>;

    explicit IsoTpReassembler(OnPartial onPartial)
        : m_onPartial(std::move(onPartial))
    { }

    /// Takes the next frame of a conversation, without its address byte; the message when this frame completes one.
    std::optional<Message> frame(const IsoTpKey& key, Position position, Payload frame);
    /// The recording ended: reports what is unfinished, in the order of the keys.
    void finish();
    std::size_t openSessions() const { return m_sessions.size(); }
    std::size_t bufferedBytes() const { return m_bufferedBytes; }

private:
    struct Session
    {
        Position position;
        domain::RecordingTime lastTs = domain::kNoTime;
        std::uint64_t lastUse = 0;
        std::uint32_t expected = 0;
        std::uint8_t next = 1; ///< sequence number
        std::uint8_t frameBytes = 0; ///< bytes of the first frame; those that follow are as long, but for the last
        std::vector<std::uint8_t> data;
    };
    using Sessions = std::unordered_map<std::uint64_t, Session>;

    void begin(const IsoTpKey& key, Position position, Payload frame, const Pci& pci);
    std::optional<Message> next(const IsoTpKey& key, Position position, Payload frame, const Pci& pci);
    void giveUp(Sessions::iterator session, PartialReason reason);
    void giveUp(const IsoTpKey& key, PartialReason reason);
    void dropOldest();

    OnPartial m_onPartial;
    Sessions m_sessions;
    std::vector<std::uint8_t> m_complete;
    std::uint64_t m_uses = 0;
    std::size_t m_bufferedBytes = 0;
};

} // namespace argus::protocol
