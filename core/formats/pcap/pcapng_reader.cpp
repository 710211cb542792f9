// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_reader.h"

#include "core/formats/byte_order.h"
#include "core/formats/pcap/capture_reading.h"
#include "core/formats/pcap/pcapng_section.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::string_view kDamagedBlock = "damaged block";

/// One pass over the blocks of a file.
class PcapngPass
{
public:
    PcapngPass(const base::ExecutionContext& context, const ByteSource& source, ForwardWindow& window,
               PacketHandler& handler, Ledger& ledger, const ReadOptions& options)
        : m_context(context)
        , m_source(source)
        , m_window(window)
        , m_handler(handler)
        , m_ledger(ledger)
        , m_options(options)
        , m_sections(handler, ledger, options.begin)
    { }

    base::Result<> run()
    {
        while (m_window.position() < m_options.end && m_handler.wantsMore()) {
            ARGUS_TRY(m_context.check());
            const auto bytes = m_window.look(m_wanted);
            if (!bytes) {
                return base::fail(bytes);
            }
            if (bytes->empty()) {
                break;
            }
            const bool isAll = bytes->size() < m_wanted;
            const std::size_t used = blocks(*bytes);
            if (used > 0) {
                m_window.pass(used);
                m_wanted = kUsualWindow;
            } else if (isAll || m_isDamaged) {
                ARGUS_TRY(damage(*bytes));
            }
            if (m_options.progress) {
                m_options.progress(m_window.position());
            }
        }
        m_sections.finish();
        return {};
    }

private:
    static constexpr std::size_t kUsualWindow = 64 * 1024;

    /// Hands on the blocks that lie whole in `bytes`, and returns their bytes. Stops where a block is damaged; then
    /// m_isDamaged is set, and when one needs more bytes, m_wanted.
    std::size_t blocks(std::span<const std::uint8_t> bytes)
    {
        const std::uint64_t base = m_window.position();
        std::size_t at = 0;
        m_isDamaged = false;
        while (at < bytes.size() && base + at < m_options.end) {
            const auto rest = bytes.subspan(at);
            if (rest.size() < kPcapngFrame) {
                m_wanted = kPcapngFrame;
                return at;
            }
            const auto head = readPcapngHead(rest, m_sections.order());
            if (!head) {
                m_isDamaged = true;
                return at;
            }
            if (head->length > rest.size()) {
                m_wanted = head->length;
                return at;
            }
            if (readNumber<std::uint32_t>(rest.data() + head->length - 4, head->order) != head->length) {
                m_isDamaged = true;
                return at;
            }
            m_sections.block(*head, rest.first(head->length), base + at);
            at += head->length;
        }
        return at;
    }

    /// The bytes at hand begin with no block, or with one that is not whole.
    base::Result<> damage(std::span<const std::uint8_t> bytes)
    {
        const std::uint64_t position = m_window.position();
        const auto found = findPcapngBlock(m_context, m_source, position + 1, m_sections.order());
        if (!found) {
            return base::fail(found);
        }
        m_wanted = kUsualWindow;
        const std::uint64_t next = found->value_or(m_source.size());
        const auto head = readPcapngHead(bytes, m_sections.order());
        const bool isCut = !*found && (head ? head->length > bytes.size() : bytes.size() < kPcapngFrame);
        if (isCut) {
            m_ledger.skip(kCaptureCut, position, next - position);
            m_ledger.warn("the capture is cut: its last block is incomplete");
        } else {
            m_ledger.skip(kDamagedBlock, position, next - position);
            warnDamage(m_ledger, position, next, found->has_value());
        }
        return m_window.passTo(next);
    }

    const base::ExecutionContext& m_context;
    const ByteSource& m_source;
    ForwardWindow& m_window;
    PacketHandler& m_handler;
    Ledger& m_ledger;
    const ReadOptions& m_options;
    PcapngSections m_sections;
    std::size_t m_wanted = kUsualWindow;
    bool m_isDamaged = false;
};

} // namespace

int PcapngReader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    const auto block = readPcapngHead(head, std::endian::little);
    return block && block->type == kSectionHeader ? 95 : 0;
}

base::Result<ReadSummary> PcapngReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                             RecordSink& sink, const ReadOptions& options) const
{
    const auto onePass = [&](PacketHandler& handler, Ledger& ledger, const ReadOptions& how) -> base::Result<> {
        ForwardWindow window(source, how.rawBytes, m_chunkBytes);
        return PcapngPass(context, source, window, handler, ledger, how).run();
    };
    return readCapture(onePass, sink, options);
}

} // namespace argus::formats
