// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf_reader.h"

#include "core/formats/mdf/mdf3_document.h"
#include "core/formats/mdf/mdf4_document.h"
#include "core/formats/mdf/record_output.h"
#include "core/formats/mdf/sorted_source.h"
#include "core/formats/mdf/unsorted_source.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::formats {

using namespace mdf;

namespace {

constexpr std::size_t kRawChunk = 1 << 20;
constexpr std::uint64_t kStretches = 64ULL << 20; ///< of plain data, for all sources together
constexpr std::uint64_t kUnpackedAtOnce = 512ULL << 20;
constexpr std::size_t kMostBatches = 1024; ///< of frames taken apart: 12 MB, and up to 16 MB of long payloads

using Sources = std::vector<std::unique_ptr<RecordSource>>;

base::Result<> passRawBytes(const base::ExecutionContext& context, const ByteSource& source, const ReadOptions& options)
{
    if (!options.rawBytes) {
        return {};
    }
    std::vector<std::uint8_t> buffer(kRawChunk);
    for (std::uint64_t at = 0; at < source.size();) {
        ARGUS_TRY(context.check());
        const auto got = source.readAt(at, buffer.data(), buffer.size());
        if (!got) {
            return base::fail(got);
        }
        if (*got == 0) {
            break;
        }
        options.rawBytes(std::span<const std::uint8_t>(buffer.data(), *got));
        at += *got;
    }
    return {};
}

/// The version stands as text at the start; only that place is the same in all versions and byte orders.
base::Result<int> majorVersion(const ByteSource& source)
{
    std::array<char, 9> head {};
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    constexpr int kNewest = 4;
    return head[8] >= '1' && head[8] <= '3' ? head[8] - '0' : kNewest;
}

/// Reads what the document describes.
class DataReading
{
public:
    DataReading(const base::ExecutionContext& context, const ByteSource& source, const Document& document,
                RecordSink& sink, const ReadOptions& options, Ledger& ledger)
        : m_context(context)
        , m_source(source)
        , m_document(document)
        , m_sink(sink)
        , m_options(options)
        , m_ledger(ledger)
        , m_output(sink, ledger)
    {
        if (options.helpers > 0) {
            m_pool.emplace(source, options.helpers);
        }
    }

    base::Result<std::vector<std::string>> run()
    {
        handOnEvents();
        makeSources();
        std::uint64_t memory = 0;
        for (const auto& source : m_timed) {
            memory += source->memory();
        }
        if (memory <= kUnpackedAtOnce || m_timed.size() < 2) {
            ARGUS_TRY(merge(m_timed));
        } else {
            m_ledger.warn("the groups are handed on one after the other, because their compressed blocks are too large "
                          "to be held at once");
            ARGUS_TRY(oneByOne(m_timed));
        }
        ARGUS_TRY(oneByOne(m_measured));
        m_output.finish();
        return m_output.names().names();
    }

private:
    struct Head
    {
        domain::RecordingTime time;
        std::size_t source; ///< of those with the same time the first comes first
        bool operator>(const Head& other) const
        {
            return time != other.time ? time > other.time : source > other.source;
        }
    };

    void handOnEvents();
    void makeSources();
    void addSources(const DataGroup& data, std::size_t chunk);
    void warnUnreadable(const ChannelGroup& group, const BusLayout& layout);
    base::Result<> merge(Sources& sources);
    base::Result<> oneByOne(Sources& sources);
    void reportProgress(const Sources& sources);
    static void replaceFirst(std::vector<Head>& heads, Head head);

    const base::ExecutionContext& m_context;
    const ByteSource& m_source;
    const Document& m_document;
    RecordSink& m_sink;
    const ReadOptions& m_options;
    Ledger& m_ledger;
    RecordOutput m_output;
    std::optional<UnpackPool> m_pool; ///< ends after the sources
    Sources m_timed; ///< frames and packets: merged by time
    Sources m_measured;
    std::uint64_t m_totalBytes = 0;
    std::uint64_t m_doneBytes = 0;
    unsigned m_steps = 0;
};

void DataReading::handOnEvents()
{
    for (const Event& event : m_document.events) {
        m_sink.marker({event.ts, event.position, event.kind, event.text});
    }
}

void DataReading::makeSources()
{
    std::size_t count = 1;
    for (const DataGroup& data : m_document.dataGroups) {
        count += data.groups.empty() ? 0 : 1;
    }
    constexpr std::size_t kLeast = 4096;
    constexpr std::size_t kMost = 1 << 20;
    const std::size_t chunk = std::clamp<std::size_t>(kStretches / count, kLeast, kMost);
    for (const DataGroup& data : m_document.dataGroups) {
        addSources(data, chunk);
    }
    for (const Sources* sources : {&m_timed, &m_measured}) {
        for (const auto& source : *sources) {
            m_totalBytes += source->streamBytes();
        }
    }
}

void DataReading::warnUnreadable(const ChannelGroup& group, const BusLayout& layout)
{
    if (!layout.missing().empty()) {
        m_ledger.warn("the frames of group \"" + group.name + "\" cannot be read: it has no channel with "
                      + layout.missing());
    }
}

void DataReading::addSources(const DataGroup& data, std::size_t chunk)
{
    if (data.segments.empty() || data.groups.empty()) {
        for (const ChannelGroup& group : data.groups) {
            if (group.cycles > 0 && !m_document.unfinished) {
                m_ledger.warn("group \"" + group.name + "\" should have " + std::to_string(group.cycles)
                              + " records, but its data is not in the file");
            }
        }
        return;
    }
    std::vector<BusLayout> layouts;
    bool timed = false;
    for (const ChannelGroup& group : data.groups) {
        layouts.push_back(BusLayout::of(group, m_document.start));
        warnUnreadable(group, layouts.back());
        const GroupKind kind = layouts.back().kind();
        timed = timed || kind == GroupKind::Frames || kind == GroupKind::Ethernet;
    }
    const StreamAccess access {m_source, m_ledger, chunk, m_pool ? &*m_pool : nullptr, &m_context};
    Sources& sources = timed ? m_timed : m_measured;
    if (data.groups.size() == 1 && data.idBytes == 0 && !data.groups.front().isVlsd) {
        SortedSource::How how;
        how.countsAreSure = !m_document.unfinished;
        how.inBatches = sources.size() < kMostBatches;
        sources.push_back(
            std::make_unique<SortedSource>(access, data, data.groups.front(), std::move(layouts.front()), how));
    } else {
        sources.push_back(std::make_unique<UnsortedSource>(access, data, std::move(layouts), m_document));
    }
}

void DataReading::reportProgress(const Sources& sources)
{
    if (!m_options.progress || m_totalBytes == 0) {
        return;
    }
    std::uint64_t done = m_doneBytes;
    for (const auto& source : sources) {
        done += source->position();
    }
    const double share = static_cast<double>(done) / static_cast<double>(m_totalBytes);
    m_options.progress(static_cast<std::uint64_t>(share * static_cast<double>(m_source.size())));
}

/// Puts `head` into the place of the first, and that behind all that come before it.
void DataReading::replaceFirst(std::vector<Head>& heads, Head head)
{
    std::size_t at = 0;
    while (true) {
        std::size_t child = 2 * at + 1;
        if (child + 1 < heads.size() && heads[child] > heads[child + 1]) {
            ++child;
        }
        if (child >= heads.size() || !(head > heads[child])) {
            break;
        }
        heads[at] = heads[child];
        at = child;
    }
    // One after the other: head was just written so, and loading it as a whole would have to wait for that.
    heads[at].time = head.time;
    heads[at].source = head.source;
}

base::Result<> DataReading::merge(Sources& sources)
{
    constexpr unsigned kStepsBetweenChecks = 256;
    std::vector<Head> heads; // a heap with the earliest first
    for (const auto& source : sources) {
        source->begin();
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto ready = sources[i]->prepare();
        if (!ready) {
            return base::fail(ready);
        }
        if (*ready) {
            heads.push_back({sources[i]->nextTime(), i});
        }
    }
    std::make_heap(heads.begin(), heads.end(), std::greater<>());
    while (!heads.empty()) {
        if (m_steps++ % kStepsBetweenChecks == 0) {
            ARGUS_TRY(m_context.check());
            reportProgress(sources);
        }
        domain::RecordingTime limit = std::numeric_limits<domain::RecordingTime>::max();
        for (std::size_t i = 1; i < std::min<std::size_t>(heads.size(), 3); ++i) {
            limit = std::min(limit, heads[i].time);
        }
        RecordSource& source = *sources[heads.front().source];
        bool isReady = false;
        if (ReadyFrames& ready = source.readyFrames(); !ready.empty()) {
            m_output.frames(ready, limit);
            isReady = !ready.empty();
        } else {
            ARGUS_TRY(source.handOn(limit, m_output));
        }
        if (!isReady) {
            const auto prepared = source.prepare();
            if (!prepared) {
                return base::fail(prepared);
            }
            isReady = *prepared;
        }
        if (isReady) {
            replaceFirst(heads, {source.nextTime(), heads.front().source});
            continue;
        }
        const Head last = heads.back();
        heads.pop_back();
        if (!heads.empty()) {
            replaceFirst(heads, last);
        }
    }
    for (const auto& source : sources) {
        m_doneBytes += source->position();
        source->finish(m_output);
    }
    sources.clear();
    return {};
}

base::Result<> DataReading::oneByOne(Sources& sources)
{
    std::size_t begun = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        // Groups may be shorter than a block: those behind are begun with early.
        for (; begun < sources.size() && begun <= i + m_options.helpers; ++begun) {
            sources[begun]->begin();
        }
        Sources one;
        one.push_back(std::move(sources[i]));
        ARGUS_TRY(merge(one));
    }
    sources.clear();
    return {};
}

} // namespace

int MdfReader::probe(std::span<const std::uint8_t> head, std::string_view) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    return text.starts_with("MDF     ") || text.starts_with("UnFinMF ") ? 100 : 0;
}

base::Result<ReadSummary> MdfReader::read(const base::ExecutionContext& context, const ByteSource& source,
                                          RecordSink& sink, const ReadOptions& options) const
{
    ARGUS_TRY(passRawBytes(context, source, options));
    ReadSummary summary;
    const auto major = majorVersion(source);
    if (!major) {
        return base::fail(major);
    }
    const auto document
        = *major < 4 ? readMdf3(context, source, summary.ledger) : readMdf4(context, source, summary.ledger);
    if (!document) {
        return base::fail(document);
    }
    DataReading reading(context, source, *document, sink, options, summary.ledger);
    auto channels = reading.run();
    if (!channels) {
        return base::fail(channels);
    }
    summary.channels = std::move(*channels);
    if (options.progress) {
        options.progress(source.size());
    }
    return summary;
}

} // namespace argus::formats
