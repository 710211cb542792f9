// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcap_reader.h"

#include "core/formats/byte_order.h"
#include "core/formats/pcap/capture_reading.h"
#include "core/formats/pcap/link_decoder.h"
#include "core/formats/pcap/pcap_records.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::string_view kDamagedPacket = "damaged packet";

/// One pass over the packets of a file.
class PcapPass
{
public:
    PcapPass(const base::ExecutionContext& context, const ByteSource& source, ForwardWindow& window,
             const PcapHeader& header, PacketHandler& handler, Ledger& ledger)
        : m_context(context)
        , m_source(source)
        , m_window(window)
        , m_header(header)
        , m_records(header)
        , m_handler(handler)
        , m_ledger(ledger)
    {
        m_interface.name = "0";
        m_interface.linkType = header.linkType;
        m_interface.link = linkKind(header.linkType);
        m_interface.checksumBytes = header.checksumBytes;
    }

    /// Passes packets until the file or `end` is reached. Call once.
    base::Result<> run(const ReadOptions& options)
    {
        ARGUS_TRY(begin(options.begin));
        while (m_window.position() < options.end && m_handler.wantsMore()) {
            ARGUS_TRY(m_context.check());
            const auto bytes = m_window.look(m_wanted);
            if (!bytes) {
                return base::fail(bytes);
            }
            if (bytes->empty()) {
                break;
            }
            const bool isAll = bytes->size() < m_wanted;
            const std::size_t used = packets(*bytes, options.end);
            if (used > 0) {
                m_window.pass(used);
                m_wanted = kUsualWindow;
            } else if (isAll || m_isSuspicious) {
                ARGUS_TRY(damage(*bytes));
            }
            if (options.progress) {
                options.progress(m_window.position());
            }
        }
        return {};
    }

private:
    static constexpr std::size_t kUsualWindow = 64 * 1024;

    base::Result<> begin(std::uint64_t from)
    {
        if (from <= PcapHeader::kBytes) {
            return m_window.passTo(PcapHeader::kBytes);
        }
        const auto found = m_records.find(m_context, m_source, from, std::nullopt);
        if (!found) {
            return base::fail(found);
        }
        return m_window.passTo(found->value_or(m_source.size()));
    }

    /// Hands on the packets that lie whole in `bytes` with the header of the next one, and returns their bytes. Stops
    /// where the next header is none; then m_isSuspicious is set, and when it needs more bytes, m_wanted.
    std::size_t packets(std::span<const std::uint8_t> bytes, std::uint64_t end)
    {
        const std::uint64_t base = m_window.position();
        const bool isAll = base + bytes.size() >= m_source.size();
        std::size_t at = 0;
        m_isSuspicious = false;
        while (bytes.size() - at >= m_header.recordBytes && base + at < end) {
            const PcapRecord record = m_records.read(bytes.data() + at);
            if (!m_records.isPlausible(record)) {
                m_isSuspicious = true;
                return at;
            }
            const std::size_t next = at + record.bytes();
            const bool hasNext = next <= bytes.size() && bytes.size() - next >= m_header.recordBytes;
            if (!hasNext && !(isAll && next <= bytes.size())) {
                m_wanted = record.bytes() + m_header.recordBytes;
                return at;
            }
            if (hasNext && !m_records.isPlausible(m_records.read(bytes.data() + next))) {
                m_isSuspicious = true;
                return at;
            }
            handOn(record, bytes.subspan(at, record.bytes()), base + at);
            at = next;
        }
        if (at == 0) {
            m_wanted = m_header.recordBytes;
        }
        return at;
    }

    void handOn(const PcapRecord& record, std::span<const std::uint8_t> bytes, std::uint64_t offset)
    {
        CapturedPacket packet;
        packet.ts = std::int64_t {record.seconds} * kNsPerSecond
            + std::int64_t {record.fraction} * (m_header.nanoseconds ? 1 : 1000);
        packet.offset = offset;
        packet.recordBytes = bytes.size();
        packet.interface = &m_interface;
        packet.order = m_header.order;
        packet.bytes = bytes.subspan(m_header.recordBytes);
        packet.wireLength = record.wireLength;
        m_seconds = record.seconds;
        m_handler.packet(packet);
    }

    /// The bytes at hand begin with a header that is none, that is followed by none, or whose packet is not whole.
    base::Result<> damage(std::span<const std::uint8_t> bytes)
    {
        const std::uint64_t position = m_window.position();
        const auto found = m_records.find(m_context, m_source, position + 1, m_seconds);
        if (!found) {
            return base::fail(found);
        }
        m_wanted = kUsualWindow;
        std::optional<PcapRecord> record;
        if (bytes.size() >= m_header.recordBytes && m_records.isPlausible(m_records.read(bytes.data()))) {
            record = m_records.read(bytes.data());
        }
        const bool isCut = record ? record->bytes() > bytes.size() : bytes.size() < m_header.recordBytes;
        if (isCut && !*found) {
            return cutOff(position);
        }
        // A length that leads past packets is wrong; where it leads to damage, this packet itself is good.
        std::uint64_t lost = position;
        if (record && !isCut && (!*found || **found >= position + record->bytes())) {
            handOn(*record, bytes.first(record->bytes()), position);
            lost = position + record->bytes();
        }
        const std::uint64_t next = found->value_or(m_source.size());
        if (next > lost) {
            m_ledger.skip(kDamagedPacket, lost, next - lost);
            warnDamage(m_ledger, lost, next, found->has_value());
        }
        return m_window.passTo(next);
    }

    base::Result<> cutOff(std::uint64_t position)
    {
        m_ledger.skip(kCaptureCut, position, m_source.size() - position);
        m_ledger.warn("the capture is cut: its last packet is incomplete");
        return m_window.passTo(m_source.size());
    }

    const base::ExecutionContext& m_context;
    const ByteSource& m_source;
    ForwardWindow& m_window;
    const PcapHeader& m_header;
    const PcapRecords m_records;
    PacketHandler& m_handler;
    Ledger& m_ledger;
    CaptureInterface m_interface;
    std::size_t m_wanted = kUsualWindow;
    bool m_isSuspicious = false;
    std::optional<std::uint32_t> m_seconds; ///< of the last packet
};

} // namespace

int PcapReader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    const auto header = readPcapHeader(head);
    return header ? (header->major == 2 ? 95 : 60) : 0;
}

base::Result<ReadSummary> PcapReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                           RecordSink& sink, const ReadOptions& options) const
{
    const auto onePass = [&](PacketHandler& handler, Ledger& ledger, const ReadOptions& how) -> base::Result<> {
        ForwardWindow window(source, how.rawBytes, m_chunkBytes);
        const auto bytes = window.look(PcapHeader::kBytes);
        if (!bytes) {
            return base::fail(bytes);
        }
        const auto header = readPcapHeader(*bytes);
        if (!header) {
            ledger.skip("no header of a capture", 0, source.size());
            return window.passTo(source.size());
        }
        if (header->major != 2) {
            ledger.warn("the capture says that it is of version " + std::to_string(header->major) + "."
                        + std::to_string(header->minor) + ": it was read as version 2.4");
        }
        return PcapPass(context, source, window, *header, handler, ledger).run(how);
    };
    return readCapture(onePass, sink, options);
}

} // namespace argus::formats
