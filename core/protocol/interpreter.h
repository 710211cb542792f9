// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/diagnostic_listener.h"
#include "core/protocol/message.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace argus::protocol {

/// Understands whole diagnostic messages (UDS, OBD, KWP2000), whatever transport brought them: matches responses with
/// the requests seen before, and hands the facts in them to a listener.
///
/// Messages come in the order of the recording. A response without its request (one-sided recordings) counts where its
/// sender's id is set aside for diagnosis, or where its structure is exact; see Trust. Memory is fixed.
class Interpreter
{
public:
    /// The listener must outlive the interpreter.
    explicit Interpreter(DiagnosticListener& listener)
        : m_listener(listener)
    { }

    void message(const DiagnosticMessage& message);

private:
    static constexpr std::size_t kRemembered = 64;
    static constexpr std::size_t kRememberedBytes = 64;

    struct Request
    {
        bool used = false;
        bool functional = false;
        std::uint16_t channel = 0;
        std::uint64_t senderKey = 0;
        std::string sender;
        domain::RecordingTime ts = domain::kNoTime;
        std::uint32_t length = 0;
        std::vector<std::uint8_t> bytes; ///< at most kRememberedBytes
    };

    void remember(const DiagnosticMessage& message);
    Request* findRequest(const DiagnosticMessage& response);
    bool isAcceptable(const DiagnosticMessage& message, const MessageHead& head) const;

    void positive(const DiagnosticMessage& message, const MessageHead& head, const Origin& origin,
                  const Request* request);
    void dtcReport(const Origin& origin);
    void dataByIdentifier(const Origin& origin, const Request* request);
    void obdCodes(const Origin& origin, bool unpadded);
    void obdFreezeFrame(const Origin& origin);
    void obdStatus(const Origin& origin);
    void obdInfo(const Origin& origin);
    void kwpCodes(const Origin& origin);
    void kwpIdentification(const Origin& origin);

    DiagnosticListener& m_listener;
    std::array<Request, kRemembered> m_requests;
    std::size_t m_next = 0;
};

} // namespace argus::protocol
