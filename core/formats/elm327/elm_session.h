// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/elm327/elm_line.h"
#include "core/formats/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Follows a session with an ELM327 line by line and hands on what was on the bus: responses with headers as frames,
/// responses without headers and requests as diagnostic messages. One thread; memory is bounded.
///
/// - What is typed, or echoed, goes to the header that `ATSH` set; without it to all control units (7DF).
/// - Headers are told by their form: three digits, four bytes that begin with 18DA or 18DB, eight digits; after `ATH1`
///   any four bytes. Those of buses before CAN (`48 6B 10 ... checksum`) name the sender of a message.
/// - A response without header is said by the control unit that `ATSH` or `ATCRA` chose, else by "ELM327".
/// - Segments (`0:`, `1:`) are put together by the length before them; several control units may interleave.
class ElmSession
{
public:
    struct Counts
    {
        std::uint64_t frames = 0;
        std::uint64_t requests = 0;
        std::uint64_t responses = 0; ///< without headers
        std::uint64_t adapterLines = 0; ///< commands and messages
        std::uint64_t strong = 0; ///< lines that could hardly be anything else
        std::uint64_t diagnosticFrames = 0; ///< frames on the ids of diagnosis that follow its rules
        std::uint64_t unreadable = 0;
        std::uint64_t lossReports = 0;
    };

    /// The sink must outlive the session.
    explicit ElmSession(RecordSink& sink)
        : m_sink(sink)
    { }

    /// The next line. `bytes` with its line end; `cut`: it has none, because the file ends.
    void line(std::string_view text, std::uint64_t offset, std::uint64_t bytes, bool cut);
    /// Hands on the frames that are held back; call now and then.
    void flush();
    /// The session ended.
    void finish();

    const Counts& counts() const { return m_counts; }
    Ledger& ledger() { return m_ledger; }
    const std::vector<std::string>& channels() const { return m_channels; }
    bool cutAtEnd() const { return m_cutAtEnd; }

private:
    /// A response that comes in segments, or the VIN that buses before CAN send in five messages.
    struct Assembly
    {
        std::uint32_t expected = 0; ///< bytes; 0: not announced
        std::uint32_t next = 0; ///< number of the next part
        std::uint64_t offset = 0;
        std::uint64_t lineBytes = 0;
        domain::RecordingTime ts = domain::kNoTime;
        std::string sender;
        std::vector<std::uint8_t> bytes;
    };

    struct Place
    {
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        domain::RecordingTime ts = domain::kNoTime;
    };

    void command(const std::string& command);
    void setHeader(std::string_view digits);
    bool hexLine(const ElmLine& line, const Place& place);
    bool isRequest(const ElmLine& line, const std::string& digits) const;
    void request(std::string digits, const Place& place);
    bool response(const ElmLine& line, const std::string& digits, const Place& place);
    bool frameWithHeader(const ElmLine& line, const std::string& digits, const Place& place);
    bool frame(std::uint32_t id, bool extended, const std::string& data, const Place& place);
    bool oldBus(const std::vector<std::uint8_t>& bytes, const Place& place);
    bool plainResponse(const std::vector<std::uint8_t>& bytes, const std::string& sender, const Place& place);
    bool vinPart(const std::vector<std::uint8_t>& bytes, const std::string& sender, const Place& place);
    bool segment(const ElmLine& line, const Place& place);
    void giveUp();
    void emit(std::string_view sender, bool functional, const std::vector<std::uint8_t>& bytes, const Place& place);

    RecordSink& m_sink;
    BlockWriter m_blocks;
    std::uint64_t m_held = 0; ///< frames in m_blocks
    std::vector<std::string> m_channels {"1"};
    Ledger m_ledger;
    Counts m_counts;
    bool m_cutAtEnd = false;

    bool m_afterPrompt = false;
    bool m_headers = false;
    char m_protocol = '0';
    std::string m_requestId = "7DF";
    std::string m_responder; ///< who answers without header, where commands tell
    std::string m_priority = "18"; ///< first byte of 29-bit headers
    std::vector<Assembly> m_open;
    std::optional<Assembly> m_vin;
};

} // namespace argus::formats
