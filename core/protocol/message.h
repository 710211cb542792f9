// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/protocol/uds.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace argus::protocol {

/// When and where a message began: its first frame.
struct Position
{
    domain::RecordingTime ts = domain::kNoTime;
    std::uint64_t offset = 0; ///< bytes
};

/// Why a message was not completed.
enum class PartialReason : std::uint8_t
{
    SequenceGap, ///< a part is missing or came out of order
    Replaced, ///< a new message began over it
    Timeout, ///< the next part came too late
    ShortFrame, ///< a part carries less than its place in the message asks for
    TooLong, ///< longer than any message that is put together
    TooMany, ///< more messages under way at once than are kept
    Aborted, ///< by the sender or receiver (J1939)
    EndOfRecording,
};
inline constexpr std::size_t kPartialReasons = 8;

/// "sequence gap", "end of the recording", ...
std::string_view toString(PartialReason reason);

/// A message that began and did not end.
struct PartialMessage
{
    PartialReason reason = PartialReason::SequenceGap;
    std::uint16_t channel = 0;
    std::uint32_t id = 0; ///< of its frames
    bool extended = false;
    Position position;
    std::uint32_t expected = 0; ///< bytes announced
    Payload received; ///< the bytes that came; a view for the time of the call
};

/// How sure it is that the sender of a message takes part in a diagnosis.
enum class Trust : std::uint8_t
{
    Possible, ///< the id may as well carry ordinary signals: only what is exact in structure counts
    Likely, ///< the same range, but nothing on it ever broke the rules of ISO-TP
    Standard, ///< an id or transport that standards set aside for diagnosis, or one that a request and response proved
};

/// A whole diagnostic message, wherever it came from. Views live for the time of the call.
struct DiagnosticMessage
{
    std::uint16_t channel = 0;
    std::string_view channelName;
    std::string_view sender; ///< its address as on the bus: "7E8", "18DAF13A", "DoIP 0E80"
    std::uint64_t senderKey = 0; ///< the same as a number, unique within the channel
    std::uint64_t peerKey = 0; ///< of the one that it speaks to, where the address tells; 0: not known
    std::string_view peer; ///< the text of peerKey; empty where not known
    bool functional = false; ///< sent to all control units
    Trust trust = Trust::Standard;
    bool unpadded = false; ///< the payload ends where the message does; frames on a bus may be filled up
    Position position;
    std::string_view frameId; ///< id of the first frame, for the evidence
    Payload payload;
};

} // namespace argus::protocol
