// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/message.h"

namespace argus::protocol {

std::string_view toString(PartialReason reason)
{
    switch (reason) {
    case PartialReason::SequenceGap:
        return "sequence gap";
    case PartialReason::Replaced:
        return "replaced by a new message";
    case PartialReason::Timeout:
        return "next part too late";
    case PartialReason::ShortFrame:
        return "short frame";
    case PartialReason::TooLong:
        return "longer than the limit";
    case PartialReason::TooMany:
        return "too many messages at once";
    case PartialReason::Aborted:
        return "aborted";
    case PartialReason::EndOfRecording:
        return "end of the recording";
    }
    return {};
}

} // namespace argus::protocol
