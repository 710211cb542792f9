// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/obd_csv_reader.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/csv/obd_table.h"
#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::size_t kMaxSignals = 4096; ///< of a table with a row for each value
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxHeld = 1 << 18; ///< values of a block
constexpr std::string_view kTooManySignals = "value of one signal too many";
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// The group of a table with a column for each signal.
constexpr std::string_view kGroup = "values";

/// Turns rows into blocks of samples. Blocks are handed on at the end of each chunk of text, which bounds them.
class ObdRows
{
public:
    ObdRows(const ObdTable& table, RecordSink& sink)
        : m_table(table)
        , m_sink(sink)
    {
        if (!table.isLong() && !table.signals.empty()) {
            m_groups.push_back({std::string(kGroup), table.signals});
            m_blocks.push_back(emptyBlock(0));
        }
    }

    void row(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut)
    {
        const std::string_view text = base::trimmed(line);
        if (offset < m_table.headerEnd || text.empty() || text == m_table.header) {
            return;
        }
        splitCells(line, m_table.delimiter, m_cells);
        const auto stamp = m_table.time < m_cells.size() ? parseCsvStamp(m_cells[m_table.time], m_table.stamps)
                                                         : std::optional<CsvStamp>();
        const bool good = stamp && (m_table.isLong() ? longRow(stamp->ts, offset, bytes) : wideRow(stamp->ts));
        if (!good) {
            m_ledger.skip(cut ? kCutAtEnd : kUnreadableLine, offset, bytes);
            m_cutAtEnd = m_cutAtEnd || cut;
            return;
        }
        m_dated = m_dated || stamp->kind == CsvStamp::Kind::Date;
        m_clock = m_clock || stamp->kind == CsvStamp::Kind::Clock;
    }

    void flush()
    {
        for (SampleBlock& block : m_blocks) {
            if (!block.time.empty()) {
                m_sink.samples(block, m_groups);
                block = emptyBlock(block.group);
            }
        }
    }

    Ledger finish()
    {
        flush();
        for (const std::string& warning : m_table.warnings) {
            m_ledger.warn(warning);
        }
        if (m_strange > 0) {
            m_ledger.warn(std::to_string(m_strange) + " values are no numbers; they are left out");
        }
        if (m_dated) {
            m_ledger.warn("stamps are dates without a time zone; they are counted as UTC");
        }
        if (m_clock) {
            m_ledger.warn("stamps are times of day without a date; they are counted from midnight");
        }
        if (m_cutAtEnd) {
            m_ledger.warn("the recording is cut: its last line is incomplete");
        }
        return std::move(m_ledger);
    }

    Ledger& ledger() { return m_ledger; }

private:
    SampleBlock emptyBlock(std::size_t group) const
    {
        SampleBlock block;
        block.group = group;
        const std::size_t signals = m_table.isLong() ? 1 : m_table.signals.size();
        block.values.resize(signals);
        block.texts.resize(signals);
        return block;
    }

    bool wideRow(domain::RecordingTime ts)
    {
        // A row that lacks most of its cells is cut. (Else a short row would cost as much as a long header.)
        if (m_blocks.empty() || m_cells.size() * 2 < m_table.columns.size()) {
            return false;
        }
        SampleBlock& block = m_blocks.front();
        if (block.time.size() * m_table.columns.size() >= kMaxHeld) {
            flush();
        }
        block.time.push_back(ts);
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            const std::size_t column = m_table.columns[i];
            const std::string_view cell = column < m_cells.size() ? m_cells[column] : std::string_view();
            if (m_table.isText[i]) {
                block.texts[i].push_back(base::printable(unescapeCell(cell)));
            } else {
                block.values[i].push_back(numberOf(cell));
            }
        }
        return true;
    }

    bool longRow(domain::RecordingTime ts, std::uint64_t offset, std::uint64_t bytes)
    {
        if (m_table.name >= m_cells.size() || m_table.value >= m_cells.size() || m_cells[m_table.name].empty()) {
            return false;
        }
        const std::string_view unit = m_table.unit < m_cells.size() ? m_cells[m_table.unit] : std::string_view();
        m_key.assign(m_cells[m_table.name]);
        m_key += '\0';
        m_key += unit;
        auto known = m_index.find(m_key);
        if (known == m_index.end()) {
            if (m_groups.size() == kMaxSignals) {
                m_ledger.skip(kTooManySignals, offset, bytes);
                return true;
            }
            const std::string name = base::printable(unescapeCell(m_cells[m_table.name]), kMaxName);
            known = m_index.emplace(m_key, m_groups.size()).first;
            m_groups.push_back({name, {{name, base::printable(unescapeCell(unit), kMaxName), {}}}});
            m_blocks.push_back(emptyBlock(known->second));
        }
        SampleBlock& block = m_blocks[known->second];
        block.time.push_back(ts);
        block.values[0].push_back(numberOf(m_cells[m_table.value]));
        return true;
    }

    double numberOf(std::string_view cell)
    {
        if (isNoValue(cell)) {
            return kNone;
        }
        const auto number = parseCsvNumber(cell);
        m_strange += number ? 0 : 1;
        return number.value_or(kNone);
    }

    const ObdTable& m_table;
    RecordSink& m_sink;
    std::vector<std::string_view> m_cells;
    std::vector<SignalGroup> m_groups;
    std::vector<SampleBlock> m_blocks; ///< by group
    std::unordered_map<std::string, std::size_t> m_index; ///< group by name and unit
    std::string m_key;
    Ledger m_ledger;
    std::uint64_t m_strange = 0;
    bool m_dated = false;
    bool m_clock = false;
    bool m_cutAtEnd = false;
};

} // namespace

int ObdCsvReader::probe(std::span<const std::uint8_t> head, std::string_view filename) const
{
    const auto table = findObdTable({reinterpret_cast<const char*>(head.data()), head.size()});
    if (!table) {
        return 0;
    }
    // Below the tables of frames, whose columns say more.
    return static_cast<int>(20 + table->readable * 20 / table->rows) + (table->hasUnits ? 5 : 0)
        + (filename.ends_with(".csv") ? 2 : 0);
}

base::Result<ReadSummary> ObdCsvReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                             RecordSink& sink, const ReadOptions& options) const
{
    std::vector<std::uint8_t> head(kProbeBytes);
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    const auto table
        = findObdTable({reinterpret_cast<const char*>(head.data()), std::min(*got, head.size())}).value_or(ObdTable {});
    ObdRows rows(table, sink);
    TextChunks chunks(source, options.begin, options.end, m_chunkBytes, options.rawBytes);
    FrameChunk chunk;
    while (true) {
        ARGUS_TRY(context.check());
        const auto more = chunks.next(chunk.text);
        if (!more) {
            return base::fail(more);
        }
        if (!*more) {
            break;
        }
        chunk.restart(nullptr);
        // Lines that are too long are in the chunk's ledger: they come in the order of the file, whatever its chunks
        // are.
        const auto takeLongLines = [&] {
            if (!chunk.ledger.skipped().empty()) {
                rows.ledger().merge(std::exchange(chunk.ledger, Ledger {}));
            }
        };
        forEachLine(chunk, [&](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            takeLongLines();
            rows.row(line, offset, bytes, cut);
        });
        takeLongLines();
        rows.flush();
        if (options.progress) {
            options.progress(chunk.text.bytesDone);
        }
    }
    ReadSummary summary;
    summary.ledger = rows.finish();
    return summary;
}

} // namespace argus::formats
